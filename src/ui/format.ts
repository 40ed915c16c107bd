import { formattedValueToString, getValueFormat } from '@grafana/data';
import { t } from '../i18n/t';

/** What stands where nothing was measured. */
export const NO_VALUE = '–';

function formatted(unit: string, value: number | null | undefined, decimals?: number): string {
  return value === null || value === undefined || !Number.isFinite(value)
    ? NO_VALUE
    : formattedValueToString(getValueFormat(unit)(value, decimals));
}

/** Three significant digits at the most, and no digits that say nothing. */
function decimalsFor(value: number): number {
  const size = Math.abs(value);
  return size >= 100 || size === 0 ? 0 : size >= 10 ? 1 : 2;
}

/** Seconds, in the unit that reads best: `41.2 ms`, `1.90 s`. */
export function formatDuration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) {
    return NO_VALUE;
  }
  const milliseconds = seconds * 1000;
  if (milliseconds > 0 && milliseconds < 0.01) {
    return '< 0.01 ms';
  }
  return Math.abs(seconds) < 1
    ? formatted('ms', milliseconds, decimalsFor(milliseconds))
    : formatted('s', seconds, Math.abs(seconds) < 10 ? 2 : 1);
}

/** Requests per second: `12.4 req/s`; few are not none: `< 0.01 req/s`. */
export function formatRate(perSecond: number | null | undefined): string {
  const rate = perSecond ?? 0;
  // From a thousand on the unit changes to K, M and so on, and whole ones of these would say too little.
  return rate > 0 && rate < 0.01 ? '< 0.01 req/s' : formatted('reqps', perSecond, rate < 1000 ? decimalsFor(rate) : 1);
}

/** Messages per second: `12.4 msg/s`. */
export function formatMessageRate(perSecond: number | null | undefined): string {
  return formatRate(perSecond).replace(/req\/s$/, 'msg/s');
}

/** A share of 0 to 1 as percent, with a digit more where it is small: `0.03%`. */
export function formatShare(share: number | null | undefined): string {
  if (share === null || share === undefined || !Number.isFinite(share)) {
    return NO_VALUE;
  }
  const percent = share * 100;
  const digits = percent === 0 || percent >= 10 ? 0 : percent >= 1 ? 1 : 2;
  return percent > 0 && percent < 0.01 ? '< 0.01%' : `${percent.toFixed(digits)}%`;
}

/** A share that is promised, with all of the digits that it has: `99.95%`. */
export function formatTarget(share: number): string {
  return `${Number((share * 100).toPrecision(6))}%`;
}

/** How many times too fast an error budget is spent: `14×`, `0.4×`. */
export function formatBurnRate(rate: number | undefined): string {
  return rate === undefined ? NO_VALUE : `${rate >= 10 ? Math.round(rate) : Number(rate.toFixed(1))}×`;
}

/** A relative change: `+12%`, `×6` from a factor of three on, `±0%`; `was 0` where there was nothing. */
export function formatChange(change: number | undefined): string {
  if (change === Infinity) {
    return t('ui.change.from-zero', 'was 0');
  }
  if (change === undefined || !Number.isFinite(change)) {
    return NO_VALUE;
  }
  if (change >= 2) {
    return `×${(change + 1).toFixed(change >= 9 ? 0 : 1)}`;
  }
  const percent = Math.round(change * 100);
  return percent === 0 ? '±0%' : `${percent > 0 ? '+' : '−'}${Math.abs(percent)}%`;
}

/** A count: `1,204`, `12.4 K`. */
export function formatCount(count: number | null | undefined): string {
  return count !== null && count !== undefined && Math.abs(count) < 10000
    ? // Adding 0 makes a plain zero of a negative one.
      (Math.round(count) + 0).toLocaleString('en-US')
    : formatted('short', count, 1);
}

/** An amount of money with its currency's code. */
export function formatMoney(amount: number | null | undefined, currency: string): string {
  if (amount === null || amount === undefined || !Number.isFinite(amount)) {
    return NO_VALUE;
  }
  return `${formatCount(amount)} ${currency}`.trim();
}
