import { DATABASE_LABELS, gauge, increase, type InfraConvention, rate } from './convention';

const database = (id: string, product: string, numbers: InfraConvention['numbers']): InfraConvention => ({
  id,
  kind: 'database',
  labels: DATABASE_LABELS,
  select: 'instance',
  product,
  numbers,
});

/**
 * PostgreSQL's exporter (`recorded/postgres-exporter.prom`, 0.11):
 * https://github.com/prometheus-community/postgres_exporter
 */
const postgres = database('postgres', 'PostgreSQL', [
  { measure: 'isAnswering', of: gauge('pg_up'), across: 'max' },
  { measure: 'connections', of: gauge('pg_stat_activity_count') },
  { measure: 'connectionLimit', of: gauge('pg_settings_max_connections'), across: 'max' },
  {
    measure: 'hitRatio',
    of: rate('pg_stat_database_blks_hit'),
    over: [rate('pg_stat_database_blks_hit'), rate('pg_stat_database_blks_read')],
  },
  { measure: 'lagSeconds', of: gauge('pg_replication_lag'), across: 'max' },
  { measure: 'lagSeconds', of: gauge('pg_replication_lag_seconds'), across: 'max' },
  { measure: 'deadlocks', of: increase('pg_stat_database_deadlocks') },
]);

/** MySQL's exporter: https://github.com/prometheus/mysqld_exporter; the names are those of `SHOW GLOBAL STATUS`. */
const mysql = database('mysql', 'MySQL', [
  { measure: 'isAnswering', of: gauge('mysql_up'), across: 'max' },
  { measure: 'connections', of: gauge('mysql_global_status_threads_connected') },
  { measure: 'connectionLimit', of: gauge('mysql_global_variables_max_connections'), across: 'max' },
  {
    measure: 'hitRatio',
    of: rate('mysql_global_status_innodb_buffer_pool_reads'),
    over: rate('mysql_global_status_innodb_buffer_pool_read_requests'),
    isRest: true,
  },
  { measure: 'blocked', of: gauge('mysql_global_status_innodb_row_lock_current_waits') },
  { measure: 'slow', of: rate('mysql_global_status_slow_queries') },
  { measure: 'lagSeconds', of: gauge('mysql_slave_status_seconds_behind_master'), across: 'max' },
  { measure: 'refused', of: increase('mysql_global_status_connection_errors_total') },
]);

/** Redis' exporter (`recorded/redis-exporter.prom`): https://github.com/oliver006/redis_exporter */
const redis = database('redis', 'Redis', [
  { measure: 'isAnswering', of: gauge('redis_up'), across: 'max' },
  { measure: 'connections', of: gauge('redis_connected_clients') },
  { measure: 'connectionLimit', of: gauge('redis_config_maxclients'), across: 'max' },
  {
    measure: 'hitRatio',
    of: rate('redis_keyspace_hits_total'),
    over: [rate('redis_keyspace_hits_total'), rate('redis_keyspace_misses_total')],
  },
  { measure: 'blocked', of: gauge('redis_blocked_clients') },
  { measure: 'slow', of: rate('redis_slowlog_last_id') },
  { measure: 'refused', of: increase('redis_rejected_connections_total') },
  { measure: 'evicted', of: rate('redis_evicted_keys_total') },
  { measure: 'memoryUsed', of: gauge('redis_memory_used_bytes') },
  { measure: 'memoryLimit', of: gauge('redis_memory_max_bytes'), across: 'max', above: 0 },
]);

/**
 * RabbitMQ's own plugin: https://github.com/rabbitmq/rabbitmq-server/blob/main/deps/rabbitmq_prometheus/metrics.md;
 * and that for consumers of Kafka: https://github.com/danielqsj/kafka_exporter
 */
const rabbit = database('rabbitmq', 'RabbitMQ', [
  { measure: 'isAnswering', of: gauge('rabbitmq_identity_info'), across: 'max' },
  { measure: 'connections', of: gauge('rabbitmq_connections') },
  { measure: 'lagMessages', of: gauge('rabbitmq_queue_messages_ready') },
  { measure: 'memoryUsed', of: gauge('rabbitmq_process_resident_memory_bytes') },
  { measure: 'memoryLimit', of: gauge('rabbitmq_resident_memory_limit_bytes'), above: 0 },
]);

const kafka = database('kafka', 'Kafka', [
  { measure: 'isAnswering', of: gauge('kafka_brokers'), across: 'max' },
  { measure: 'lagMessages', of: gauge('kafka_consumergroup_lag'), parts: ['consumergroup'] },
]);

/** Databases, caches and queues by the exporters that tell of them. */
export const DATABASE_CONVENTIONS: readonly InfraConvention[] = [postgres, mysql, redis, rabbit, kafka];
