import { type MetricDetection } from '../../telemetry/conventions/binding';
import { KEPT_DETECTIONS_KEY, readStored, type Stored } from './keptDetections';
import { writeShared } from './writeShared';

/** So many data sources are remembered, the latest, of any user: a browser stores no more than a few megabytes. */
const MOST_KEPT = 4;

/** What a detection is stored with. */
type StoredBasis = [form: number, basis: string, madeAt: number];

/** Stores what was detected. Where there is no room, it is detected again at the next visit. */
export function storeDetection(key: string, [form, basis, madeAt]: StoredBasis, detection: MetricDetection): void {
  try {
    const stored: Stored = [form, basis, madeAt, writeShared(detection)];
    const others = Object.keys(window.localStorage)
      .filter((other) => other.startsWith(KEPT_DETECTIONS_KEY) && other !== key)
      .map((other) => ({ other, madeAt: readStored(other)?.[2] ?? 0 }))
      .sort((a, b) => b.madeAt - a.madeAt);
    others.slice(MOST_KEPT - 1).forEach(({ other }) => window.localStorage.removeItem(other));
    window.localStorage.setItem(key, JSON.stringify(stored));
  } catch {
    // Nothing is kept then.
  }
}
