import { dateTimeFormat } from '@grafana/data';
import { type ErrorMark } from '../../analysis/errors/errorMark';
import { type StatedError, type StatusReason } from '../../analysis/errors/errorStatus';
import { type ErrorStatus } from '../../analysis/errors/statuses';
import { t, tCount } from '../../i18n/t';
import { type LogLinesAnswer } from '../../telemetry/questions/logs';
import { formatCount } from '../format';
import { type MissingHistory } from './useErrorsOverTime';

/** What texts about errors depend on besides the errors. */
export interface ErrorWording {
  timeZone: string;
  /** Where the time range begins, in milliseconds since the epoch. */
  from: number;
}

export function statusName(status: ErrorStatus): string {
  switch (status) {
    case 'back':
      return t('ui.errors.status.back', 'Back');
    case 'new':
      return t('ui.errors.status.new', 'New');
    case 'growing':
      return t('ui.errors.status.growing', 'Growing');
    case 'ongoing':
      return t('ui.errors.status.ongoing', 'Ongoing');
    case 'fixed':
      return t('ui.errors.status.fixed', 'Fixed');
    case 'ignored':
      return t('ui.errors.status.ignored', 'Ignored');
    case 'gone':
      return t('ui.errors.status.gone', 'Gone');
  }
}

/** What a status rests on, in a clause; empty where the status says it all. */
export function reasonInWords(reason: StatusReason | undefined, wording: ErrorWording): string {
  const at = momentIn(wording);
  switch (reason?.rule) {
    case undefined:
    case 'seen':
      return '';
    case 'version':
      return t('ui.errors.back-in', 'Back in {{version}}, was fixed in {{fixedIn}}', {
        version: reason.version,
        fixedIn: reason.fixedIn,
      });
    case 'time':
      return reason.fixedIn === undefined
        ? t('ui.errors.back-since', 'Seen after it was marked as fixed at {{time}}', { time: at(reason.fixedAt) })
        : t(
            'ui.errors.back-without-version',
            'Seen after it was marked as fixed in {{version}} at {{time}}; its log lines have no version',
            { version: reason.fixedIn, time: at(reason.fixedAt) }
          );
    case 'notSince':
      return reason.fixedIn === undefined
        ? t('ui.errors.not-since', 'Not seen after it was marked as fixed at {{time}}', { time: at(reason.fixedAt) })
        : t('ui.errors.earlier-versions', 'Fixed in {{version}}, not seen in it', { version: reason.fixedIn });
    case 'fixedLater':
      return reason.fixedIn === undefined
        ? t('ui.errors.fixed-later', 'Marked as fixed at {{time}}, after this time range', { time: at(reason.fixedAt) })
        : t('ui.errors.fixed-later-in', 'Marked as fixed in {{version}} at {{time}}, after this time range', {
            version: reason.fixedIn,
            time: at(reason.fixedAt),
          });
    case 'ignored':
      return ignoredInWords(reason, at);
    case 'notSeen':
      return notSeenInWords(wording.from - reason.since);
    case 'grew':
      return t('ui.errors.grew', '{{rate}} an hour from {{from}} to {{to}}, was {{before}}', {
        rate: perHour(reason.rate),
        before: perHour(reason.before),
        from: at(reason.from),
        to: at(reason.to),
      });
  }
}

/** Over days few an hour are many: `0.24`. */
function perHour(rate: number): string {
  return rate < 10 ? String(Number(rate.toPrecision(2))) : formatCount(rate);
}

function ignoredInWords(
  { until, above }: Extract<StatusReason, { rule: 'ignored' }>,
  at: (time: number) => string
): string {
  const values = { count: formatCount(above), time: until === undefined ? '' : at(until) };
  if (until === undefined) {
    return above === undefined ? '' : t('ui.errors.ignored-above', 'Ignored until more than {{count}} an hour', values);
  }
  return above === undefined
    ? t('ui.errors.ignored-until', 'Ignored until {{time}}', values)
    : t('ui.errors.ignored-both', 'Ignored until {{time}}, or until more than {{count}} an hour', values);
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How far the look-back went, rounded down: rather less is claimed than was looked at. */
function notSeenInWords(length: number): string {
  if (length >= 2 * DAY) {
    return tCount('ui.errors.not-seen-days', Math.floor(length / DAY), {
      one: 'Not seen in the {{count}} day before',
      other: 'Not seen in the {{count}} days before',
    });
  }
  return length >= 2 * HOUR
    ? tCount('ui.errors.not-seen-hours', Math.floor(length / HOUR), {
        one: 'Not seen in the {{count}} hour before',
        other: 'Not seen in the {{count}} hours before',
      })
    : tCount('ui.errors.not-seen-minutes', Math.floor(length / MINUTE), {
        one: 'Not seen in the {{count}} minute before',
        other: 'Not seen in the {{count}} minutes before',
      });
}

/** Why a status is not known, or rests on less than it could; empty where nothing is missing. */
export function missingInWords({ status }: Pick<StatedError, 'status'>, missing: MissingHistory | undefined): string {
  if (status === undefined && missing) {
    return t('ui.errors.status-unknown', 'Status not available: {{failure}}', { failure: missing.message });
  }
  return status === 'new' && missing?.isFurtherBack
    ? t('ui.errors.look-back-failed', 'Not searched further back: {{failure}}', { failure: missing.message })
    : '';
}

/** Who marked an error, and when: `Marked by otto at Jan 15 12:00`. */
export function markInWords({ by, at }: ErrorMark, wording: ErrorWording): string {
  const time = momentIn(wording)(Date.parse(at));
  return by === undefined
    ? t('ui.errors.marked', 'Marked at {{time}}', { time })
    : t('ui.errors.marked-by', 'Marked by {{user}} at {{time}}', { user: by, time });
}

function momentIn({ timeZone }: ErrorWording): (time: number) => string {
  return (time) => dateTimeFormat(time, { timeZone, format: 'MMM D HH:mm' });
}

/** `12 distinct errors · newest 5,000 error and fatal log lines`. */
export function errorsInWords(errors: number, { lines: { length }, isCut }: Pick<LogLinesAnswer, 'lines' | 'isCut'>) {
  return [
    tCount('ui.errors.distinct', errors, { one: '{{count}} error', other: '{{count}} distinct errors' }),
    isCut
      ? tCount('ui.errors.of-newest', length, {
          one: 'newest {{count}} error and fatal log line',
          other: 'newest {{count}} error and fatal log lines',
        })
      : tCount('ui.errors.of-all', length, {
          one: '{{count}} error and fatal log line',
          other: '{{count}} error and fatal log lines',
        }),
  ].join(' · ');
}

/**
 * `1 back · 2 new`: what is to be looked at first.
 * @param isKnown whether it is known which are new
 */
export function urgentInWords(counts: Readonly<Record<ErrorStatus, number>>, isKnown: boolean): string {
  return [
    counts.back > 0
      ? tCount('ui.errors.back-count', counts.back, { one: '{{count}} back', other: '{{count}} back' })
      : '',
    isKnown ? tCount('ui.errors.new-count', counts.new, { one: '{{count}} new', other: '{{count}} new' }) : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
