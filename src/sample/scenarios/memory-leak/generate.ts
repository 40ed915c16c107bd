import { changeFirst, failing, slowed, type Target } from '../../calls';
import { type Effect, type Scenario } from '../scenario';

export const LEAKING_SERVICE = 'cart';
export const LEAKING_SITE = 'production-0';
export const PAUSE_LINE = {
  level: 'warn',
  logger: 'runtime',
  message: 'garbage collection paused for long: heap is nearly full',
} as const;
const RESTART_LINE = { level: 'error', logger: 'process', message: 'shutting down: out of memory' } as const;

const ROUTES: readonly Target[] = [
  { service: LEAKING_SERVICE, method: 'GET', route: '/carts/:id' },
  { service: LEAKING_SERVICE, method: 'POST', route: '/carts/:id/items' },
  { service: LEAKING_SERVICE, method: 'DELETE', route: '/carts/:id/items/:sku' },
];

/** The fuller the heap, the longer the pauses. */
const paused = (grade: number, factor: number, share: number): Effect => ({
  grade,
  site: LEAKING_SITE,
  share,
  change: changeFirst(
    ROUTES,
    slowed(2, PAUSE_LINE, () => true, factor)
  ),
});

/** One instance's memory fills up, it gets slower and slower, and is restarted in the end. */
export const memoryLeak: Scenario = {
  name: 'memory-leak',
  grades: [10, 10, 15, 5],
  effects: [
    paused(0, 6, 0.3),
    paused(1, 14, 0.55),
    paused(2, 32, 0.8),
    {
      grade: 3,
      site: LEAKING_SITE,
      share: 0.35,
      change: changeFirst(
        ROUTES,
        failing(503, RESTART_LINE, () => [])
      ),
    },
  ],
  gauges: {
    memory: (service, site, progress) =>
      service === LEAKING_SERVICE && site.id === LEAKING_SITE ? 53 * Math.min(1, progress / 0.87) * falls(progress) : 0,
    cpu: (service, site, progress) =>
      service === LEAKING_SERVICE && site.id === LEAKING_SITE ? 45 * progress ** 2 * falls(progress) : 0,
  },
};

/** 1 until the restart, 0 after it. */
function falls(progress: number): number {
  return progress < 0.9 ? 1 : 0;
}
