import { dateTimeForTimeZone } from '@grafana/data';
import { t, tCount } from '../i18n/t';
import { type TimeSpan } from '../telemetry/timeSpan';

/** What the time range is compared with. Days and weeks go by the wall clock of the viewer's time zone. */
export const COMPARISON_PERIODS = ['off', 'previous', 'yesterday', 'last-week'] as const;

export type ComparisonPeriod = (typeof COMPARISON_PERIODS)[number];

/** Whether a text, as from a URL, names a comparison. */
export function isComparisonPeriod(value: string): value is ComparisonPeriod {
  return (COMPARISON_PERIODS as readonly string[]).includes(value);
}

/** The time range compared with, and the way of a moment in it onto the time axis of the range that one looks at. */
export interface ComparedTimeSpan extends TimeSpan {
  /** Moves a moment of the compared range to the moment that it is compared with. */
  toPresent(time: number): number;
}

const DAYS: Partial<Record<ComparisonPeriod, number>> = { yesterday: 1, 'last-week': 7 };

/**
 * The range that `span` is compared with. `previous` is the range of the same length that ends where this one starts.
 * Yesterday and last week keep the wall clock: across a change of summer time they are 23 or 25 hours (or 167 or 169)
 * away, and the compared range may be an hour longer or shorter than the range itself.
 * @returns undefined for `off`
 */
export function comparedTimeSpan(
  span: TimeSpan,
  comparison: ComparisonPeriod,
  timeZone: string
): ComparedTimeSpan | undefined {
  if (comparison === 'off') {
    return undefined;
  }
  const days = DAYS[comparison];
  if (days === undefined) {
    const length = span.to - span.from;
    return { from: span.from - length, to: span.from, toPresent: (time) => time + length };
  }
  const moved = (time: number, by: number) => dateTimeForTimeZone(timeZone, time).add(by, 'days').valueOf();
  return { from: moved(span.from, -days), to: moved(span.to, -days), toPresent: (time) => moved(time, days) };
}

/**
 * Relative change, e.g. 0.5 for half as much again; Infinity for something where there was nothing; undefined where
 * there is nothing to compare with.
 */
export function relativeChange(now: number | null | undefined, before: number | null | undefined): number | undefined {
  if (now === null || now === undefined || before === null || before === undefined) {
    return undefined;
  }
  if (before === 0) {
    return now === 0 ? 0 : Infinity;
  }
  return (now - before) / before;
}

/** What numbers are compared with. */
export interface Baseline {
  comparison: ComparisonPeriod;
  /** Length of the time range, in seconds: it names the previous period. */
  seconds: number;
}

/** What numbers are compared with, in words: `previous hour`, `yesterday`. Where none is chosen, as for `previous`. */
export function baselineName({ comparison, seconds }: Baseline): string {
  switch (comparison) {
    case 'yesterday':
      return t('compare.yesterday', 'yesterday');
    case 'last-week':
      return t('compare.last-week', 'last week');
    default:
      return previousPeriod(seconds).name;
  }
}

/** When that was, to stand after a number: `17% in the previous hour`, `17% yesterday`. */
export function baselineWhen(baseline: Baseline): string {
  const { comparison, seconds } = baseline;
  return comparison === 'off' || comparison === 'previous' ? previousPeriod(seconds).when : baselineName(baseline);
}

interface PeriodWords {
  name: string;
  when: string;
}

/** The longest of these units that the range is a whole number of names it, if it is not too many of them to read. */
const UNITS: ReadonlyArray<{ seconds: number; most: number; words: (count: number) => PeriodWords }> = [
  {
    seconds: 86_400,
    most: Infinity,
    words: (count) => ({
      name: tCount('compare.days', count, { one: 'previous day', other: 'previous {{count}} days' }),
      when: tCount('compare.in-days', count, { one: 'in the previous day', other: 'in the previous {{count}} days' }),
    }),
  },
  {
    seconds: 3_600,
    most: 48,
    words: (count) => ({
      name: tCount('compare.hours', count, { one: 'previous hour', other: 'previous {{count}} hours' }),
      when: tCount('compare.in-hours', count, {
        one: 'in the previous hour',
        other: 'in the previous {{count}} hours',
      }),
    }),
  },
  {
    seconds: 60,
    most: 120,
    words: (count) => ({
      name: tCount('compare.minutes', count, { one: 'previous minute', other: 'previous {{count}} minutes' }),
      when: tCount('compare.in-minutes', count, {
        one: 'in the previous minute',
        other: 'in the previous {{count}} minutes',
      }),
    }),
  },
];

function previousPeriod(seconds: number): PeriodWords {
  // The two ends of a relative range are read from the clock one after the other.
  const length = Math.round(seconds);
  const unit = UNITS.find((one) => length > 0 && length % one.seconds === 0 && length / one.seconds <= one.most);
  return unit
    ? unit.words(length / unit.seconds)
    : {
        name: t('compare.previous', 'previous period'),
        when: t('compare.in-previous', 'in the previous period'),
      };
}
