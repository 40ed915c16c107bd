import { changeCall, queryNamed, slowed } from '../../calls';
import { type Scenario } from '../scenario';

export const SLOW_ROUTE = { service: 'catalog', method: 'GET', route: '/search' } as const;
export const SLOW_SPAN = 'SELECT products_search';
export const SLOW_LINE = {
  level: 'warn',
  logger: 'db',
  message: `slow query: ${SLOW_SPAN} reads the whole table`,
} as const;

/** A lost index: four of five searches read the whole table. */
export const slowQuery: Scenario = {
  name: 'slow-query',
  grades: [25],
  effects: [
    {
      grade: 0,
      share: 0.8,
      change: (call) => changeCall(call, SLOW_ROUTE, slowed(14, SLOW_LINE, queryNamed(SLOW_SPAN))),
    },
  ],
  gauges: { cpu: (service) => (service === 'catalog' ? 6 : 0) },
};
