import { counter, gauge, type Signal } from '../signal';
import { serviceSignals, signalKind } from '../signalKind';

/** Outcomes of an order that never came to be. */
const FAILED_OUTCOMES = [
  'failed',
  'failure',
  'error',
  'rejected',
  'declined',
  'cancelled',
  'canceled',
  'aborted',
] as const;

/** What shops tend to call their own numbers; an admin may name others on the Setup page. */
const SIGNALS: readonly Signal[] = [
  { ...counter('orders', 'orders_total', 'count'), without: { label: 'outcome', values: FAILED_OUTCOMES } },
  { ...counter('orders', 'shop_orders_total', 'count'), without: { label: 'status', values: FAILED_OUTCOMES } },
  counter('orders', 'orders_created_total', 'count'),
  counter('orders', 'orders_placed_total', 'count'),
  { ...counter('revenue', 'order_value_total', 'money'), splitBy: 'currency' },
  { ...counter('revenue', 'revenue_total', 'money'), splitBy: 'currency' },
  gauge('lowStock', 'products_low_stock_total', 'count', 'max'),
  gauge('lowStock', 'products_low_stock', 'count', 'max'),
  counter('checkoutFailures', 'checkout_failures_total', 'count'),
];

export const shop = signalKind('shop', [serviceSignals(SIGNALS)]);
