import { type Trend } from './healthRows';

/** Fewer steps than this may be beyond by chance. */
const ENOUGH_STEPS = 2;

/** The share of the steps from then on that must be beyond: a single one that is not may be chance. */
const MOST_STEPS = 0.8;

/**
 * From which step on a line stays beyond a bound: from there to its end those beyond outnumber the others by most.
 * @returns undefined where it was so from its beginning on, is over again, or goes to and fro
 */
export function stepsBeyond(values: Trend, bound: number): number | undefined {
  const known = values.flatMap((value, index) => (value === null ? [] : [{ index, isBeyond: value > bound }]));
  let [lead, bestLead] = [0, 0];
  let best = known.length;
  for (let at = known.length - 1; at >= 0; at--) {
    lead += known[at]?.isBeyond ? 1 : -1;
    if (lead > bestLead) {
      [bestLead, best] = [lead, at];
    }
  }
  const steps = known.slice(best);
  const beyond = steps.filter(({ isBeyond }) => isBeyond).length;
  const isStill = known.slice(-ENOUGH_STEPS).some(({ isBeyond }) => isBeyond);
  const isTold = best > 0 && isStill && beyond >= ENOUGH_STEPS && beyond >= MOST_STEPS * steps.length;
  return isTold ? steps[0]?.index : undefined;
}
