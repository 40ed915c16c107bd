import { SERVICES, type ServiceName } from './calls';
import { hash, unit } from './random';
import { activity } from './rhythm';
import { incidentAt, type Occurrence, progressOf } from './schedule';
import { type Site, SITES } from './sites';
import { minutes } from './time';

/** What an instance uses when nothing goes on and what each customer adds, in percent. */
const CPU: Record<ServiceName, { idle: number; load: number }> = {
  storefront: { idle: 6, load: 24 },
  'shop-api': { idle: 5, load: 19 },
  catalog: { idle: 7, load: 22 },
  cart: { idle: 4, load: 12 },
  inventory: { idle: 4, load: 11 },
  payments: { idle: 3, load: 6 },
  accounts: { idle: 3, load: 10 },
  notifications: { idle: 2, load: 4 },
};

const MEMORY: Record<ServiceName, number> = {
  storefront: 52,
  'shop-api': 47,
  catalog: 58,
  cart: 41,
  inventory: 38,
  payments: 36,
  accounts: 40,
  notifications: 29,
};

/** A number between 0 and 1 that changes every so many buckets, without a jump. */
function drift(seed: number, bucket: number, every: number): number {
  const index = Math.floor(bucket / every);
  const part = bucket / every - index;
  const smooth = part * part * (3 - 2 * part);
  return unit(hash(seed, index)) * (1 - smooth) + unit(hash(seed, index + 1)) * smooth;
}

function incidentIn(site: Site, bucket: number): Occurrence | undefined {
  return site.environment === 'production' ? incidentAt(bucket) : undefined;
}

function seedOf(what: number, service: ServiceName, site: Site): number {
  return hash(what, SERVICES.indexOf(service), SITES.indexOf(site));
}

/** CPU use of an instance at a bucket, 0 to 100. */
export function cpuAt(service: ServiceName, site: Site, bucket: number): number {
  const { idle, load } = CPU[service];
  const share = site.environment === 'production' ? 1 : 0.15;
  const seed = seedOf(0xc9, service, site);
  const incident = incidentIn(site, bucket);
  const more = incident?.scenario.gauges?.cpu?.(service, site, progressOf(incident, bucket)) ?? 0;
  const noise = 3 * drift(seed, bucket, 4) + 1.5 * drift(seed + 1, bucket, 1);
  return Math.min(100, idle + load * share * activity(site.rhythm, bucket) + noise + more);
}

/** Memory use of an instance at a bucket, 0 to 100. */
export function memoryAt(service: ServiceName, site: Site, bucket: number): number {
  const seed = seedOf(0x3e, service, site);
  const incident = incidentIn(site, bucket);
  const more = incident?.scenario.gauges?.memory?.(service, site, progressOf(incident, bucket)) ?? 0;
  const noise = 4 * drift(seed, bucket, minutes(20)) + 1.5 * drift(seed + 1, bucket, 2);
  return Math.min(99, MEMORY[service] + noise + more);
}

/** Products that are low in stock at a bucket. */
export function lowStockAt(site: Site, bucket: number): number {
  const incident = incidentIn(site, bucket);
  const more = incident?.scenario.gauges?.lowStock?.(progressOf(incident, bucket)) ?? 0;
  return 2 + Math.floor(4 * unit(hash(0x57, SITES.indexOf(site), Math.floor(bucket / minutes(45))))) + more;
}

/** Mails that an instance still has to send at a bucket: more, the busier the shop is. */
export function mailsWaitingAt(site: Site, bucket: number): number {
  const share = site.environment === 'production' ? 1 : 0.1;
  const part = 0.5 + drift(seedOf(0x6d, 'notifications', site), bucket, minutes(2));
  return Math.round(18 * share * activity(site.rhythm, bucket) * part);
}

/** A mean as a whole number that is right on average, as a gauge that counts would show it. */
export function wholeAt(mean: number, service: ServiceName, site: Site, bucket: number): number {
  return Math.floor(mean + unit(hash(seedOf(0x1f, service, site), bucket)));
}
