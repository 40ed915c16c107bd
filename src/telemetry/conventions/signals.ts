import { type BusinessMeasure, type InfoMeasure, type ResourceMeasure } from '../questions/metric';
import { type MetricCatalog } from './catalog';

/** Measures that are one metric each, besides the requests. */
export type SignalMeasure = ResourceMeasure | BusinessMeasure | InfoMeasure;

/** What a measure is called in a sentence. */
export const SIGNAL_NAMES: Record<SignalMeasure, string> = {
  cpu: 'CPU use',
  memory: 'memory use',
  orders: 'orders',
  revenue: 'revenue',
  lowStock: 'products low in stock',
  checkoutFailures: 'failed checkouts',
  build: 'the running version',
};

/** What a signal's numbers are: percent is 0 to 100. */
export type SignalUnit = 'percent' | 'cores' | 'bytes' | 'count' | 'money';

/** One metric that answers a measure. */
export interface Signal {
  measure: SignalMeasure;
  metric: string;
  type: 'gauge' | 'counter';
  unit: SignalUnit;
  /** The metric's value times this is in `unit`. */
  scale: number;
  /** How instances or groups of one service are brought together. */
  across: 'sum' | 'avg' | 'max';
  /** Series that do not count: label and the values to leave out. */
  without?: { label: string; values: readonly string[] };
  /** A label whose values must not be added up (a currency); the answer keeps it. */
  splitBy?: string;
}

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

const gauge = (
  measure: SignalMeasure,
  metric: string,
  unit: SignalUnit,
  across: Signal['across'],
  scale = 1
): Signal => ({
  measure,
  metric,
  type: 'gauge',
  unit,
  scale,
  across,
});
const counter = (measure: SignalMeasure, metric: string, unit: SignalUnit, scale = 1): Signal => ({
  measure,
  metric,
  type: 'counter',
  unit,
  scale,
  across: 'sum',
});

/** Known metrics, the preferred one of each measure first. */
export const KNOWN_SIGNALS: readonly Signal[] = [
  gauge('cpu', 'process_cpu_usage', 'percent', 'avg', 100),
  gauge('cpu', 'process_cpu_utilization_ratio', 'percent', 'avg', 100),
  counter('cpu', 'process_cpu_seconds_total', 'cores'),
  // Of the whole machine, where others may be at work too: better than nothing.
  gauge('cpu', 'system_cpu_usage_percent', 'percent', 'avg'),
  gauge('memory', 'process_resident_memory_bytes', 'bytes', 'sum'),
  gauge('memory', 'process_memory_usage_bytes', 'bytes', 'sum'),
  gauge('memory', 'jvm_memory_used_bytes', 'bytes', 'sum'),
  gauge('memory', 'system_memory_usage_percent', 'percent', 'avg'),
  { ...counter('orders', 'orders_total', 'count'), without: { label: 'outcome', values: FAILED_OUTCOMES } },
  { ...counter('orders', 'shop_orders_total', 'count'), without: { label: 'status', values: FAILED_OUTCOMES } },
  counter('orders', 'orders_created_total', 'count'),
  counter('orders', 'orders_placed_total', 'count'),
  { ...counter('revenue', 'order_value_total', 'money'), splitBy: 'currency' },
  { ...counter('revenue', 'revenue_total', 'money'), splitBy: 'currency' },
  gauge('lowStock', 'products_low_stock_total', 'count', 'max'),
  gauge('lowStock', 'products_low_stock', 'count', 'max'),
  counter('checkoutFailures', 'checkout_failures_total', 'count'),
  gauge('build', 'shop_build_info', 'count', 'max'),
  gauge('build', 'app_build_info', 'count', 'max'),
  gauge('build', 'build_info', 'count', 'max'),
  gauge('build', 'target_info', 'count', 'max'),
];

/** The known signals that a catalogue holds. Mapped ones (from the Setup page) replace the known ones of their measure. */
export function findSignals(catalog: MetricCatalog, mapped: readonly Signal[] = []): Signal[] {
  const replaced = new Set(mapped.map((signal) => signal.measure));
  return [
    ...mapped.filter((signal) => catalog.has(signal.metric)),
    ...KNOWN_SIGNALS.filter((signal) => !replaced.has(signal.measure) && catalog.has(signal.metric)),
  ];
}
