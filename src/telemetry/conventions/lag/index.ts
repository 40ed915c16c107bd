import { TARGET_LABELS } from '../labelNames';
import { gauge } from '../signal';
import { serviceSignals, type SignalConvention, signalKind } from '../signalKind';

/** Exporters of Kafka name a consumer group, which is called like the service that it is, if anything is. */
const byGroup: SignalConvention = {
  entity: 'service',
  labels: { ...TARGET_LABELS, service: ['consumergroup', 'group_id', 'group'] },
  signals: [
    // https://github.com/danielqsj/kafka_exporter#consumer-groups
    gauge('consumerLag', 'kafka_consumergroup_lag', 'count', 'sum'),
    // https://github.com/redpanda-data/kminion/blob/master/docs/metrics.md
    gauge('consumerLag', 'kminion_kafka_consumer_group_topic_lag', 'count', 'sum'),
    // https://github.com/jirwin/burrow_exporter
    gauge('consumerLag', 'kafka_burrow_partition_lag', 'count', 'sum'),
  ],
};

/** RabbitMQ's own plugin and BullMQ, by queue: one that is called like the service that reads it, where it is. */
const byQueue: SignalConvention = {
  entity: 'service',
  labels: { ...TARGET_LABELS, service: ['queue'] },
  signals: [
    // https://www.rabbitmq.com/docs/prometheus: where metrics are told by object, and of `/metrics/detailed`.
    gauge('consumerLag', 'rabbitmq_queue_messages', 'count', 'sum'),
    gauge('consumerLag', 'rabbitmq_detailed_queue_messages', 'count', 'sum'),
    // https://docs.bullmq.io/guide/metrics/prometheus
    {
      ...gauge('consumerLag', 'bullmq_job_count', 'count', 'sum'),
      only: { label: 'state', values: ['waiting', 'prioritized', 'paused'] },
    },
  ],
};

/** Consumers tell it themselves: by Micrometer, OpenTelemetry and the exporter of JMX. */
const bySelf = serviceSignals([
  gauge('consumerLag', 'kafka_consumer_fetch_manager_records_lag', 'count', 'sum'),
  gauge('consumerLag', 'kafka_consumer_records_lag', 'count', 'sum'),
  gauge('consumerLag', 'kafka_consumer_consumer_fetch_manager_metrics_records_lag', 'count', 'sum'),
  // Jobs that wait: of Sidekiq and of Celery.
  gauge('consumerLag', 'sidekiq_jobs_waiting_count', 'count', 'max'),
  gauge('consumerLag', 'celery_queue_length', 'count', 'sum'),
]);

/** How many messages wait for a service. */
export const lag = signalKind('lag', [bySelf, byGroup, byQueue]);
