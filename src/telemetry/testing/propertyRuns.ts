/** The share of its cases that a property test tries where nobody says otherwise: the nightly job tries them all. */
const EVERYDAY = 0.1;

/** As many as fast-check tries by itself; a test that asks for fewer has its reason. */
const LEAST = 100;

/**
 * How many cases a property test tries: `PROPERTY_RUNS` of the whole number (`1` for all of them, `10` to hunt for what
 * they miss), a tenth where it is not set.
 */
export function propertyRuns(whole: number): number {
  return runsOf(whole, process.env.PROPERTY_RUNS);
}

/** @throws Error where the share is no positive number: it would leave tests without a case */
export function runsOf(whole: number, share = String(EVERYDAY)): number {
  const factor = Number(share);
  if (!(factor > 0)) {
    throw new Error(`PROPERTY_RUNS is to be a positive number, not “${share}”`);
  }
  return Math.max(Math.min(whole, LEAST), Math.round(whole * factor));
}
