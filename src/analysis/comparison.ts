import { dateTimeForTimeZone } from '@grafana/data';
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

/** What change is measured against, in words. */
export function baselineName(comparison: ComparisonPeriod): string {
  switch (comparison) {
    case 'yesterday':
      return 'yesterday';
    case 'last-week':
      return 'last week';
    default:
      return 'the period before';
  }
}

/** When that was, to stand after a number: `17 % yesterday`. */
export function baselineWhen(comparison: ComparisonPeriod): string {
  const name = baselineName(comparison);
  return name.startsWith('the ') ? `in ${name}` : name;
}
