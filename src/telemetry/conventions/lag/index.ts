import { type Labels } from '../../vocabulary';
import { fieldValue } from '../binding';
import { type DetectionKind } from '../kind';
import { TARGET_LABELS } from '../labelNames';
import { MESSAGING_CONVENTIONS } from '../messaging';
import { probesOf } from '../seriesProbe';
import { gauge, type Signal, type ToldTwice } from '../signal';
import { serviceSignals, type SignalConvention, signalKind } from '../signalKind';

/** A gauge of what waits, which others may tell of, too. */
const waiting = (metric: string, told: ToldTwice): Signal => ({
  ...gauge('consumerLag', metric, 'count', 'sum'),
  told,
});

/** Labels of the process that tells a number, by which replicas of it would be added up. */
const TELLERS = [
  'instance',
  'pod',
  'pod_name',
  'kubernetes_pod_name',
  'k8s_pod_name',
  'service_instance_id',
  'container',
];

const CLUSTERS = ['cluster', 'cluster_name', 'cluster_id', 'kafka_cluster', 'clusterArn', 'environment', 'env'];

/** What exporters and consumers tell of the same partitions; two exporters of a cluster may be two jobs. */
const kafka = (by: readonly string[]): ToldTwice => ({ of: 'kafka', by, apart: CLUSTERS });
const KAFKA_EXPORTERS = kafka([
  ...TELLERS,
  'job',
  'service',
  'endpoint',
  // Of the member that read a partition at the time: kafka-lag-exporter.
  'member_host',
  'consumer_id',
  'client_id',
]);
const KAFKA_CONSUMERS = kafka([]);
/** Celery's queues may be RabbitMQ's. A node of RabbitMQ tells of its own queues only. */
const RABBITMQ: ToldTwice = { of: 'rabbitmq', by: [], apart: ['rabbitmq_cluster', 'cluster'] };
const CELERY: ToldTwice = { ...RABBITMQ, by: TELLERS };
/** Every worker tells of all queues. */
const BULLMQ: ToldTwice = { of: 'bullmq', by: [...TELLERS, 'job'], apart: ['cluster'] };
const SIDEKIQ: ToldTwice = { of: 'sidekiq', by: TELLERS, apart: ['cluster'] };

/** https://docs.bullmq.io/guide/metrics/prometheus */
const OF_BULLMQ: Signal = {
  ...waiting('bullmq_job_count', BULLMQ),
  only: { label: 'state', values: ['waiting', 'prioritized', 'paused'] },
};

/** Exporters of Kafka name a consumer group, which is called like the service that it is, if anything is. */
const byGroup: SignalConvention = {
  entity: 'service',
  labels: { ...TARGET_LABELS, service: ['consumergroup', 'group_id', 'group'] },
  signals: [
    // https://github.com/danielqsj/kafka_exporter#consumer-groups
    waiting('kafka_consumergroup_lag', KAFKA_EXPORTERS),
    // https://github.com/seglo/kafka-lag-exporter#metrics
    waiting('kafka_consumergroup_group_lag', KAFKA_EXPORTERS),
    // https://github.com/redpanda-data/kminion/blob/master/docs/metrics.md
    waiting('kminion_kafka_consumer_group_topic_lag', KAFKA_EXPORTERS),
    // https://github.com/jirwin/burrow_exporter
    waiting('kafka_burrow_partition_lag', KAFKA_EXPORTERS),
    // https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/kafkametricsreceiver
    waiting('kafka_consumer_group_lag', KAFKA_EXPORTERS),
  ],
};

/** RabbitMQ's own plugin and BullMQ, by queue: one that is called like the service that reads it, where it is. */
const byQueue: SignalConvention = {
  entity: 'service',
  labels: { ...TARGET_LABELS, service: ['queue'] },
  signals: [
    // https://www.rabbitmq.com/docs/prometheus: where metrics are told by object, and of `/metrics/detailed`.
    waiting('rabbitmq_queue_messages', RABBITMQ),
    waiting('rabbitmq_detailed_queue_messages', RABBITMQ),
    OF_BULLMQ,
  ],
};

/** Consumers tell it themselves: by Micrometer, OpenTelemetry and the exporter of JMX. */
const bySelf = serviceSignals([
  waiting('kafka_consumer_fetch_manager_records_lag', KAFKA_CONSUMERS),
  waiting('kafka_consumer_records_lag', KAFKA_CONSUMERS),
  waiting('kafka_consumer_consumer_fetch_manager_metrics_records_lag', KAFKA_CONSUMERS),
  // Jobs that wait: of Sidekiq, by Yabeda, https://github.com/discourse/prometheus_exporter#sidekiq-metrics and
  // https://github.com/Strech/sidekiq-prometheus-exporter#available-metrics; and of Celery.
  waiting('sidekiq_jobs_waiting_count', SIDEKIQ),
  waiting('sidekiq_queue_backlog', SIDEKIQ),
  waiting('sidekiq_queue_enqueued_jobs', SIDEKIQ),
  waiting('celery_queue_length', CELERY),
]);

const byName = signalKind('lag', [bySelf, byGroup, byQueue]);
const byWorker = signalKind('lag', [serviceSignals([{ ...OF_BULLMQ, told: { ...BULLMQ, by: TELLERS } }])]);

/**
 * How many messages wait for a service. A queue that only those tell of who process messages themselves, as BullMQ has
 * its workers do, is theirs, however it is called.
 */
export const lag: DetectionKind = {
  ...byName,
  plan(input) {
    const [named, ofWorkers] = [byName.plan(input), byWorker.plan(input)];
    const consumed = MESSAGING_CONVENTIONS.flatMap((convention) =>
      convention.find(input.catalog).flatMap((family) => probesOf(family, convention))
    );
    return {
      probes: [...named.probes, ...consumed],
      bind(probed, isStack) {
        const consumers = new Set(consumed.flatMap((probe) => probed.of(probe)).map(targetOf));
        const own = ofWorkers
          .bind(probed, isStack)
          .signals.filter(
            ({ services }) => services.length > 0 && services.every(({ service }) => consumers.has(service))
          );
        const found = named.bind(probed, isStack);
        return {
          ...found,
          signals: found.signals.map((signal) => own.find(({ metric }) => metric === signal.metric) ?? signal),
        };
      },
    };
  },
};

function targetOf(series: Labels): string | undefined {
  return fieldValue(series, TARGET_LABELS.service)?.value;
}
