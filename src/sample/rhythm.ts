import { BUCKET_MS } from './time';

/** Whose rhythm: customers come by evening and weekend, testers by working hours. */
export type Rhythm = 'customers' | 'testers';

const HOUR_MS = 3_600_000;

/** How much is going on at a moment, relative to the week's mean of about 1. Days and hours are UTC. */
export function activity(rhythm: Rhythm, bucket: number): number {
  const ms = bucket * BUCKET_MS;
  const hour = (ms / HOUR_MS) % 24;
  // The epoch was a Thursday; 0 is Monday.
  const weekday = (Math.floor(ms / (24 * HOUR_MS)) + 3) % 7;
  const isWeekend = weekday >= 5;
  if (rhythm === 'testers') {
    const works = !isWeekend && hour >= 8 && hour < 17;
    return works ? 2.6 : 0.35;
  }
  const evening = 0.55 * Math.cos(((hour - 19.5) * Math.PI) / 12);
  const noon = 0.15 * Math.cos(((hour - 12) * Math.PI) / 6);
  return (isWeekend ? 1.12 : 0.95) * (1 + evening + noon);
}
