import { PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import type { Meter } from '@opentelemetry/api';
import {
  AggregationTemporality,
  MeterProvider,
  MetricReader,
  PeriodicExportingMetricReader,
  type IMetricReader,
  type MetricData,
  type ResourceMetrics,
} from '@opentelemetry/sdk-metrics';
import { BULLMQ } from '../../queue/types.ts';
import { resourceOf, type Identity } from '../resource.ts';
import type { BusinessInstruments, HttpInstruments, MessagingInstruments, MetricsPage } from '../types.ts';
import { DURATION_BUCKETS } from './buckets.ts';

/** Metrics made with the OpenTelemetry SDK alone, named by its semantic conventions. */
export interface OtelMetrics {
  readonly http: HttpInstruments;
  readonly business: BusinessInstruments;
  readonly messaging: MessagingInstruments;
  readonly page: MetricsPage;
  /**
   * The page's `target_info` tells a new version from now on. What is pushed keeps the old one: an SDK's resource is
   * fixed.
   */
  deploy(identity: Identity): void;
  shutdown(): Promise<void>;
}

/** @param pushUrl OTLP/HTTP endpoint to push to as well, every 15 s. */
export async function otelMetrics(identity: Identity, pushUrl: string | undefined): Promise<OtelMetrics> {
  const pull = new PullReader();
  const readers: IMetricReader[] = [pull];
  if (pushUrl !== undefined) {
    const { OTLPMetricExporter } = await import('@opentelemetry/exporter-metrics-otlp-http');
    const exporter = new OTLPMetricExporter({ url: pushUrl });
    readers.push(new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 15_000 }));
  }
  let resource = resourceOf(identity);
  const provider = new MeterProvider({ resource, readers });
  const meter = provider.getMeter('@tillwatch/demo-shop', identity.version);

  const duration = meter.createHistogram('http.server.request.duration', {
    description: 'Duration of HTTP server requests.',
    unit: 's',
    advice: { explicitBucketBoundaries: DURATION_BUCKETS },
  });
  const active = meter.createUpDownCounter('http.server.active_requests', {
    description: 'Number of active HTTP server requests.',
    unit: '{request}',
  });
  const orders = meter.createCounter('shop.orders', { description: 'Orders by outcome.', unit: '{order}' });
  const value = meter.createCounter('shop.order.value', { description: 'Value of accepted orders.' });
  const failures = meter.createCounter('shop.checkout.failures', { description: 'Checkouts that failed.' });
  const carts = meter.createCounter('shop.carts', { description: 'Cart events.' });
  let lowStock: number | undefined;
  meter
    .createObservableGauge('shop.products.low_stock', { description: 'Products at or below their stock threshold.' })
    .addCallback((result) => (lowStock === undefined ? undefined : result.observe(lowStock)));

  return {
    http: {
      started: (method) => active.add(1, { 'http.request.method': method, 'url.scheme': 'http' }),
      finished: ({ method, route, status, durationSeconds }) => {
        active.add(-1, { 'http.request.method': method, 'url.scheme': 'http' });
        duration.record(durationSeconds, {
          'http.request.method': method,
          'url.scheme': 'http',
          'http.response.status_code': status,
          'http.route': route,
          ...(status >= 500 && { 'error.type': String(status) }),
        });
      },
    },
    business: {
      order: (outcome) => orders.add(1, { outcome }),
      orderValue: (currency, amount) => value.add(amount, { currency }),
      checkoutFailed: (reason) => failures.add(1, { reason }),
      cart: (event, count = 1) => carts.add(count, { event }),
      lowStock: (count) => {
        lowStock = count;
      },
    },
    messaging: messagingInstruments(meter),
    page: {
      render: async () => ({
        contentType: 'text/plain; version=0.0.4; charset=utf-8',
        body: new PrometheusSerializer().serialize({ ...withUnitSuffixes(await pull.read()), resource }),
      }),
    },
    deploy: (next) => {
      resource = resourceOf(next);
    },
    shutdown: () => provider.shutdown(),
  };
}

/**
 * Messages by OpenTelemetry's conventions. These have no metric of a queue itself: its jobs are counted under the name
 * that BullMQ's own exporter gives them.
 */
function messagingInstruments(meter: Meter): MessagingInstruments {
  const sent = meter.createCounter('messaging.client.sent.messages', {
    description: 'Number of messages producer attempted to send to the broker.',
    unit: '{message}',
  });
  const processed = meter.createHistogram('messaging.process.duration', {
    description: 'Duration of processing operation.',
    unit: 's',
    advice: { explicitBucketBoundaries: DURATION_BUCKETS },
  });
  const jobs = meter.createObservableGauge('bullmq.job.count', {
    description: 'Number of jobs in the queue by state.',
    unit: '{job}',
  });
  const age = meter.createObservableGauge('bullmq.job.oldest.waiting', {
    description: 'Time since the longest waiting job was sent; 0 when none waits.',
    unit: 's',
  });
  const attributes = (destination: string, operation: string, error: string | undefined) => ({
    'messaging.system': BULLMQ,
    'messaging.destination.name': destination,
    'messaging.operation.name': operation,
    ...(error !== undefined && { 'error.type': error }),
  });
  return {
    sent: (destination, error) => sent.add(1, attributes(destination, 'send', error)),
    processed: (destination, seconds, error) => processed.record(seconds, attributes(destination, 'process', error)),
    watch: (queue, read) =>
      meter.addBatchObservableCallback(
        async (result) => {
          const state = await read().catch(() => undefined);
          if (state) {
            Object.entries(state.jobs).forEach(([name, count]) => result.observe(jobs, count, { queue, state: name }));
            result.observe(age, state.oldestWaitingSeconds, { queue });
          }
        },
        [jobs, age]
      ),
  };
}

/** Reads when it is asked: a page is rendered by whoever scrapes it. */
class PullReader extends MetricReader {
  constructor() {
    super({ aggregationTemporalitySelector: () => AggregationTemporality.CUMULATIVE });
  }

  async read(): Promise<ResourceMetrics> {
    const { resourceMetrics, errors } = await this.collect();
    if (errors.length > 0) {
      throw new AggregateError(errors, 'Metrics could not be collected');
    }
    return resourceMetrics;
  }

  protected override onForceFlush(): Promise<void> {
    return Promise.resolve();
  }

  protected override onShutdown(): Promise<void> {
    return Promise.resolve();
  }
}

/** UCUM units that become part of a Prometheus name, by OpenTelemetry's compatibility specification. */
const UNIT_SUFFIX: Record<string, string> = { s: '_seconds', ms: '_milliseconds', By: '_bytes' };

/** The serializer leaves units out of names, although the specification and every collector put them in. */
function withUnitSuffixes(resourceMetrics: ResourceMetrics): ResourceMetrics {
  const rename = <T extends MetricData>(metric: T): T => {
    const suffix = UNIT_SUFFIX[metric.descriptor.unit] ?? '';
    const unit = suffix.slice(1);
    return { ...metric, descriptor: { ...metric.descriptor, name: `${metric.descriptor.name}${suffix}`, unit } };
  };
  return {
    ...resourceMetrics,
    scopeMetrics: resourceMetrics.scopeMetrics.map((scope) => ({ ...scope, metrics: scope.metrics.map(rename) })),
  };
}
