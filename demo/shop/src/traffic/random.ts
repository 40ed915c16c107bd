/** Uniform in [0, 1). */
export type Random = () => number;

/** A generator that gives the same numbers for the same seed (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Picks by weight.
 * @throws Error on an empty list.
 */
export function pickWeighted<T extends { readonly weight: number }>(items: readonly T[], random: Random): T {
  let rest = random() * items.reduce((sum, { weight }) => sum + weight, 0);
  const picked = items.find(({ weight }) => (rest -= weight) < 0) ?? items.at(-1);
  if (!picked) {
    throw new Error('There is nothing to pick from.');
  }
  return picked;
}

/** An integer from `from` to `to`, both included. */
export function integer(from: number, to: number, random: Random): number {
  return from + Math.floor(random() * (to - from + 1));
}

/** A copy in random order (Fisher-Yates). */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const copy = [...items];
  for (let index = copy.length - 1; index > 0; index -= 1) {
    const other = integer(0, index, random);
    [copy[index], copy[other]] = [copy[other] as T, copy[index] as T];
  }
  return copy;
}
