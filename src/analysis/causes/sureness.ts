import { type Evidence } from './cause';

/**
 * How much each kind of evidence counts. What a service has of its own counts most, once by its numbers and once by
 * its traces; what merely goes with it counts half, and who was first a quarter, since most change within one step.
 */
const WEIGHTS: Record<keyof Evidence, number> = {
  ownFailures: 1,
  ownSeconds: 1,
  origins: 1,
  selfTime: 1,
  resources: 0.5,
  version: 0.5,
  demand: 0.5,
  first: 0.25,
};

/** What the evidence adds up to. */
export function scoreOf(evidence: Evidence): number {
  return (Object.keys(WEIGHTS) as Array<keyof Evidence>).reduce(
    (sum, kind) => sum + WEIGHTS[kind] * (evidence[kind] ?? 0),
    0
  );
}

/** From this on a cause is called likely. */
export const LIKELY = 0.5;

/**
 * How likely a cause is the one: a logistic curve of the part of all scores that is its. Its two numbers are set on
 * half of the cases of `bench/causes.ts`, which prints how often it was right by how sure it was said to be.
 */
export function sureOf(score: number, all: number): number {
  const part = all > 0 ? score / all : 0;
  return 1 / (1 + Math.exp(-(CURVE.at + CURVE.slope * part)));
}

const CURVE = { at: -5, slope: 10 };
