import { type Coverage } from '../coverage';
import { type State } from '../state';
import { type Burn, BURN_WINDOWS, burnOf, canTell, type Events } from './burnRate';
import { budgetShare, type ServiceLevelObjective, windowSeconds } from './objective';

/** What was counted for one objective. */
export interface ObjectiveEvents {
  /** In the last so many seconds; undefined where that is not known. */
  within(seconds: number): Events | undefined;
  /** The part of the objective's window that there is data of, where that is not all of it. */
  coverage?: Coverage;
}

/** How an objective stands. */
export interface Standing {
  state: State;
  /** In the whole window. */
  events?: Events;
  /** Share that was good, 0 to 1. */
  ratio?: number;
  /** Share of the budget that is left: 1 is all, below 0 more was spent than there is. */
  left?: number;
  /** The window holds too few requests for a share of them to say anything. */
  isTooFew: boolean;
  burns: readonly Burn[];
  /** How fast the budget is being spent now; undefined where too few requests tell. */
  burnNow?: number;
  /** Seconds until nothing is left at that speed; undefined where it is slow enough, or nothing is left already. */
  exhaustedIn?: number;
  coverage?: Coverage;
}

/**
 * What of the budget is left: what failed, against what of all requests may fail. The window rolls, and what was spent
 * in it is counted against the requests that were really served in it.
 */
export function budgetLeft({ bad, total }: Events, objective: Pick<ServiceLevelObjective, 'target'>): number {
  return 1 - bad / (total * budgetShare(objective));
}

/**
 * When the budget is exhausted at a burn rate: `left × window ÷ rate`, as if nothing that was spent before left the
 * window meanwhile, so rather too early than too late. At 1 and below the budget lasts.
 * @returns seconds
 */
export function exhaustedIn(
  left: number,
  rate: number | undefined,
  objective: Pick<ServiceLevelObjective, 'days'>
): number | undefined {
  return rate === undefined || rate <= 1 || left <= 0 ? undefined : (left * windowSeconds(objective)) / rate;
}

/** Judges an objective by what was counted. */
export function standingOf(objective: ServiceLevelObjective, { within, coverage }: ObjectiveEvents): Standing {
  const burns = BURN_WINDOWS.map((windows) => burnOf(windows, objective, within));
  const burnNow = presentBurn(burns);
  const events = within(windowSeconds(objective));
  const isTold = events !== undefined && canTell(events, objective);
  const left = isTold ? budgetLeft(events, objective) : undefined;
  return {
    state: stateOf(burns, left),
    events,
    ratio: events && events.total > 0 ? 1 - events.bad / events.total : undefined,
    left,
    isTooFew: events !== undefined && !isTold,
    burns,
    burnNow,
    exhaustedIn: left === undefined ? undefined : exhaustedIn(left, burnNow, objective),
    coverage,
  };
}

/**
 * How fast the budget is spent now, by the shortest pair that can tell: the slower of its two windows, because what is
 * over does not go on, and what has just begun may be over at once.
 */
function presentBurn(burns: readonly Burn[]): number | undefined {
  return rateOf(burns.find(({ long }) => long !== undefined));
}

/** How fast the budget is spent by the shortest pair that speaks: what the state is judged by; undefined where none. */
export function burningRate(burns: readonly Burn[]): number | undefined {
  return rateOf(burns.find(({ isBurning }) => isBurning));
}

function rateOf({ long, short }: Partial<Burn> = {}): number | undefined {
  return long === undefined ? undefined : Math.min(long, short ?? long);
}

function stateOf(burns: readonly Burn[], left: number | undefined): State {
  if (burns.some(({ isBurning, windows }) => isBurning && windows.isUrgent)) {
    return 'critical';
  }
  if (burns.some(({ isBurning }) => isBurning) || (left !== undefined && left <= 0)) {
    return 'warning';
  }
  return left === undefined ? 'unknown' : 'ok';
}
