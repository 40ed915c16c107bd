import { type MetricConvention } from '../convention';
import { countersNamed, durationsNamed, familiesOf } from '../families';
import { TARGET_LABELS } from '../labelNames';
import { type LabelValues } from '../signal';

/** What all of them have in common. Who sends messages, or calls a broker, is none of these. */
const CONSUMERS = { kind: 'requests', protocol: 'messaging' } as const;

const OTEL = {
  title: 'OpenTelemetry messaging consumer metrics',
  source: 'https://opentelemetry.io/docs/specs/semconv/messaging/messaging-metrics/',
} as const;

/**
 * OpenTelemetry's consumers: `messaging.process.duration`; where that is missing, `messaging.client.consumed.messages`.
 * Before 1.27 `messaging.process.messages`; before 1.24 `messaging.receive.messages`, and `messaging.deliver.*` where
 * the broker pushes. `messaging.client.operation.duration` has sending, and waiting for messages, in it.
 */
function otelMessaging(id: string, dot: string): MetricConvention {
  const label = (name: string) => name.replaceAll('.', dot);
  const metric = (name: string, end = '') => new RegExp(`^${name.replaceAll('.', `[${dot}]`)}${end}$`);
  const messages = '(?:[._](?:total|messages))?';
  return {
    ...CONSUMERS,
    ...OTEL,
    id,
    labels: {
      ...TARGET_LABELS,
      route: ['messaging.destination.template', 'messaging.destination.name', 'messaging.destination'].map(label),
    },
    errorMark: { label: label('error.type') },
    find: (catalog) => [
      ...familiesOf(id, [], durationsNamed(catalog, metric('messaging.process.duration', '(?:_seconds)?'))),
      ...familiesOf(
        id,
        [],
        durationsNamed(catalog, metric('messaging.deliver.duration', '(?:_(?:milliseconds|ms|seconds))?'))
      ),
      ...['process.messages', 'client.consumed.messages', 'deliver.messages', 'receive.messages'].flatMap((name) =>
        familiesOf(id, countersNamed(catalog, metric(`messaging.${name}`, messages)), [])
      ),
    ],
  };
}

/** What happens to a task before it has succeeded or failed. */
const UNFINISHED: LabelValues = {
  label: 'type',
  values: ['task-sent', 'task-received', 'task-started', 'task-retried', 'task-revoked', 'task-rejected'],
};

/** Flower counts what becomes of Celery's tasks; it sees every event of one, of which the last is counted. */
const flower: MetricConvention = {
  ...CONSUMERS,
  id: 'celery-flower',
  title: 'Celery (Flower)',
  source: 'https://flower.readthedocs.io/en/latest/prometheus-integration.html',
  labels: { ...TARGET_LABELS, route: ['task'], status: ['type'] },
  statuses: /^task-/,
  failing: { errors: 'task-failed' },
  find: (catalog) =>
    familiesOf(
      'celery-flower',
      countersNamed(catalog, /^flower_events_total$/),
      durationsNamed(catalog, /^flower_task_runtime_seconds$/)
    ).map((family) => ({ ...family, without: [UNFINISHED] })),
};

/** The exporter of Celery's events by D. Hodovic: an attempt that is made again is counted again. */
const celeryExporter: MetricConvention = {
  ...CONSUMERS,
  id: 'celery-exporter',
  title: 'Celery (celery-exporter)',
  source: 'https://github.com/danihodovic/celery-exporter',
  labels: { ...TARGET_LABELS, route: ['name'] },
  find: (catalog) =>
    familiesOf(
      'celery-exporter',
      countersNamed(catalog, /^celery_task_started_total$/),
      durationsNamed(catalog, /^celery_task_runtime$/)
    ).map((family) => ({ ...family, failures: 'celery_task_failed_total' })),
};

/** Sidekiq, as Yabeda's plugin counts it. */
const sidekiqYabeda: MetricConvention = {
  ...CONSUMERS,
  id: 'sidekiq-yabeda',
  title: 'Sidekiq (Yabeda)',
  source: 'https://github.com/yabeda-rb/yabeda-sidekiq',
  labels: { ...TARGET_LABELS, route: ['worker'] },
  find: (catalog) =>
    familiesOf(
      'sidekiq-yabeda',
      countersNamed(catalog, /^sidekiq_jobs_executed_total$/),
      durationsNamed(catalog, /^sidekiq_job_runtime_seconds$/)
    ).map((family) => ({ ...family, failures: 'sidekiq_jobs_failed_total' })),
};

/** Sidekiq, as Discourse's exporter for Ruby counts it. */
const sidekiqExporter: MetricConvention = {
  ...CONSUMERS,
  id: 'sidekiq-prometheus-exporter',
  title: 'Sidekiq (prometheus_exporter)',
  source: 'https://github.com/discourse/prometheus_exporter',
  labels: { ...TARGET_LABELS, route: ['job_name'] },
  find: (catalog) =>
    ['ruby_', ''].flatMap((prefix) =>
      familiesOf(
        'sidekiq-prometheus-exporter',
        countersNamed(catalog, new RegExp(`^${prefix}sidekiq_jobs_total$`)),
        durationsNamed(catalog, new RegExp(`^${prefix}sidekiq_job_duration_seconds$`))
      ).map((family) => ({ ...family, failures: `${prefix}sidekiq_failed_jobs_total` }))
    ),
};

/** Services that process messages and jobs, where they answer no requests. */
export const MESSAGING_CONVENTIONS: readonly MetricConvention[] = [
  otelMessaging('otel-messaging', '_'),
  otelMessaging('otel-messaging-utf8', '.'),
  flower,
  celeryExporter,
  sidekiqYabeda,
  sidekiqExporter,
];
