import { countFacet, type ExactFacets, EXACT_FIELDS, exactFacets, type Facet } from '../../analysis/facets';
import { type LogCountAnswer, type LogField, type LogSelection } from '../../telemetry/questions/logs';
import { volumeStep } from './volume/bars';
import { type AsyncState, useAsyncQuery } from '../../ui/query/useAsyncQuery';
import { logsDataSource } from './words';
import { type OpenLogs } from './useLogSource';
import { type TimeSpan } from '../../telemetry/timeSpan';

/** More pairs of service and level are not told apart; the largest are. */
const MOST_PAIRS = 500;

/** How many lines of each level there are over time. */
export function useVolume(open: OpenLogs, { where, lines }: LogSelection, span: TimeSpan): AsyncState<LogCountAnswer> {
  const question = { about: 'logCount', by: ['level'], shape: 'series', where, lines } as const;
  const asked = JSON.stringify([question, span]);
  return useAsyncQuery(
    async (signal) => (await open()).count({ ...question, by: ['level'] }, span, volumeStep(span), signal),
    [open, asked],
    logsDataSource()
  );
}

export interface Totals extends ExactFacets {
  answer: LogCountAnswer;
}

/** All lines by service and level, and how many there are: one question for both facets and the total. */
export function useTotals(open: OpenLogs, { where, lines }: LogSelection, span: TimeSpan): AsyncState<Totals> {
  const others = where.filter(({ field }) => !(EXACT_FIELDS as readonly string[]).includes(field));
  const asked = JSON.stringify([where, lines, span]);
  return useAsyncQuery(
    async (signal) => {
      const source = await open();
      const answer = await source.count(
        { about: 'logCount', by: [...EXACT_FIELDS], shape: 'total', limit: MOST_PAIRS, where: others, lines },
        span,
        undefined,
        signal
      );
      return { answer, ...exactFacets(answer.counts, where) };
    },
    [open, asked],
    logsDataSource()
  );
}

/** How often each value of a field occurs in all lines. Nothing is asked for where none is given. */
export function useFieldCount(
  open: OpenLogs,
  field: LogField | undefined,
  { where, lines }: LogSelection,
  span: TimeSpan
): AsyncState<Facet> {
  const asked = JSON.stringify([field, where, lines, span]);
  return useAsyncQuery(
    field &&
      (async (signal) => {
        const source = await open();
        const question = { about: 'logCount', by: [field], shape: 'total', where, lines } as const;
        const { counts } = await source.count({ ...question, by: [field] }, span, undefined, signal);
        return countFacet(field, counts);
      }),
    [open, asked],
    logsDataSource()
  );
}
