import { budgetShare, type ServiceLevelObjective, windowSeconds } from './objective';

/** Requests counted in some time. */
export interface Events {
  /** As the backend extrapolates them: need not be whole. */
  total: number;
  /** Those that were not good. */
  bad: number;
}

/**
 * A pair of windows that an alert looks at: the long one says that it matters, the short one that it still goes on.
 * After Google's SRE Workbook, chapter 5, "6: Multiwindow, Multi-Burn-Rate Alerts"
 * (https://sre.google/workbook/alerting-on-slos/): the short window is a twelfth of the long one.
 */
export interface BurnWindows {
  name: 'fast' | 'medium' | 'slow';
  /** Seconds. */
  long: number;
  short: number;
  /** The share of the whole budget that is spent within the long window when the pair begins to speak. */
  spends: number;
  /** Whether somebody has to look at once. */
  isUrgent: boolean;
}

const MINUTE = 60;
const HOUR = 3600;

/** Table 5-8 of the Workbook: 2% in an hour, 5% in six hours, 10% in three days. */
export const BURN_WINDOWS: readonly BurnWindows[] = [
  { name: 'fast', long: HOUR, short: 5 * MINUTE, spends: 0.02, isUrgent: true },
  { name: 'medium', long: 6 * HOUR, short: 30 * MINUTE, spends: 0.05, isUrgent: true },
  { name: 'slow', long: 72 * HOUR, short: 6 * HOUR, spends: 0.1, isUrgent: false },
];

/** All lengths that the pairs look at, the shortest first; seconds. */
export const BURN_SECONDS: readonly number[] = [
  ...new Set(BURN_WINDOWS.flatMap(({ long, short }) => [short, long])),
].sort((a, b) => a - b);

/** The share of failed requests from which on a service is broken, whatever its budget allows. */
export const BROKEN_SHARE = 0.5;

/**
 * The burn rate at which a pair speaks: of 30 days 14.4, 6 and 1. For another window of the objective the share of the
 * budget stays, so the rate is `spends × window ÷ long`; below 1 no budget is ever exhausted, so it is 1 at least.
 * A loose target would keep an urgent pair silent in an outage, so it speaks where half of the requests fail, too.
 */
export function burnThreshold(
  { long, spends, isUrgent }: BurnWindows,
  objective: Pick<ServiceLevelObjective, 'target' | 'days'>
): number {
  const spending = (spends * windowSeconds(objective)) / long;
  const rate = isUrgent ? Math.min(spending, BROKEN_SHARE / budgetShare(objective)) : spending;
  return Math.max(1, Number(rate.toPrecision(12)));
}

/**
 * The burn rate that is too fast for what is measured over some time, by the longest pair whose long window is no
 * longer; for less than an hour by that of an hour.
 * @param seconds length of that time
 */
export function thresholdOver(seconds: number, objective: Pick<ServiceLevelObjective, 'target' | 'days'>): number {
  const thresholds = BURN_WINDOWS.filter(({ long }) => long <= Math.max(seconds, HOUR));
  return Math.min(...thresholds.map((windows) => burnThreshold(windows, objective)));
}

/** Whether a pair can speak at all: where all requests fail, the budget is spent `1 ÷ (1 - target)` times too fast. */
export function isReachable(windows: BurnWindows, objective: Pick<ServiceLevelObjective, 'target' | 'days'>): boolean {
  return burnThreshold(windows, objective) * budgetShare(objective) < 1;
}

/**
 * How many times faster than allowed the budget is spent: 1 spends just all of it within the objective's window.
 * @returns undefined without requests
 */
export function burnRate({ bad, total }: Events, objective: Pick<ServiceLevelObjective, 'target'>): number | undefined {
  return total > 0 ? Math.max(0, bad) / total / budgetShare(objective) : undefined;
}

/** Backends extrapolate counts, so two failures may be read as a little less. */
export const MORE_THAN_ONE = 1.5;

/**
 * Whether so many requests can tell that the budget burns at a rate: not where a single failed one among them would
 * be enough for it, and there was one at most. The Workbook's "Low-Traffic Services" says why.
 */
export function canTell({ bad, total }: Events, objective: Pick<ServiceLevelObjective, 'target'>, rate = 1): boolean {
  return total > 0 && (total * budgetShare(objective) * rate >= 1 || bad >= MORE_THAN_ONE);
}

/** What a pair of windows says. */
export interface Burn {
  windows: BurnWindows;
  threshold: number;
  /** Whether the pair could speak if all requests failed. */
  isReachable: boolean;
  /** Burn rates in both windows; undefined where too few requests were counted to tell, or none could be. */
  long?: number;
  short?: number;
  /** Whether both are at the threshold or above. */
  isBurning: boolean;
}

/** @param eventsIn what was counted in the last so many seconds; undefined where that is not known */
export function burnOf(
  windows: BurnWindows,
  objective: ServiceLevelObjective,
  eventsIn: (seconds: number) => Events | undefined
): Burn {
  const threshold = burnThreshold(windows, objective);
  const rateIn = (seconds: number) => {
    const events = eventsIn(seconds);
    return events && canTell(events, objective, threshold) ? burnRate(events, objective) : undefined;
  };
  const [long, short] = [rateIn(windows.long), rateIn(windows.short)];
  // Of a short window with too few requests the long one decides: it would be silent for ever otherwise.
  const isBurning = long !== undefined && long >= threshold && (short ?? long) >= threshold;
  return { windows, threshold, isReachable: isReachable(windows, objective), long, short, isBurning };
}
