import { type Events } from './burnRate';

/** Targets that people set, the strictest first. */
const TARGETS: readonly number[] = [0.9999, 0.9995, 0.999, 0.995, 0.99, 0.98, 0.95, 0.9];

/** Of the budget so much is left where a target is proposed: one that is always missed is worth nothing. */
const SPARE = 0.2;

/** Fewer requests than this say nothing about a target. */
const ENOUGH_REQUESTS = 1000;

/** A target, and what it rests on. */
export interface Proposal {
  target: number;
  /** Share that was good. */
  ratio: number;
  events: Events;
}

/**
 * The strictest usual target that was met with some of its budget left.
 * @returns undefined for too few requests, or where none was met
 */
export function proposeTarget(events: Events): Proposal | undefined {
  const { bad, total } = events;
  if (total < ENOUGH_REQUESTS) {
    return undefined;
  }
  const target = TARGETS.find((one) => {
    const budget = total * (1 - one);
    return budget >= 1 && bad <= (1 - SPARE) * budget;
  });
  return target === undefined ? undefined : { target, ratio: 1 - bad / total, events };
}

/** A latency target of a histogram: which share of requests took no longer than one of its bounds. */
export interface LatencyProposal extends Proposal {
  /** Seconds. */
  threshold: number;
}

/** At least this share of requests is to be within the threshold that is proposed. */
const MOSTLY = 0.99;

/**
 * The lowest bound of a histogram within which nearly all requests were, with the strictest target that it met.
 * @param within by bound in seconds, how many requests took no longer; the whole number is at Infinity
 */
export function proposeLatency(within: ReadonlyMap<number, number>): LatencyProposal | undefined {
  const total = within.get(Infinity) ?? 0;
  const bounds = [...within.keys()].filter(Number.isFinite).sort((a, b) => a - b);
  const threshold = bounds.find((bound) => (within.get(bound) ?? 0) >= MOSTLY * total);
  if (threshold === undefined) {
    return undefined;
  }
  const proposal = proposeTarget({ total, bad: total - (within.get(threshold) ?? 0) });
  return proposal && { ...proposal, threshold };
}
