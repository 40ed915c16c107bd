import { normalQuantile } from '../analysis/normalQuantile';

/**
 * Random numbers without state: each is a hash of what it is for. Whoever asks twice gets the same number, in any
 * order.
 */

/** Mixes two 32-bit integers into one (the finaliser of MurmurHash3 over a Weyl sequence). */
export function mix(a: number, b: number): number {
  let hash = (a ^ Math.imul(b | 0, 0x9e3779b1)) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) | 0;
}

/** A 32-bit hash of several integers; their order matters. */
export function hash(seed: number, ...parts: readonly number[]): number {
  let mixed = mix(seed, parts.length);
  for (const part of parts) {
    mixed = mix(mixed, part);
  }
  return mixed;
}

/** A 32-bit hash of a text, so that a seed belongs to a name and not to a place in a list. */
export function hashText(seed: number, text: string): number {
  let mixed = mix(seed, text.length);
  for (let i = 0; i < text.length; i++) {
    mixed = mix(mixed, text.charCodeAt(i));
  }
  return mixed;
}

/** A hash as a number strictly between 0 and 1. */
export function unit(hashed: number): number {
  return ((hashed >>> 0) + 0.5) / 4294967296;
}

/** Below this mean a draw follows the distribution function step by step, above it the normal approximation. */
const STEPWISE_BELOW = 12;

/**
 * A Poisson draw.
 * @param u what decides, between 0 and 1
 */
export function poisson(mean: number, u: number): number {
  if (mean <= 0) {
    return 0;
  }
  if (mean >= STEPWISE_BELOW) {
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normalQuantile(u)));
  }
  let probability = Math.exp(-mean);
  let upTo = probability;
  let count = 0;
  while (u > upTo && count < 1000) {
    count++;
    probability *= mean / count;
    upTo += probability;
  }
  return count;
}

/**
 * A binomial draw: how many of `n` fall to a part whose share is `p`.
 * @param u what decides, between 0 and 1
 */
export function binomial(n: number, p: number, u: number): number {
  if (n === 0 || p <= 0) {
    return 0;
  }
  if (p >= 1) {
    return n;
  }
  if (n === 1) {
    return u < p ? 1 : 0;
  }
  return p > 0.5 ? n - binomialLow(n, 1 - p, u) : binomialLow(n, p, u);
}

function binomialLow(n: number, p: number, u: number): number {
  const mean = n * p;
  if (mean >= STEPWISE_BELOW) {
    const drawn = Math.round(mean + Math.sqrt(mean * (1 - p)) * normalQuantile(u));
    return drawn < 0 ? 0 : drawn > n ? n : drawn;
  }
  const odds = p / (1 - p);
  let probability = Math.exp(n * Math.log1p(-p));
  let upTo = probability;
  let count = 0;
  while (u > upTo && count < n) {
    probability *= (odds * (n - count)) / (count + 1);
    upTo += probability;
    count++;
  }
  return count;
}
