import { formattedValueToString, getValueFormat } from '@grafana/data';
import { t } from '../../i18n/t';
import { type Arrival } from '../../telemetry/questions/stack';
import { formatCount, NO_VALUE } from '../../ui/format';

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

/** A number of things: small ones in two digits, as `0.05`. */
function formatAmount(amount: number): string {
  return amount > 0 && amount < 10 ? String(Number(amount.toPrecision(2))) : formatCount(amount);
}

/** What arrives, or is lost, per second: `1,204 samples/s`. */
export function formatArriving(of: Arrival, perSecond: number): string {
  const count = formatAmount(perSecond);
  switch (of) {
    case 'samples':
      return t('stack.rate.samples', '{{count}} samples/s', { count });
    case 'lines':
      return t('stack.rate.lines', '{{count}} lines/s', { count });
    case 'spans':
      return t('stack.rate.spans', '{{count}} spans/s', { count });
    case 'alerts':
      return t('stack.rate.alerts', '{{count}} alerts/s', { count });
    case 'requests':
      return t('stack.rate.requests', '{{count}} req/s', { count });
    case 'bytes':
      return t('stack.rate.bytes', '{{bytes}}/s', { bytes: formatBytes(perSecond) });
  }
}

/** How often something fails: `0.3 a minute` says more than `0.005/s`. */
export function formatFailures(perSecond: number): string {
  return t('stack.rate.failures', '{{count}}/min', { count: formatAmount(perSecond * MINUTE) });
}
