import { changeFirst, slowed } from '../../calls';
import { type Scenario } from '../scenario';

export const HOGGED = { service: 'accounts', site: 'production-1' } as const;
export const SESSIONS = { service: 'accounts', method: 'POST', route: '/sessions' } as const;
export const HOG_LINE = { level: 'warn', logger: 'runtime', message: 'event loop blocked for long' } as const;

/** Something else takes the processor of one instance. */
export const cpuHog: Scenario = {
  name: 'cpu-hog',
  grades: [25],
  effects: [
    {
      grade: 0,
      site: HOGGED.site,
      share: 0.9,
      change: changeFirst(
        [SESSIONS, { service: 'accounts', method: 'GET', route: '/users/me' }],
        slowed(1, HOG_LINE, () => false, 6)
      ),
    },
  ],
  gauges: { cpu: (service, site) => (service === HOGGED.service && site.id === HOGGED.site ? 65 : 0) },
};

export const PAUSING = { service: 'catalog', site: 'production-0' } as const;
export const PAUSE_LINE = { level: 'warn', logger: 'runtime', message: 'garbage collection paused for 0.4 s' } as const;

/** One instance stands still now and then to collect garbage. */
export const longPauses: Scenario = {
  name: 'long-pauses',
  grades: [25],
  effects: [
    {
      grade: 0,
      site: PAUSING.site,
      share: 0.25,
      change: changeFirst(
        [
          { service: 'catalog', method: 'GET', route: '/products' },
          { service: 'catalog', method: 'GET', route: '/search' },
        ],
        slowed(1, PAUSE_LINE, () => false, 90)
      ),
    },
  ],
  gauges: { cpu: (service, site) => (service === PAUSING.service && site.id === PAUSING.site ? 25 : 0) },
};

/** Eight times as many as usual ask the shop's API for its products. */
export const flood: Scenario = {
  name: 'flood',
  grades: [25],
  effects: [],
  traffic: { 'app products': 8, 'app product': 8 },
  gauges: { cpu: (service) => (service === 'shop-api' || service === 'catalog' ? 22 : 0) },
};
