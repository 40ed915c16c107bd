import { timesOf } from '../../schedule';
import { type Truth } from '../scenario';
import { CARDS, CHARGE_LINE, CHARGES, PROCESSOR } from './generate';

/** The payment outages within a range, in milliseconds since the epoch. */
export function paymentErrorsTruth(from: number, to: number): Truth[] {
  return timesOf('payment-errors', from, to).map((times) => ({
    scenario: 'payment-errors',
    ...times,
    symptoms: ['errors'],
    culprit: { ...CHARGES, attributes: CARDS, span: `POST ${PROCESSOR}`, line: CHARGE_LINE },
    innocents: [
      { service: 'shop-api', method: 'POST', route: '/checkout' },
      { service: 'storefront', method: 'POST', route: '/checkout' },
    ],
  }));
}
