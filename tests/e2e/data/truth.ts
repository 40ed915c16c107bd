import { BOUNDS, meanDuration, type Period, rateOf, shareWithin, type Stream } from './model';
import { RANGE, STREAMS } from './shop.data';

/** Which streams a number is about. */
export type About = Partial<Pick<Stream, 'service' | 'route' | 'method' | 'status'>>;

const RANGE_SECONDS = (RANGE.to - RANGE.from) / 1000;

function streamsOf(about: About): Stream[] {
  return STREAMS.filter((stream) =>
    (Object.keys(about) as Array<keyof About>).every((key) => stream[key] === about[key])
  );
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

/** Requests per second. */
export function rate(about: About, period: Period = 'now'): number {
  return sum(streamsOf(about).map((stream) => rateOf(stream, period)));
}

/** How many requests there were in the whole time range. */
export function count(about: About): number {
  return rate(about) * RANGE_SECONDS;
}

/** Share of the requests with a status of that class; undefined where no request has a status. */
export function statusRatio(about: About, firstDigit: '4' | '5', period: Period = 'now'): number | undefined {
  const known = streamsOf(about).filter(({ status }) => status !== undefined);
  const all = sum(known.map((stream) => rateOf(stream, period)));
  const failed = known.filter(({ status }) => status?.startsWith(firstDigit));
  return all === 0 ? undefined : sum(failed.map((stream) => rateOf(stream, period))) / all;
}

export const errorRatio = (about: About, period: Period = 'now') => statusRatio(about, '5', period);

/**
 * The duration that a share of the requests do not exceed, in seconds: within a bucket they are taken to be spread
 * evenly, as everyone does who reads a histogram.
 */
export function quantile(about: About, q: number, period: Period = 'now'): number {
  const streams = streamsOf(about);
  const within = (bound: number) =>
    sum(streams.map((stream) => rateOf(stream, period) * shareWithin(stream, bound, period)));
  const rank = q * within(Infinity);
  const index = BOUNDS.findIndex((bound) => within(bound) >= rank);
  const upper = BOUNDS[index];
  if (upper === undefined) {
    throw new Error('Every request lies within the bounds');
  }
  const lower = BOUNDS[index - 1] ?? 0;
  const below = within(lower);
  return lower + ((upper - lower) * (rank - below)) / (within(upper) - below);
}

/** Seconds spent serving requests, per second. */
export function timeSpent(about: About, period: Period = 'now'): number {
  return sum(streamsOf(about).map((stream) => rateOf(stream, period) * meanDuration(stream, period)));
}
