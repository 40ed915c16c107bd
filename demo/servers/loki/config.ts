import { type Site } from '../site.ts';

/** How long Loki keeps its lines, unless `LOKI_RETENTION` says otherwise: 31 days. Loki takes no less than 24h. */
export const LOKI_RETENTION = '744h';

/** What lets Loki put the environment into its configuration. */
export const LOKI_FLAGS = ['-config.expand-env=true'] as const;

/** Loki as one process on the local disk: structured metadata, and patterns for the log pages. */
export function lokiConfig(site: Site) {
  const { dataDirs, listenHost, ports, addresses } = site;
  return {
    auth_enabled: false,
    server: {
      http_listen_address: listenHost,
      http_listen_port: ports.loki,
      grpc_listen_address: listenHost,
      grpc_listen_port: ports['loki-grpc'],
      // A whole second of the shop's logs after an outage arrives in one push.
      grpc_server_max_recv_msg_size: 16 * 1024 * 1024,
      grpc_server_max_send_msg_size: 16 * 1024 * 1024,
    },
    common: {
      // One process that talks to itself only.
      instance_addr: '127.0.0.1',
      path_prefix: dataDirs.loki,
      storage: { object_store: { filesystem: { dir: `${dataDirs.loki}/chunks` } } },
      replication_factor: 1,
      ring: { kvstore: { store: 'inmemory' } },
    },
    // Said aloud because the default changed with Loki 3.8: the other client reads its folder from another place, and
    // the one of the wrong place is the working directory.
    storage_config: { use_thanos_objstore: true },
    ruler_storage: { backend: 'local', local: { directory: `${dataDirs.loki}/rules` } },
    schema_config: {
      configs: [
        {
          from: '2024-01-01',
          store: 'tsdb',
          object_store: 'filesystem',
          schema: 'v13',
          index: { prefix: 'index_', period: '24h' },
        },
      ],
    },
    limits_config: {
      retention_period: `\${LOKI_RETENTION:-${LOKI_RETENTION}}`,
      allow_structured_metadata: true,
      volume_enabled: true,
      // Lines that waited on the disk while Loki was away are still wanted.
      reject_old_samples_max_age: '168h',
      ingestion_rate_mb: 16,
      ingestion_burst_size_mb: 32,
      per_stream_rate_limit: '16MB',
      per_stream_rate_limit_burst: '32MB',
    },
    compactor: {
      working_directory: `${dataDirs.loki}/compactor`,
      retention_enabled: true,
      delete_request_store: 'filesystem',
    },
    // Alone it knows its scheduler: looked up in a ring, it is found ten seconds later.
    query_scheduler: { use_scheduler_ring: false },
    // Alone it has no other instance to hand over to, so it need not wait before it says that it is ready.
    ingester: { lifecycler: { min_ready_duration: '0s', final_sleep: '0s' } },
    pattern_ingester: { enabled: true, lifecycler: { min_ready_duration: '0s', final_sleep: '0s' } },
    ...(addresses.alertmanager && { ruler: { alertmanager_url: `http://${addresses.alertmanager}` } }),
    // Nothing of the demo leaves the machine.
    analytics: { reporting_enabled: false },
  };
}
