import { SystemUsageReader } from '../telemetry/metrics/system.ts';
import type { Totals } from './totals.ts';

/** What the shop remembers of itself, by the names under which the JSON data source can ask for it. */
export const SERIES = [
  'request_rate',
  'error_rate',
  'mean_duration_ms',
  'orders_per_minute',
  'products_low_stock',
  'system_cpu_usage_percent',
  'system_memory_usage_percent',
] as const;
export type Series = (typeof SERIES)[number];

/** One reading; a value that nobody knows is absent. */
interface Sample {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly values: Partial<Record<Series, number>>;
}

/** Something that happened, for annotations. */
export interface Happening {
  readonly time: number;
  readonly title: string;
  readonly text: string;
  readonly tags: readonly string[];
}

const EVERY_MS = 10_000;
/** Six hours of samples. */
const MOST_SAMPLES = 2160;
const MOST_HAPPENINGS = 200;

/** The shop's own short memory: a sample every ten seconds for six hours, and what happened meanwhile. */
export class History {
  readonly #totals: Readonly<Totals>;
  readonly #usage = new SystemUsageReader();
  readonly #samples: Sample[] = [];
  readonly #happenings: Happening[] = [];
  #last: Totals;
  #lastAt: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(totals: Readonly<Totals>, now = Date.now()) {
    this.#totals = totals;
    this.#last = { ...totals };
    this.#lastAt = now;
  }

  start(): void {
    this.#timer = setInterval(() => this.sample(), EVERY_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Takes a sample: rates are over the time since the one before. */
  sample(now = Date.now()): void {
    const seconds = (now - this.#lastAt) / 1000;
    if (seconds <= 0) {
      return;
    }
    const totals = { ...this.#totals };
    const requests = totals.requests - this.#last.requests;
    const { cpuPercent, memoryPercent } = this.#usage.read();
    this.#samples.push({
      time: now,
      values: {
        request_rate: requests / seconds,
        error_rate: (totals.errors - this.#last.errors) / seconds,
        ...(requests > 0 && {
          mean_duration_ms: (1000 * (totals.durationSeconds - this.#last.durationSeconds)) / requests,
        }),
        orders_per_minute: (60 * (totals.orders - this.#last.orders)) / seconds,
        ...(totals.lowStock !== undefined && { products_low_stock: totals.lowStock }),
        ...(cpuPercent !== undefined && { system_cpu_usage_percent: cpuPercent }),
        system_memory_usage_percent: memoryPercent,
      },
    });
    this.#samples.splice(0, this.#samples.length - MOST_SAMPLES);
    this.#last = totals;
    this.#lastAt = now;
  }

  note(happening: Happening): void {
    this.#happenings.push(happening);
    this.#happenings.splice(0, this.#happenings.length - MOST_HAPPENINGS);
  }

  /** Points of a series as `[value, ms]`, thinned evenly to at most `maxPoints`. */
  points(series: Series, from: number, to: number, maxPoints: number): Array<[number, number]> {
    const points: Array<[number, number]> = [];
    for (const { time, values } of this.#samples) {
      const value = values[series];
      if (value !== undefined && time >= from && time <= to) {
        points.push([value, time]);
      }
    }
    const step = Math.max(1, Math.ceil(points.length / maxPoints));
    return points.filter((_point, index) => index % step === 0);
  }

  happenings(from: number, to: number): Happening[] {
    return this.#happenings.filter(({ time }) => time >= from && time <= to);
  }
}
