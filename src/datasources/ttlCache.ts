import { type MetricDetection } from '../telemetry/conventions/binding';

/** How long a detection holds before it is made anew; a new deployment shows within this time without a reload. */
const FRESH_FOR_MS = 5 * 60 * 1000;

interface Held<T> {
  detection: Promise<T>;
  madeAt: number;
}

/**
 * Remembers what was detected, by a key of what it depends on. Callers at the same time share one detection;
 * one that failed is not remembered.
 */
export class TtlCache<T = MetricDetection> {
  private held = new Map<string, Held<T>>();

  constructor(private now: () => number = Date.now) {}

  get(key: string, detect: () => Promise<T>): Promise<T> {
    const known = this.held.get(key);
    if (known && this.now() - known.madeAt < FRESH_FOR_MS) {
      return known.detection;
    }
    for (const [old, { madeAt }] of this.held) {
      if (this.now() - madeAt >= FRESH_FOR_MS) {
        this.held.delete(old);
      }
    }
    const detection = detect();
    const entry: Held<T> = { detection, madeAt: this.now() };
    this.held.set(key, entry);
    detection.catch(() => {
      if (this.held.get(key) === entry) {
        this.held.delete(key);
      }
    });
    return detection;
  }

  /** Holds what was detected otherwise. */
  put(key: string, detection: T): void {
    this.held.set(key, { detection: Promise.resolve(detection), madeAt: this.now() });
  }

  /** What is held and still holds, by its key. */
  fresh(): Map<string, Promise<T>> {
    const fresh = [...this.held].filter(([, { madeAt }]) => this.now() - madeAt < FRESH_FOR_MS);
    return new Map(fresh.map(([key, { detection }]) => [key, detection]));
  }

  /** Forgets everything, so that the next question looks again. */
  clear(): void {
    this.held.clear();
  }
}
