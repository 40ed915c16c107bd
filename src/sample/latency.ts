import { type Call, type Step } from './calls';

/** Upper bounds of the shop's duration histogram, in seconds. What lies above the last is in a bucket of its own. */
export const BOUNDS = [
  0.005, 0.01, 0.02, 0.035, 0.05, 0.075, 0.1, 0.15, 0.25, 0.35, 0.5, 0.75, 1, 1.5, 2.5, 5, 10,
] as const;

export const HISTOGRAM_BUCKETS = BOUNDS.length + 1;

/** How far, relatively, each part of a request strays from the time of its class: evenly, up to this much. */
export const JITTER = 0.08;

/** What the network adds to a call between services, in milliseconds. */
export const HOP_MS = 1.2;

/**
 * How slow a request is in all. Requests are drawn by class, and within a class every span of a request falls into the
 * same histogram bucket, so that counting classes counts the buckets of all services at once.
 */
export interface LatencyClass {
  factor: number;
  /** Share of the requests, 0 to 1. */
  share: number;
}

function lognormal(count: number, spread: number): LatencyClass[] {
  const sigma = 0.4;
  const factors = Array.from({ length: count }, (_, i) => Math.exp(spread * (i - (count - 1) * 0.4)));
  // The second, wider term is the long tail that real services have.
  const weights = factors.map((factor) => {
    const z = Math.log(factor) / sigma;
    return Math.exp(-0.5 * z * z) + 0.035 * Math.exp(-0.5 * (z / 2.6) ** 2);
  });
  const sum = weights.reduce((a, b) => a + b, 0);
  return factors.map((factor, i) => ({ factor, share: (weights[i] ?? 0) / sum }));
}

/** For what is frequent, and for what is rare: fewer classes are cheaper. */
export const FINE_CLASSES: readonly LatencyClass[] = lognormal(14, 0.2);
export const COARSE_CLASSES: readonly LatencyClass[] = lognormal(6, 0.42);

/** How much of the class's factor a part feels: others' work varies more than a service's own. */
const FEELS = { call: 0.7, postgresql: 1.1, redis: 0.5, external: 1.2 } as const;

/** A step with its times in a class, in milliseconds, before the jitter. */
export interface TimedStep {
  step: Step;
  /** Of its own, without the steps inside. */
  own: number;
  /** From beginning to end; for a call as the service called measures it. */
  total: number;
  steps: TimedStep[];
}

export interface TimedCall extends TimedStep {
  step: Call;
}

/** Lays out the times of a request in a class. */
export function timeCall(call: Call, factor: number): TimedCall {
  const steps = call.steps.map((step) => timeStep(step, factor));
  const inside = steps.reduce((sum, step) => sum + took(step), 0);
  const total = awayFromBounds(inside + call.ms * factor ** FEELS.call, inside);
  return { step: call, own: total - inside, total, steps };
}

function timeStep(step: Step, factor: number): TimedStep {
  switch (step.kind) {
    case 'call':
      return timeCall(step, factor);
    case 'query':
      return leaf(step, step.ms * factor ** FEELS[step.system]);
    case 'external':
      return leaf(step, step.ms * factor ** FEELS.external);
    case 'parallel': {
      const steps = step.steps.map((inner) => timeStep(inner, factor));
      return { step, own: 0, total: Math.max(...steps.map(took)), steps };
    }
  }
}

function leaf(step: Step, ms: number): TimedStep {
  return { step, own: ms, total: ms, steps: [] };
}

/** How long a step takes for whoever takes it: a call has its way over the network. */
function took({ step, total }: TimedStep): number {
  return step.kind === 'call' ? total + HOP_MS : total;
}

/** Moves a time so far from the bounds of the histogram that the jitter does not carry it over one. */
function awayFromBounds(ms: number, atLeast: number): number {
  const margin = 1 + JITTER * 1.05;
  for (const bound of BOUNDS) {
    const edge = bound * 1000;
    const below = edge / margin;
    const above = edge / (2 - margin);
    if (ms > below && ms < above) {
      return ms <= edge && below > atLeast * 1.02 ? below : above;
    }
  }
  return ms;
}

/** Which bucket of the histogram a duration falls into. */
export function histogramBucket(seconds: number): number {
  const found = BOUNDS.findIndex((bound) => seconds <= bound);
  return found === -1 ? BOUNDS.length : found;
}
