import { type Call, changeCall, external, failing, type LineSpec } from '../../calls';
import { type Scenario } from '../scenario';

export const CART_ITEMS = { service: 'cart', method: 'POST', route: '/carts/:id/items' } as const;
export const CART_LINE = { level: 'error', logger: 'cart', message: 'cart storage refused the write' } as const;

/** The cart cannot be written, two times of five. */
export const cartFailure: Scenario = {
  name: 'cart-failure',
  grades: [25],
  effects: [
    {
      grade: 0,
      share: 0.4,
      change: (call) =>
        changeCall(
          call,
          CART_ITEMS,
          failing(500, CART_LINE, (steps) => steps.slice(0, 1))
        ),
    },
  ],
};

const CHECKOUT = { service: 'shop-api', method: 'POST', route: '/checkout' } as const;
export const UNREACHABLE_LINE: LineSpec = {
  level: 'error',
  logger: 'checkout',
  message: 'payments cannot be reached: connection refused',
};

/** Nobody reaches payments, which therefore counts no failure of its own. */
export const paymentUnreachable: Scenario = {
  name: 'payment-unreachable',
  grades: [25],
  effects: [
    {
      grade: 0,
      share: 1,
      failure: 'payment_error',
      change: (call) => changeCall(call, CHECKOUT, refused),
    },
  ],
};

function refused(checkout: Call): Call {
  const at = checkout.steps.findIndex((step) => step.kind === 'call' && step.service === 'payments');
  const steps = [...checkout.steps.slice(0, at), external('payments', 'POST', 30, 503)];
  return { ...checkout, status: 502, steps, lines: [UNREACHABLE_LINE] };
}

export const PRODUCT = { service: 'catalog', method: 'GET', route: '/products/:id' } as const;
export const BROKEN_PRODUCT = { sku: 'SKU-1007' } as const;
export const PRODUCT_LINE = {
  level: 'error',
  logger: 'products',
  message: 'TypeError: price of {sku} is not a number',
} as const;

/** One product cannot be shown. */
export const productFailure: Scenario = {
  name: 'product-failure',
  grades: [25],
  effects: [
    {
      grade: 0,
      among: BROKEN_PRODUCT,
      share: 1,
      change: (call) => changeCall(call, PRODUCT, failing(500, PRODUCT_LINE)),
    },
  ],
};
