import { join } from 'node:path';
import { localServer } from './localServer';

/**
 * Configuration of a Loki for tests, on loopback ports of its own. Lines of any age are taken, many at once.
 * @param folder where it keeps all that it has
 * @param limits more of its limits, by the names that Loki has for them
 */
export function lokiConfiguration(
  folder: string,
  ports: { http: number; grpc: number },
  limits: Readonly<Record<string, unknown>> = {}
) {
  const lifecycler = { min_ready_duration: '0s', final_sleep: '0s' };
  return {
    auth_enabled: false,
    server: localServer(ports),
    common: {
      instance_addr: '127.0.0.1',
      path_prefix: folder,
      storage: { object_store: { filesystem: { dir: join(folder, 'chunks') } } },
      replication_factor: 1,
      ring: { kvstore: { store: 'inmemory' } },
    },
    // Said aloud because the default changed with Loki 3.8, and each way keeps its files elsewhere.
    storage_config: { use_thanos_objstore: true },
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
      allow_structured_metadata: true,
      volume_enabled: true,
      reject_old_samples: false,
      ingestion_rate_mb: 64,
      ingestion_burst_size_mb: 64,
      per_stream_rate_limit: '64MB',
      per_stream_rate_limit_burst: '64MB',
      // Lines of a megabyte are among what is pushed.
      max_line_size: '2MB',
      ...limits,
    },
    // Lines are looked for where it keeps them at first, however old they are.
    ingester: { lifecycler, query_store_max_look_back_period: '24h' },
    querier: { query_ingesters_within: '24h' },
    // Looked up in a ring, the scheduler is found ten seconds later.
    query_scheduler: { use_scheduler_ring: false },
    pattern_ingester: { enabled: true, lifecycler },
    analytics: { reporting_enabled: false },
  };
}
