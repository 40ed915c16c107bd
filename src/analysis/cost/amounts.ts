import { type TimeSpan } from '../../telemetry/timeSpan';

/** Numbers for even steps of time, as of orders or of money. */
export interface SteppedAmounts {
  /** Starts of the steps, ascending, in milliseconds since the epoch. */
  times: readonly number[];
  /** Milliseconds. */
  step: number;
  /** What there was in each step; null where nothing was measured. */
  values: ReadonlyArray<number | null>;
}

/** So much of a span must be measured to be told: the last step may have no number yet. */
const MEASURED = 0.75;

/**
 * What there was in each span; of a step that is partly in it that part.
 * @returns undefined where one of them was not measured for three quarters
 */
export function sumsIn(amounts: SteppedAmounts, spans: readonly TimeSpan[]): number[] | undefined {
  const sums = spans.map((span) => sumIn(amounts, span));
  return sums.every((sum) => sum !== undefined) ? sums : undefined;
}

function sumIn({ times, step, values }: SteppedAmounts, { from, to }: TimeSpan): number | undefined {
  const start = times[0] ?? 0;
  const first = Math.max(0, Math.floor((from - start) / step));
  let [total, measured] = [0, 0];
  for (let i = first; i < times.length; i++) {
    const time = times[i] ?? 0;
    if (time >= to) {
      break;
    }
    const value = values[i] ?? null;
    const part = Math.min(to, time + step) - Math.max(from, time);
    if (value !== null && part > 0) {
      total += (value * part) / step;
      measured += part;
    }
  }
  const isMeasured = measured >= MEASURED * (to - from);
  return isMeasured ? (total * (to - from)) / measured : undefined;
}
