import { Counter, Gauge, Histogram, collectDefaultMetrics } from 'prom-client';
import { CURRENCIES } from '../../payments/types.ts';
import type { Identity } from '../resource.ts';
import {
  CART_EVENTS,
  CHECKOUT_FAILURES,
  ORDER_OUTCOMES,
  type BusinessInstruments,
  type HttpInstruments,
  type MessagingInstruments,
  type MetricsPage,
} from '../types.ts';
import { DURATION_BUCKETS } from './buckets.ts';
import { createRegistry, PrometheusPage } from './page.ts';
import { SystemUsageReader } from './system.ts';

/** The metrics of one service under the names of a prom-client application, and what fills them. */
export interface PrometheusMetrics {
  readonly http: HttpInstruments;
  readonly business: BusinessInstruments;
  readonly messaging: MessagingInstruments;
  readonly page: MetricsPage;
  /** Tells a new version from now on; the old one's series ends. */
  deploy(identity: Identity): void;
}

/** @param sells whether the service sells something: only then it has the shop's own numbers. */
export function structuredMetrics(identity: Identity, sells: boolean): PrometheusMetrics {
  const registry = createRegistry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  collectSystemUsage(registers);
  const build = new Gauge({
    name: 'shop_build_info',
    help: 'Always 1; the labels say which build runs and where',
    labelNames: ['version', 'environment', 'node_version'],
    registers,
  });
  const deploy = ({ version, environment }: Identity) => {
    build.reset();
    build.set({ version, environment, node_version: process.version }, 1);
  };
  deploy(identity);
  return {
    http: httpInstruments(registers),
    business: sells ? businessInstruments(registers) : SELLS_NOTHING,
    messaging: sells ? messagingInstruments(registers) : SENDS_NOTHING,
    page: new PrometheusPage(registry),
    deploy,
  };
}

type Registers = Array<ReturnType<typeof createRegistry>>;

function httpInstruments(registers: Registers): HttpInstruments {
  const requests = new Counter({
    name: 'http_requests_total',
    help: 'HTTP requests answered',
    labelNames: ['method', 'path', 'status'],
    registers,
  });
  const duration = new Histogram<string>({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last byte of its answer',
    labelNames: ['method', 'path'],
    buckets: DURATION_BUCKETS,
    enableExemplars: true,
    registers,
  });
  const inFlight = new Gauge({
    name: 'http_requests_in_flight',
    help: 'HTTP requests being answered now',
    registers,
  });
  return {
    started: () => inFlight.inc(),
    finished: ({ method, route, status, durationSeconds, span }) => {
      inFlight.dec();
      requests.inc({ method, path: route, status });
      duration.observe({
        labels: { method, path: route },
        value: durationSeconds,
        ...(span && { exemplarLabels: { trace_id: span.traceId, span_id: span.spanId } }),
      });
    },
  };
}

function businessInstruments(registers: Registers): BusinessInstruments {
  const orders = new Counter({
    name: 'orders_total',
    help: 'Orders by what became of them: accepted, declined (by the card), failed (by us)',
    labelNames: ['outcome'],
    registers,
  });
  const value = new Counter({
    name: 'order_value_total',
    help: 'Value of accepted orders, in major units of the currency',
    labelNames: ['currency'],
    registers,
  });
  const failures = new Counter({
    name: 'checkout_failures_total',
    help: 'Checkouts that did not become an accepted order',
    labelNames: ['reason'],
    registers,
  });
  const carts = new Counter({
    name: 'carts_total',
    help: 'What happened to carts: created, item_added, checked_out, abandoned',
    labelNames: ['event'],
    registers,
  });
  const lowStock = new Gauge({
    name: 'products_low_stock_total',
    help: 'Products whose stock is at or below their threshold; absent while the inventory does not answer',
    registers,
  });
  lowStock.remove();
  // Known label values begin at zero: an increase from nothing is not an increase to Prometheus.
  ORDER_OUTCOMES.forEach((outcome) => orders.inc({ outcome }, 0));
  CHECKOUT_FAILURES.forEach((reason) => failures.inc({ reason }, 0));
  CART_EVENTS.forEach((event) => carts.inc({ event }, 0));
  CURRENCIES.forEach((currency) => value.inc({ currency }, 0));
  return {
    order: (outcome) => orders.inc({ outcome }),
    orderValue: (currency, amount) => value.inc({ currency }, amount),
    checkoutFailed: (reason) => failures.inc({ reason }),
    cart: (event, count = 1) => carts.inc({ event }, count),
    lowStock: (count) => (count === undefined ? lowStock.remove() : lowStock.set(count)),
  };
}

/** For services that have no customers of their own, and for dialects that do not tell. */
export const SELLS_NOTHING: BusinessInstruments = {
  order: () => undefined,
  orderValue: () => undefined,
  checkoutFailed: () => undefined,
  cart: () => undefined,
  lowStock: () => undefined,
};

function messagingInstruments(registers: Registers): MessagingInstruments {
  const sent = new Counter({
    name: 'queue_messages_sent_total',
    help: 'Messages that were sent to a queue, or could not be',
    labelNames: ['queue', 'outcome'],
    registers,
  });
  return { ...SENDS_NOTHING, sent: (queue, error) => sent.inc({ queue, outcome: error ? 'failed' : 'sent' }) };
}

/** For services without a queue, and for dialects that do not tell. */
export const SENDS_NOTHING: MessagingInstruments = {
  sent: () => undefined,
  processed: () => undefined,
  watch: () => undefined,
};

function collectSystemUsage(registers: Registers): void {
  const reader = new SystemUsageReader();
  new Gauge({
    name: 'system_cpu_usage_percent',
    help: 'CPU usage of the machine over all cores, 0 to 100',
    registers,
    collect() {
      const { cpuPercent } = reader.read();
      if (cpuPercent === undefined) {
        this.remove();
      } else {
        this.set(cpuPercent);
      }
    },
  });
  new Gauge({
    name: 'system_memory_usage_percent',
    help: 'Memory of the machine that is not available to new programs, 0 to 100',
    registers,
    collect() {
      this.set(reader.read().memoryPercent);
    },
  });
}
