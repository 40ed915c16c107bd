/** A counter of requests of one service to one route with one outcome, and how long they take. Constant over time. */
export interface Stream {
  service: string;
  method: string;
  route: string;
  /** Left out where the service's metrics carry none. */
  status?: string;
  /** Requests per second in the time range. */
  perSecond: number;
  /** Requests per second before it; the same where left out. */
  perSecondBefore?: number;
  /** Shares of the requests by the upper bound of their duration's bucket, in seconds; they add up to 1. */
  durations: Shares;
  /** The same for the time before. */
  durationsBefore?: Shares;
}

export type Shares = Readonly<Partial<Record<number, number>>>;

/** The upper bounds of all histograms, in seconds. */
export const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5] as const;

export type Period = 'now' | 'before';

export function rateOf(stream: Stream, period: Period): number {
  return period === 'now' ? stream.perSecond : (stream.perSecondBefore ?? stream.perSecond);
}

/** The share of a stream's requests that took up to a bound of {@link BOUNDS}. */
export function shareWithin(stream: Stream, bound: number, period: Period): number {
  const shares = period === 'now' ? stream.durations : (stream.durationsBefore ?? stream.durations);
  return Object.entries(shares).reduce((sum, [upper, share]) => (Number(upper) <= bound ? sum + (share ?? 0) : sum), 0);
}

/** Mean duration, in seconds: requests are taken to lie in the middle of their bucket. */
export function meanDuration(stream: Stream, period: Period): number {
  let lower = 0;
  let mean = 0;
  for (const bound of BOUNDS) {
    const inBucket = shareWithin(stream, bound, period) - shareWithin(stream, lower, period);
    mean += (inBucket * (lower + bound)) / 2;
    lower = bound;
  }
  return mean;
}
