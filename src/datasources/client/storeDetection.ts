import { type KeptDetection } from '../metricDetections';
import { KEPT_DETECTIONS_KEY, readStored, type Stored } from './keptDetections';
import { writeShared } from './writeShared';

/** So many data sources are remembered, the latest, of any user: a browser stores no more than a few megabytes. */
const MOST_KEPT = 4;

/** Stores what was detected. Where there is no room, it is detected again at the next visit. */
export function storeDetection(key: string, basis: string, { detection, madeAt }: KeptDetection): void {
  try {
    const stored: Stored = [basis, madeAt, writeShared(detection)];
    const others = Object.keys(window.localStorage)
      .filter((other) => other.startsWith(KEPT_DETECTIONS_KEY) && other !== key)
      .map((other) => ({ other, at: madeAtOf(other) }))
      .sort((a, b) => b.at - a.at);
    others.slice(MOST_KEPT - 1).forEach(({ other }) => window.localStorage.removeItem(other));
    window.localStorage.setItem(key, JSON.stringify(stored));
  } catch {
    // Nothing is kept then.
  }
}

function madeAtOf(key: string): number {
  try {
    return readStored(key)[1];
  } catch {
    return 0;
  }
}
