/** What share of the requests of a service, or of one of its routes, is to be good over a window of days. */
export interface ServiceLevelObjective {
  service: string;
  /** Left out: all routes of the service. */
  route?: string;
  /** Good is what was answered within so many seconds; left out: what did not fail (availability). */
  threshold?: number;
  /** Share that is to be good, above 0 and below 1: 0.999. */
  target: number;
  /** Length of the rolling window that the budget is of. */
  days: number;
}

/** The shortest and longest window: the slowest alert looks back three days, and few keep data for longer. */
export const LEAST_DAYS = 7;
export const MOST_DAYS = 90;

const DAY_SECONDS = 24 * 3600;

/** Length of the window, in seconds. */
export function windowSeconds({ days }: Pick<ServiceLevelObjective, 'days'>): number {
  return days * DAY_SECONDS;
}

/** The share of requests that may fail. */
export function budgetShare({ target }: Pick<ServiceLevelObjective, 'target'>): number {
  // 1 - 0.999 is 0.0010000000000000009 in a computer.
  return Number((1 - target).toPrecision(12));
}

/**
 * What an objective is called in addresses and in the label `slo` of its rules. Its target is no part of it: the same
 * events are counted for another target, so recorded numbers hold on.
 */
export function objectiveId({ service, route, threshold, days }: Omit<ServiceLevelObjective, 'target'>): string {
  const indicator = threshold === undefined ? 'availability' : `latency ${threshold}s`;
  return [service, ...(route === undefined ? [] : [route]), indicator, `${days}d`].map(escaped).join(':');
}

/** What tells the parts apart stands in none of them. */
function escaped(part: string): string {
  return part.replace(/[%:]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
