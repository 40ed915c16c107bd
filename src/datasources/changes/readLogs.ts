import { type CasePattern, type ChangeCase } from '../../analysis/causes/case';
import { groupBy } from '../../analysis/groupBy';
import { type MinedLine, type Pattern, templateText } from '../../analysis/patterns/pattern';
import { ERROR_LEVELS, type Level, type LogEndsAnswer, type LogLine } from '../../telemetry/questions/logs';
import { type TimeSpan } from '../../telemetry/timeSpan';

/** What log lines tell of a case. */
export type LogsOfCase = Pick<ChangeCase, 'patterns' | 'linesRead'>;

type Times = Pick<ChangeCase, 'before' | 'during'>;

/** Lines of one service at one of the two times. */
export interface LinesOfService {
  service: string;
  before: MinedLine[];
  during: MinedLine[];
}

/** The lines that are in one of the times, each once, by service; what no service wrote is of nobody. */
export function linesByService({ oldest, newest }: LogEndsAnswer, { before, during }: Times): LinesOfService[] {
  const each = [...new Map([...oldest, ...newest].map((line) => [line.id, line])).values()];
  const inside =
    ({ from, to }: TimeSpan) =>
    (line: LogLine) =>
      line.time >= from && line.time < to;
  return [...groupBy(each, ({ reading }) => reading.service ?? '')]
    .filter(([service]) => service !== '')
    .map(([service, lines]) => ({
      service,
      before: lines.filter(inside(before)).map(minedLine),
      during: lines.filter(inside(during)).map(minedLine),
    }));
}

function minedLine({ time, body, reading: { message, level } }: LogLine): MinedLine {
  return { time, body, message, level };
}

/** A line of the earlier time falls into the first of two buckets, any other one into the second. */
export const BUCKETS = { span: { from: 0, to: 2 }, buckets: 2 };

/** The lines of a service as they are mined: of their time only which of the two it is. */
export function inBuckets({ before, during }: LinesOfService): MinedLine[] {
  const at = (time: number) => (line: MinedLine) => ({ ...line, time });
  return [...before.map(at(0)), ...during.map(at(1))];
}

/** @param mined of {@link inBuckets}, in {@link BUCKETS} */
export function patternsOf(service: string, mined: readonly Pattern[]): CasePattern[] {
  return mined.map(({ template, levels, trend }) => ({
    service,
    template: templateText(template),
    level: heaviest(levels),
    before: trend[0] ?? 0,
    during: trend[1] ?? 0,
  }));
}

/** The level that most lines have; of failures one that tells of a failure. */
function heaviest(levels: Pattern['levels']): Level {
  const failures = ERROR_LEVELS.reduce((sum, level) => sum + (levels[level] ?? 0), 0);
  return failures >= (levels.warn ?? 0) ? 'error' : 'warn';
}

/**
 * How much of each time lines were read of, where they are cut: from the beginning of all to the last of the oldest
 * lines, and from the first of the newest to the end.
 */
export function linesReadOf(
  { oldest, newest, isCut }: LogEndsAnswer,
  { before, during }: Times
): LogsOfCase['linesRead'] {
  if (!isCut) {
    return undefined;
  }
  const until = oldest.at(-1)?.time ?? -Infinity;
  const since = Math.max(until, newest.at(-1)?.time ?? Infinity);
  const read = ({ from, to }: TimeSpan) =>
    Math.max(0, Math.min(to, until) - from) + Math.max(0, to - Math.max(from, since));
  return { before: read(before), during: read(during) };
}
