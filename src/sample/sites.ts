import { type ServiceName } from './calls';
import { type Rhythm } from './rhythm';

/** A place where the whole shop runs: one instance of each service. A request stays in the site where it came in. */
export interface Site {
  id: 'production-0' | 'production-1' | 'staging-0';
  environment: 'production' | 'staging';
  namespace: string;
  rhythm: Rhythm;
  /** Requests that it gets, relative to all that production gets. */
  share: number;
}

export const SITES: readonly Site[] = [
  { id: 'production-0', environment: 'production', namespace: 'shop', rhythm: 'customers', share: 0.5 },
  { id: 'production-1', environment: 'production', namespace: 'shop', rhythm: 'customers', share: 0.5 },
  { id: 'staging-0', environment: 'staging', namespace: 'shop-staging', rhythm: 'testers', share: 0.03 },
];

export function siteById(id: Site['id']): Site {
  const site = SITES.find((one) => one.id === id);
  if (!site) {
    throw new RangeError(`No site ${id}`);
  }
  return site;
}

/** The service that customers reach, by an ingress before it, which counts its requests too. */
export const BEHIND_INGRESS: ServiceName = 'storefront';

const ORDINALS: Record<Site['id'], string> = { 'production-0': '0', 'production-1': '1', 'staging-0': 'staging-0' };

export function instanceOf(service: ServiceName, site: Site): string {
  return `${service}-${ORDINALS[site.id]}`;
}
