import { changeCall, external, failing } from '../../calls';
import { type Scenario } from '../scenario';

export const CHARGES = { service: 'payments', method: 'POST', route: '/charges' } as const;
export const PROCESSOR = 'api.cardprocessor.example';
export const CARDS = { card_brand: 'mastercard', region: 'eu' } as const;
export const CHARGE_LINE = {
  level: 'error',
  logger: 'charges',
  message: 'processor answered 503 for {card_brand} in {region}: acquirer unavailable',
} as const;

/** The processor's acquirer for one brand in one region is away: nearly all of these charges fail. */
export const paymentErrors: Scenario = {
  name: 'payment-errors',
  grades: [25],
  effects: [
    {
      grade: 0,
      among: CARDS,
      share: 0.94,
      failure: 'payment_error',
      change: (call) =>
        changeCall(
          call,
          CHARGES,
          failing(502, CHARGE_LINE, () => [external(PROCESSOR, 'POST', 320, 503)])
        ),
    },
  ],
};
