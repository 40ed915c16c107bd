import { type ChangeCase } from './case';

/** Which numbers of a series are of which time: indexes of the case's times. */
export interface Steps {
  before: readonly number[];
  during: readonly number[];
}

/** Sorts a case's times into its two spans; what is in neither is left out. */
export function stepsOf({ times, before, during }: Pick<ChangeCase, 'times' | 'before' | 'during'>): Steps {
  const within = ({ from, to }: ChangeCase['before']) =>
    times.flatMap((time, index) => (time >= from && time < to ? [index] : []));
  return { before: within(before), during: within(during) };
}

/** Steps one after another, as places among those of the later time; `to` is not in it. */
export interface Segment {
  from: number;
  to: number;
}

/** Sums of all numbers before each place, and of all: the sum of a segment is a difference of two. */
export function cumulated(values: readonly number[]): Float64Array {
  const sums = new Float64Array(values.length + 1);
  values.forEach((value, i) => (sums[i + 1] = (sums[i] ?? 0) + value));
  return sums;
}

/**
 * Stretches of `count` steps that a change is looked for in: of lengths that double, at every place, and all that reach
 * the end. So few, because each is one more test, and any stretch is at least half covered by one of them.
 */
export function segmentsOf(count: number, least = 1): Segment[] {
  const segments: Segment[] = [];
  for (let length = least; length < count; length *= 2) {
    for (let from = 0; from + length < count; from++) {
      segments.push({ from, to: from + length });
    }
  }
  for (let from = 0; from + least <= count; from++) {
    segments.push({ from, to: count });
  }
  return segments;
}
