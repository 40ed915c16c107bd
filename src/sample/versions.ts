import { SERVICES, type ServiceName } from './calls';
import { incidentAt, incidentsBetween } from './schedule';
import { type Site, SITES } from './sites';
import { BUCKET_MS, lengthOf, minutes, toBucket, WEEK_LEVEL } from './time';

const WEEK = lengthOf(WEEK_LEVEL);
const DAY = WEEK / 7;

/** The week in which every service was at the first minor version of its major one: a Monday, midnight UTC. */
const FIRST_WEEK = toBucket(Date.UTC(2026, 0, 5));

const MAJOR: Record<ServiceName, number> = {
  storefront: 4,
  'shop-api': 3,
  catalog: 2,
  cart: 2,
  inventory: 1,
  payments: 5,
  accounts: 2,
  notifications: 1,
};

/** Every service has a release a week, on a working day of its own at 10:00 UTC; one site after another. */
function firstRelease(service: ServiceName, site: Site): number {
  const day = SERVICES.indexOf(service) % 5;
  const late = site.environment === 'staging' ? -minutes(24 * 60) : site.id === 'production-1' ? minutes(15) : 0;
  return FIRST_WEEK + day * DAY + minutes(600) + late;
}

/** The version of a service that runs in a site at a bucket. */
export function versionAt(service: ServiceName, site: Site, bucket: number): string {
  const releases = Math.max(0, Math.floor((bucket - firstRelease(service, site)) / WEEK) + 1);
  const deploy = incidentAt(bucket)?.scenario.deploy;
  const isDeployed = deploy?.service === service && deploy.site === site.id;
  return `${MAJOR[service]}.${releases}.${isDeployed ? 1 : 0}`;
}

/** Cuts a range of buckets where any version changes, so that within each part there is one for each instance. */
export function versionSpans(from: number, to: number): Array<{ from: number; to: number }> {
  const changes = new Set<number>();
  for (const { scenario, from: start, to: end } of incidentsBetween(from, to)) {
    if (scenario.deploy) {
      changes.add(start).add(end);
    }
  }
  for (const service of SERVICES) {
    for (const site of SITES) {
      const first = firstRelease(service, site);
      for (let release = Math.ceil((from - first) / WEEK); first + release * WEEK < to; release++) {
        changes.add(first + release * WEEK);
      }
    }
  }
  const cuts = [from, ...[...changes].filter((at) => at > from && at < to).sort((a, b) => a - b), to];
  return cuts.slice(0, -1).map((start, i) => ({ from: start, to: cuts[i + 1] ?? to }));
}

/** As {@link versionAt}, at a moment in milliseconds since the epoch. */
export function versionAtTime(service: ServiceName, site: Site, ms: number): string {
  return versionAt(service, site, Math.floor(ms / BUCKET_MS));
}
