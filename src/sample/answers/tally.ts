import { type Condition } from '../../telemetry/questions/metric';
import { type Field } from '../../telemetry/vocabulary';
import { type Counts } from '../counts';
import { HISTOGRAM_BUCKETS } from '../latency';
import { type Stream } from '../streams';
import { stepCount, type Steps } from '../time';
import { versionSpans } from '../versions';
import { type Cell, fieldOf, meets, needs } from './fields';

/** What each request of a stream adds to a cell. */
export interface Share {
  stream: Stream;
  amount: number;
  /** Place in the duration histogram. */
  bucket: number;
  /** Seconds that it takes on average. */
  seconds: number;
}

/** A cell with all that is counted in it. */
export interface CountedCell {
  cell: Cell;
  shares: Share[];
  /** Labels besides the fields, which keep apart what must not be added up. */
  labels?: Readonly<Record<string, string>>;
}

/** What was counted of one combination of the fields asked for. */
export interface Group {
  labels: Record<string, string>;
  /** A number for each step; for a histogram those of all buckets of the first step, then of the next. */
  sums: Float64Array;
}

/** A range of the shop's time, and what of it is asked for. */
export interface Asked {
  counts: Counts;
  by: readonly Field[];
  where: readonly Condition[];
  steps: Steps;
}

/** What is added up: requests (or what each is worth), the seconds they took, or requests by duration. */
export type Adding = 'amount' | 'seconds' | 'histogram';

/**
 * Adds up by the fields asked for. Groups without anything in the range are left out: nothing has ever been seen of
 * them.
 */
export function tally(asked: Asked, counted: readonly CountedCell[], adding: Adding): Group[] {
  const { counts, by, where, steps } = asked;
  const stride = adding === 'histogram' ? HISTOGRAM_BUCKETS : 1;
  const size = stepCount(steps) * stride;
  const groups = new Map<string, Group>();
  // Versions change within a range; between two changes each instance has just one.
  const parts = needs('version', by, where) ? versionSpans(steps.from, steps.to) : [undefined];
  for (const part of parts) {
    const requestsOf = counts.over({ ...steps, part });
    for (const { cell, shares, labels: more } of counted) {
      const at = part?.from ?? steps.from;
      if (!meets(cell, where, at)) {
        continue;
      }
      const labels = { ...Object.fromEntries(by.map((field) => [field, fieldOf(cell, field, at)])), ...more };
      const key = Object.values(labels).join('\n');
      const group = groups.get(key) ?? { labels, sums: new Float64Array(size) };
      groups.set(key, group);
      for (const share of shares) {
        const factor = adding === 'histogram' ? 1 : share[adding];
        add(group.sums, requestsOf(share.stream), factor, stride, adding === 'histogram' ? share.bucket : 0);
      }
    }
  }
  return [...groups.values()].filter(({ sums }) => sums.some((value) => value !== 0));
}

/** Adds the `i`th of `numbers` times `factor` to the sum at `i * stride + offset`. */
function add(sums: Float64Array, numbers: Float64Array, factor: number, stride: number, offset: number): void {
  let at = offset;
  for (const number of numbers) {
    if (number !== 0) {
      // `sums` has a place for every step.
      sums[at]! += number * factor;
    }
    at += stride;
  }
}
