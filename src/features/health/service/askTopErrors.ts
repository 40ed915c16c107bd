import { type ErrorGroup, groupErrors } from '../../../analysis/errors/errorGroups';
import { type InRange } from '../../../analysis/errors/errorStatus';
import { linesAlike } from '../../../analysis/patterns/alike';
import { type AppLocation } from '../../../correlation/appLocation';
import { logsUrl } from '../../../correlation/pageUrls/logs';
import { coveredBy, ERROR_BUCKETS } from '../../../datasources/errors/askErrors';
import {
  ERROR_LEVELS,
  type LogCondition,
  type LogLinesQuestion,
  type LogSource,
} from '../../../telemetry/questions/logs';
import { type TimeSpan } from '../../../telemetry/timeSpan';

/** Error lines that are looked at, the latest: enough to tell what a service has most of. */
export const ERROR_LINES = 1000;
const SHOWN = 5;

/** What a service has most of, as its log lines tell it. */
export interface TopErrors {
  groups: ErrorGroup[];
  /** All of the time range, as far as they are known. */
  inRange: InRange;
  /** How many lines the counts are of, where there are more. */
  cutAt?: number;
}

/** Groups the latest error lines of a service by what they are, and keeps the most frequent. */
export async function askTopErrors(
  source: Pick<LogSource, 'lines'>,
  service: string,
  span: TimeSpan,
  signal?: AbortSignal
): Promise<TopErrors> {
  const where: LogCondition[] = [
    { field: 'service', op: 'in', values: [service] },
    { field: 'level', op: 'in', values: [...ERROR_LEVELS] },
  ];
  const question: LogLinesQuestion = { about: 'logLines', where, lines: [], limit: ERROR_LINES, order: 'newest' };
  const { lines, isCut } = await source.lines(question, span, signal);
  const groups = groupErrors(lines, span, ERROR_BUCKETS);
  return {
    groups: groups.slice(0, SHOWN),
    inRange: { groups, span, covered: coveredBy({ lines, isCut }, span) },
    cutAt: isCut ? lines.length : undefined,
  };
}

/** The errors of a service in the log explorer; of a group those whose lines say the same as its latest one. */
export function errorsInLogs(service: string, group?: ErrorGroup): AppLocation {
  const alike = group && linesAlike(group.sample);
  return logsUrl.write({
    where: [{ field: 'service', op: 'in', values: [service] }],
    lines: alike ? [alike] : [],
    tab: 'errors',
  });
}
