import React, { useMemo, useState } from 'react';
import { LoadingPlaceholder, RadioButtonGroup, Stack, Text } from '@grafana/ui';
import { comparePatterns } from '../../analysis/patterns/compare';
import { type MinedLine } from '../../analysis/patterns/pattern';
import { type LogLine, type LogSelection, type TimeSpan } from '../../telemetry/questions/logs';
import { minePatterns } from '../../views/patterns/minePatterns';
import { Absence } from '../../views/states';
import { useAnswer } from '../../views/useAnswer';
import { AbsenceOf } from './AbsenceOf';
import { withFilter } from './conditions';
import { type LogsBody } from './LogsBody';
import { minedRows, type PatternOrder, serverRows, sortRows } from './patternRows';
import { PatternTable } from './PatternTable';
import { type OpenLogs } from './useLogSource';

interface PatternsTabProps {
  model: LogsBody;
  open: OpenLogs;
  span: TimeSpan;
}

/** As many lines as Loki gives at once unless it is told otherwise. */
const MINED_LINES = 5000;
const BUCKETS = 30;
const ABOUT = 'The data source for logs';

const ORDERS = [
  { value: 'count' as const, label: 'Most frequent' },
  { value: 'change' as const, label: 'What changed' },
];
const MINERS = [
  { value: 'lines' as const, label: 'From these lines' },
  { value: 'server' as const, label: 'Loki’s own' },
];

/** What the lines have in common: how often each pattern occurs, and which are new, grown or gone since the period before. */
export function PatternsTab({ model, open, span }: PatternsTabProps) {
  const { params } = model.useState();
  const [order, setOrder] = useState<PatternOrder>('count');
  const [miner, setMiner] = useState<'lines' | 'server'>('lines');
  const asked = JSON.stringify([params.where, params.lines, span]);
  const mined = useAnswer((signal) => mine(open, params, span, signal), [open, asked], ABOUT);
  const own = useAnswer(
    async (signal) => (await open()).patterns({ where: params.where, lines: params.lines }, span, signal),
    [open, asked],
    ABOUT
  );
  const isOwn = miner === 'server' && own.value !== undefined && own.value.length > 0;
  const rows = useMemo(
    () => sortRows(isOwn ? serverRows(own.value ?? []) : (mined.value?.rows ?? []), order),
    [isOwn, own.value, mined.value, order]
  );

  if (mined.failure && !mined.value) {
    return <AbsenceOf failure={mined.failure} />;
  }
  if (!mined.value) {
    return <LoadingPlaceholder text="Looking for patterns" />;
  }
  return (
    <Stack direction="column" gap={1}>
      <Stack wrap="wrap" alignItems="center" gap={1}>
        <RadioButtonGroup size="sm" aria-label="Order of patterns" options={ORDERS} value={order} onChange={setOrder} />
        {own.value !== undefined && own.value.length > 0 && (
          <RadioButtonGroup size="sm" aria-label="Whose patterns" options={MINERS} value={miner} onChange={setMiner} />
        )}
        <Text variant="bodySmall" color="secondary">
          {isOwn ? `${rows.length} patterns, mined by Loki from all lines` : minedInWords(mined.value)}
        </Text>
      </Stack>
      {mined.failure && <AbsenceOf failure={mined.failure} />}
      {rows.length === 0 ? (
        <Absence kind="empty" message="No line in this time range to find patterns in" />
      ) : (
        <PatternTable
          rows={rows}
          onFilter={(filter) =>
            model.change({ tab: 'lines', lines: withFilter(params.lines, filter), line: undefined })
          }
        />
      )}
    </Stack>
  );
}

interface Mined {
  rows: ReturnType<typeof minedRows>;
  /** Lines that were looked at, now and before; there were more where cut. */
  now: { lines: number; isCut: boolean };
  before: { lines: number; isCut: boolean };
}

async function mine(
  open: OpenLogs,
  { where, lines }: LogSelection,
  span: TimeSpan,
  signal: AbortSignal
): Promise<Mined> {
  const source = await open();
  const question = { about: 'logLines', where, lines, limit: MINED_LINES, order: 'newest' } as const;
  const earlier = { from: span.from - (span.to - span.from), to: span.from };
  const [now, before] = await Promise.all(
    [span, earlier].map(async (one) => {
      const answer = await source.lines(question, one, signal);
      // The newest lines alone may be of the last minute only: then that is what trends are over.
      const options = { span: answer.isCut ? undefined : one, buckets: BUCKETS };
      const patterns = await minePatterns(answer.lines.map(minedLine), options, signal);
      return { patterns, lines: answer.lines.length, isCut: answer.isCut };
    })
  );
  if (!now || !before) {
    throw new Error('Two periods were asked for');
  }
  const compared = comparePatterns(now.patterns, before.patterns, { now: now.lines, before: before.lines });
  return { rows: minedRows(compared, now.lines), now, before };
}

function minedLine({ body, time, reading: { message, level } }: LogLine): MinedLine {
  return { message, body, level, time };
}

/** `12 patterns of the newest 5,000 lines, compared with 4,120 of the period before`. */
function minedInWords({ rows, now, before }: Mined): string {
  const lines = ({ lines: count, isCut }: Mined['now']) =>
    `${isCut ? 'the newest ' : ''}${count.toLocaleString('en-US')}`;
  const past =
    before.lines === 0
      ? 'there are no lines in the period before to compare with'
      : `compared with ${lines(before)} of the period before`;
  return `${rows.filter(({ count }) => count > 0).length} patterns of ${lines(now)} lines; ${past}`;
}
