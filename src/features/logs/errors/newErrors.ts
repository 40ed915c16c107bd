import { type ErrorGroup, groupErrors } from '../../../analysis/errors/errorGroups';
import { t, tCount } from '../../../i18n/t';
import { type LogLinesAnswer } from '../../../telemetry/questions/logs';
import { type TimeSpan } from '../../../telemetry/timeSpan';

type ErrorLines = Pick<LogLinesAnswer, 'lines' | 'isCut'>;

/**
 * Fingerprints of the errors that did not occur in the previous period; undefined where that cannot be told, as not all
 * of its error lines are at hand.
 */
export function newErrors(
  groups: readonly ErrorGroup[],
  before: ErrorLines | undefined,
  span: TimeSpan
): ReadonlySet<string> | undefined {
  if (!before || before.isCut) {
    return undefined;
  }
  const known = new Set(groupErrors(before.lines, span, 1).map(({ fingerprint }) => fingerprint));
  return new Set(groups.map(({ fingerprint }) => fingerprint).filter((fingerprint) => !known.has(fingerprint)));
}

/** `12 distinct errors · newest 5,000 error and fatal log lines`. */
export function errorsInWords(errors: number, { lines: { length }, isCut }: ErrorLines): string {
  return [
    tCount('logs.errors.distinct', errors, { one: '{{count}} error', other: '{{count}} distinct errors' }),
    isCut
      ? tCount('logs.errors.of-newest', length, {
          one: 'newest {{count}} error and fatal log line',
          other: 'newest {{count}} error and fatal log lines',
        })
      : tCount('logs.errors.of-all', length, {
          one: '{{count}} error and fatal log line',
          other: '{{count}} error and fatal log lines',
        }),
  ].join(' · ');
}

/**
 * `3 new vs the previous period`, or why nobody knows; empty as long as the previous period is being asked for.
 * @param failure why it could not be asked for
 */
export function newInWords(
  fresh: ReadonlySet<string> | undefined,
  before: ErrorLines | undefined,
  failure: string | undefined
): string {
  if (fresh) {
    return tCount('logs.errors.new-count', fresh.size, {
      one: '{{count}} new vs the previous period',
      other: '{{count}} new vs the previous period',
    });
  }
  if (before?.isCut) {
    return t('logs.errors.new-unknown', 'too many errors in the previous period to tell which are new');
  }
  return failure === undefined
    ? ''
    : t('logs.errors.new-failed', 'not compared with the previous period: {{failure}}', { failure });
}
