import { timesOf } from '../../schedule';
import { type Truth } from '../scenario';
import { RESERVATIONS, SOLD_OUT, STOCK_LINE } from './generate';

/** When the best seller is sold out within a range, in milliseconds since the epoch. */
export function stockOutTruth(from: number, to: number): Truth[] {
  return timesOf('stock-out', from, to).map((times) => ({
    scenario: 'stock-out',
    ...times,
    symptoms: ['clientErrors'],
    culprit: { ...RESERVATIONS, attributes: SOLD_OUT, span: 'POST /reservations', line: STOCK_LINE },
    innocents: [
      { service: 'shop-api', method: 'POST', route: '/checkout' },
      { service: 'storefront', method: 'POST', route: '/checkout' },
    ],
  }));
}
