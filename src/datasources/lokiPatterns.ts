import { array, type InferOutput, nullish, number, object, optional, string, tuple } from 'valibot';
import { type LogBinding } from '../telemetry/conventions/logs/binding';
import { serviceSelectors } from '../telemetry/dialects/logql/selector';
import { readLevel } from '../telemetry/logLine/level';
import { type LogSelection, type ServerPattern } from '../telemetry/questions/logs';
import { niceStep } from './lokiCounts';
import { askResource, inNanoseconds } from './lokiQueries';
import { type ResourceDataSource } from './runQueries';
import { type TimeSpan } from '../telemetry/timeSpan';

const PATTERNS_BODY = object({
  data: nullish(
    array(
      object({
        pattern: string(),
        level: optional(string()),
        samples: nullish(array(tuple([number(), number()])), []),
      })
    )
  ),
});

type PatternsBody = InferOutput<typeof PATTERNS_BODY>;

/**
 * The patterns that Loki mined in the streams of a selection.
 * @returns undefined where it mines none, or where more than service and level is asked for: it knows nothing else of
 * them
 */
export async function patternsOf(
  dataSource: ResourceDataSource,
  { where, lines }: LogSelection,
  binding: LogBinding,
  span: TimeSpan,
  signal?: AbortSignal
): Promise<ServerPattern[] | undefined> {
  const conditions = where.filter(({ values }) => values.length > 0);
  const selectors = serviceSelectors(
    conditions.filter(({ field }) => field === 'service'),
    binding
  );
  const isMore =
    lines.some(({ text }) => text !== '') ||
    conditions.some(({ field }) => field !== 'service' && field !== 'level') ||
    selectors.some(({ stages }) => stages.length > 0);
  if (isMore || selectors.length === 0) {
    return undefined;
  }
  const step = `${niceStep(span) / 1000}s`;
  const answers = await Promise.all(
    selectors.map(({ matchers }) =>
      askResource(
        dataSource,
        'patterns',
        { query: matchers, step, ...inNanoseconds(span) },
        PATTERNS_BODY,
        signal
        // Without its part for patterns a Loki has no such address; what else fails shows in the lines.
      ).catch((): PatternsBody => ({}))
    )
  );
  signal?.throwIfAborted();
  const levels = conditions.filter(({ field }) => field === 'level');
  const patterns = answers
    .flatMap(({ data }) => data ?? [])
    .map(({ pattern, level, samples }): ServerPattern => ({
      pattern,
      level: level === undefined || level === '' ? undefined : (readLevel(level) ?? 'unknown'),
      times: samples.map(([seconds]) => seconds * 1000),
      values: samples.map(([, count]) => count),
    }))
    .filter(({ level }) => levels.every(({ op, values }) => values.includes(level ?? 'unknown') === (op === 'in')));
  return patterns.length === 0 ? undefined : patterns;
}
