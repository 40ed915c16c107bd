import { t } from '../../i18n/t';
import { type Arrival } from '../../telemetry/questions/stack';
import { formatBytes } from '../../ui/amounts';
import { formatCount } from '../../ui/format';

const MINUTE = 60;

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
