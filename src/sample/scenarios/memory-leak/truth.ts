import { timesOf } from '../../schedule';
import { instanceOf, siteById } from '../../sites';
import { type Truth } from '../scenario';
import { LEAKING_SERVICE, LEAKING_SITE, PAUSE_LINE } from './generate';

/** The memory leaks within a range, in milliseconds since the epoch. All routes of the instance are slow. */
export function memoryLeakTruth(from: number, to: number): Truth[] {
  return timesOf('memory-leak', from, to).map((times) => ({
    scenario: 'memory-leak',
    ...times,
    symptoms: ['memory', 'duration'],
    culprit: {
      service: LEAKING_SERVICE,
      instance: instanceOf(LEAKING_SERVICE, siteById(LEAKING_SITE)),
      attributes: {},
      span: 'GET /carts/:id',
      line: PAUSE_LINE,
    },
    innocents: [
      { service: 'storefront', method: 'GET', route: '/' },
      { service: 'storefront', method: 'GET', route: '/cart' },
      { service: 'storefront', method: 'POST', route: '/cart/items' },
      { service: 'storefront', method: 'DELETE', route: '/cart/items/:sku' },
      { service: 'shop-api', method: 'GET', route: '/cart' },
      { service: 'shop-api', method: 'POST', route: '/cart/items' },
    ],
  }));
}
