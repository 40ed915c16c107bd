import { mix } from './random';
import { type Profile } from './streams';
import { EVEN_LEVEL, lengthOf, stepCount, type Steps, WEEK_LEVEL } from './time';
import { type Weight, type Weights } from './weights';

/**
 * How to come from the weeks down to the steps of a range: the spans of the tree of time that have to be looked at,
 * those of a level after those of the level above. The same for all streams, so it is made once for a range.
 */
export interface Plan {
  size: number;
  /** How many of the first spans are weeks. */
  weeks: number;
  /** Each span's part of the random numbers. */
  keys: Int32Array;
  /** The step that the span lies in; -1 for a span that has to be split. */
  steps: Int32Array;
  /** Where a span's parts begin and end in these arrays. */
  firstPart: Int32Array;
  endOfParts: Int32Array;
  /** Which of its span's parts a part is. */
  ordinals: Int32Array;
  levels: Int32Array;
  /** Place among the spans of the level since the epoch. */
  indexes: Int32Array;
}

interface Entry {
  level: number;
  index: number;
  ordinal: number;
}

export function makePlan(range: Steps): Plan {
  const entries: Entry[] = [];
  const { from, to } = range.part ?? range;
  const week = lengthOf(WEEK_LEVEL);
  for (let index = Math.floor(from / week); index * week < to; index++) {
    entries.push({ level: WEEK_LEVEL, index, ordinal: 0 });
  }
  const weeks = entries.length;
  const steps: number[] = [];
  const firstPart: number[] = [];
  const endOfParts: number[] = [];
  // Grows while it is gone through.
  for (let at = 0; at < entries.length; at++) {
    const entry = entries[at];
    if (!entry) {
      break;
    }
    const step = stepOf(entry, range);
    steps.push(step);
    firstPart.push(entries.length);
    if (step === -1) {
      entries.push(...partsBefore(entry, to));
    }
    endOfParts.push(entries.length);
  }
  return {
    size: entries.length,
    weeks,
    keys: Int32Array.from(entries, ({ level, index }) => mix(index, level + 0x7ee)),
    steps: Int32Array.from(steps),
    firstPart: Int32Array.from(firstPart),
    endOfParts: Int32Array.from(endOfParts),
    ordinals: Int32Array.from(entries, ({ ordinal }) => ordinal),
    levels: Int32Array.from(entries, ({ level }) => level),
    indexes: Int32Array.from(entries, ({ index }) => index),
  };
}

/** The step that a span lies in as a whole, else -1; the number of steps for one that lies before the range. */
function stepOf({ level, index }: Entry, range: Steps): number {
  const start = index * lengthOf(level);
  const end = start + lengthOf(level);
  const { from, to } = range.part ?? range;
  if (end <= from) {
    return stepCount(range);
  }
  if (start < from || end > to) {
    return -1;
  }
  const step = Math.floor((start - range.from) / range.step);
  return step === Math.floor((end - 1 - range.from) / range.step) ? step : -1;
}

/** A span's parts that begin before `to`. Those before the range are drawn too: what is left depends on them. */
function partsBefore({ level, index }: Entry, to: number): Entry[] {
  const length = lengthOf(level - 1);
  const count = lengthOf(level) / length;
  const parts = Array.from({ length: count }, (_, ordinal) => ({
    level: level - 1,
    index: index * count + ordinal,
    ordinal,
  }));
  return parts.filter((part) => part.index * length < to);
}

/**
 * What share of the requests that are left to a span each part gets; of a week, what it is expected to have at a rate
 * of one request per second. Without any requests in these weeks there are no shares of their parts.
 */
export function sharesOf(plan: Plan, profile: Profile, weights: Weights): Float64Array {
  const weightAt = (at: number) => expected(profile, weights.at(plan.levels[at] ?? WEEK_LEVEL, plan.indexes[at] ?? 0));
  const weeks = Float64Array.from({ length: plan.weeks }, (_, at) => weightAt(at));
  // Most incidents do not happen in most weeks.
  if (weeks.every((weight) => weight === 0)) {
    return weeks;
  }
  const shares = new Float64Array(plan.size);
  shares.set(weeks);
  for (let at = 0; at < plan.size; at++) {
    const level = plan.levels[at] ?? 0;
    const first = plan.firstPart[at] ?? 0;
    const end = plan.endOfParts[at] ?? 0;
    if (first === end) {
      continue;
    }
    const parts = lengthOf(level) / lengthOf(level - 1);
    const isEven = level <= EVEN_LEVEL;
    let left = isEven ? parts : weightAt(at);
    for (let part = first; part < end; part++) {
      const weight = isEven ? 1 : weightAt(part);
      // The last one takes the rest; what a subtraction leaves of nothing is a rounding.
      const takesRest = (plan.ordinals[part] ?? 0) === parts - 1 || weight >= left * (1 - 1e-9);
      shares[part] = takesRest ? 1 : weight / left;
      left -= weight;
    }
  }
  return shares;
}

function expected({ shares }: Profile, { phases, values }: Weight): number {
  let sum = 0;
  for (let i = 0; i < phases.length; i++) {
    sum += (shares[phases[i] ?? 0] ?? 0) * (values[i] ?? 0);
  }
  return sum;
}
