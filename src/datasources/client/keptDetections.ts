import { PLUGIN_ID } from '../../correlation/routes';
import { type MetricDetection } from '../../telemetry/conventions/binding';
import { type DetectionKeeper, type KeptDetection } from '../metricDetections';
import { readShared } from './readShared';

/**
 * With the plugin's id in it, as for everything that the plugin stores; and with the number of the form in which it is
 * kept, as in another one it says nothing.
 */
export const KEPT_DETECTIONS_KEY = `${PLUGIN_ID}.detections-1`;

/** What is older is looked up again before anything is shown. */
const KEPT_FOR_MS = 7 * 24 * 3600_000;

/** A detection as it is stored. */
export type Stored = [basis: string, madeAt: number, detection: string];

/**
 * What is stored under a key of the browser's.
 * @throws where that is nothing that can be read
 */
export function readStored(key: string): Stored {
  return JSON.parse(window.localStorage.getItem(key) ?? '') as Stored;
}

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
      const [ownBasis, madeAt, detection] = readStored(this.keyOf(basis));
      const age = this.now() - madeAt;
      return ownBasis === basis && age >= 0 && age < KEPT_FOR_MS
        ? { detection: readShared(detection) as MetricDetection, madeAt }
        : undefined;
    } catch {
      return undefined;
    }
  }

  /** Once what was detected is shown; nothing waits for it. */
  async write(basis: string, { detection, madeAt }: KeptDetection): Promise<void> {
    const { storeDetection } = await import(/* webpackChunkName: "store-detection" */ './storeDetection');
    storeDetection(this.keyOf(basis), basis, { detection, madeAt });
  }

  clear(): void {
    try {
      const keys = Object.keys(window.localStorage).filter((key) => key.startsWith(KEPT_DETECTIONS_KEY));
      keys.forEach((key) => window.localStorage.removeItem(key));
    } catch {
      // Nothing is kept then.
    }
  }

  /** Every data source has one place; what it is detected by may change. */
  private keyOf(basis: string): string {
    return this.prefix + String((JSON.parse(basis) as unknown[])[0]);
  }
}
