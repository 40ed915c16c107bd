import { type DurationGrid } from './grid';
import { placeOf } from './selection';

/** A mark of an axis, at a share of its length. */
export interface Tick {
  at: number;
  value: number;
}

const DECADES = [1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1, 10, 100, 1000];

/** Durations in seconds that are worth a mark: 1, 2 and 5 of each decade, or fewer where these would be too close. */
export function durationTicks(grid: DurationGrid): Tick[] {
  const start = grid.columns[0]?.from ?? 0;
  const ticksOf = (steps: readonly number[]) =>
    DECADES.flatMap((decade) =>
      steps.flatMap((step): Tick[] => {
        const at = placeOf(grid, start, decade * step)?.y;
        return at === undefined ? [] : [{ at, value: decade * step }];
      })
    );
  return [[1, 2, 5], [1, 3], [1]].map(ticksOf).find((ticks) => ticks.length <= MOST_DURATIONS) ?? [];
}

const MOST_DURATIONS = 9;

const SECOND = 1000;
const STEPS = [1, 5, 10, 30, 60, 300, 600, 1800, 3600, 10_800, 21_600, 43_200, 86_400, 604_800].map((s) => s * SECOND);

/** Whole moments of time, milliseconds since the epoch, at most so many. */
export function timeTicks({ columns }: DurationGrid, most: number): Tick[] {
  const from = columns[0]?.from ?? 0;
  const to = columns.at(-1)?.to ?? 0;
  const step = STEPS.find((one) => (to - from) / one <= most) ?? to - from;
  const ticks: Tick[] = [];
  for (let value = Math.ceil(from / step) * step; step > 0 && value <= to; value += step) {
    ticks.push({ value, at: (value - from) / (to - from) });
  }
  return ticks;
}
