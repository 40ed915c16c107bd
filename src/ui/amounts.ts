import { formattedValueToString, getValueFormat } from '@grafana/data';
import { NO_VALUE } from './format';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time in one unit: `12 s`, `9 min`, `5 h`, `30 d`. */
export function formatSeconds(seconds: number): string {
  const [size, unit] =
    seconds < MINUTE
      ? ([1, 's'] as const)
      : seconds < HOUR
        ? ([MINUTE, 'min'] as const)
        : seconds < 2 * DAY
          ? ([HOUR, 'h'] as const)
          : ([DAY, 'd'] as const);
  return `${Math.floor(seconds / size)} ${unit}`;
}

/** Bytes in powers of 1024: `1.2 GiB`. */
export function formatBytes(bytes: number | undefined): string {
  return bytes === undefined || !Number.isFinite(bytes)
    ? NO_VALUE
    : formattedValueToString(getValueFormat('bytes')(bytes, bytes < 1024 ? 0 : 1));
}
