import { dateTimeFormat } from '@grafana/data';
import { type TimeSpan } from '../telemetry/timeSpan';

const DAY_MS = 86_400_000;

/** Writes moments of a time range: `11:48`, with the day where the range is longer than one. */
export function momentFormat({ from, to }: TimeSpan, timeZone: string): (time: number) => string {
  const format = to - from > DAY_MS ? 'MMM D HH:mm' : 'HH:mm';
  return (time) => dateTimeFormat(time, { timeZone, format });
}
