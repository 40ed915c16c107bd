import { PLUGIN_ID } from '../../correlation/routes';
import { type MetricDetection } from '../../telemetry/conventions/binding';
import { type DetectionKeeper, type KeptDetection } from '../metricDetections';
import { readShared, writeShared } from './sharedJson';

/** With the plugin's id in it, as for everything that the plugin stores. */
export const KEPT_DETECTIONS_KEY = `${PLUGIN_ID}.detections`;

/** What is kept in another form says nothing. */
const FORM = 1;
/** So many data sources are remembered, the latest: a browser stores no more than a few megabytes. */
const MOST_KEPT = 4;
/** What is older is looked up again before anything is shown. */
const KEPT_FOR_MS = 7 * 24 * 3600_000;

type Stored = [form: number, basis: string, madeAt: number, detection: string];

/**
 * Keeps in this browser what was detected, between visits, for each data source by itself. Where it stores nothing,
 * nothing is kept.
 */
export class KeptDetections implements DetectionKeeper {
  private readonly prefix: string;

  /**
   * @param whose who looks: what one user was shown is not shown to another, who may not be allowed to
   * @param now milliseconds since the epoch
   */
  constructor(
    whose: string,
    private readonly now: () => number = Date.now
  ) {
    this.prefix = `${KEPT_DETECTIONS_KEY}.${whose}.`;
  }

  read(basis: string): KeptDetection | undefined {
    try {
      const [form, ownBasis, madeAt, detection] = parse(window.localStorage.getItem(this.keyOf(basis)));
      const age = this.now() - madeAt;
      return form === FORM && ownBasis === basis && age >= 0 && age < KEPT_FOR_MS
        ? { detection: readShared(detection) as MetricDetection, madeAt }
        : undefined;
    } catch {
      return undefined;
    }
  }

  write(basis: string, { detection, madeAt }: KeptDetection): void {
    try {
      const key = this.keyOf(basis);
      const stored: Stored = [FORM, basis, madeAt, writeShared(detection)];
      this.others(key)
        .slice(MOST_KEPT - 1)
        .forEach((old) => window.localStorage.removeItem(old));
      window.localStorage.setItem(key, JSON.stringify(stored));
    } catch {
      // It is detected again at the next visit.
    }
  }

  clear(): void {
    try {
      this.others('').forEach((key) => window.localStorage.removeItem(key));
    } catch {
      // Nothing is kept then.
    }
  }

  /** What else is kept, the latest first, of any user: the browser's space is one. */
  private others(own: string): string[] {
    const keys = Object.keys(window.localStorage).filter((key) => key.startsWith(KEPT_DETECTIONS_KEY) && key !== own);
    return keys
      .map((key) => ({ key, madeAt: madeAtOf(key) }))
      .sort((a, b) => b.madeAt - a.madeAt)
      .map(({ key }) => key);
  }

  /** Every data source has one place; what it is detected by may change. */
  private keyOf(basis: string): string {
    return this.prefix + String((JSON.parse(basis) as unknown[])[0]);
  }
}

function madeAtOf(key: string): number {
  try {
    return parse(window.localStorage.getItem(key))[2];
  } catch {
    return 0;
  }
}

function parse(text: string | null): Stored {
  return JSON.parse(text ?? '[]') as Stored;
}
