import { type Site } from '../site.ts';

/** How long Tempo keeps its traces, unless `TEMPO_RETENTION` says otherwise: 30 days. */
export const TEMPO_RETENTION = '720h';

/** What lets Tempo put the environment into its configuration. */
export const TEMPO_FLAGS = ['-target=all', '-config.expand-env=true'] as const;

/**
 * Tempo 3 as one process on the local disk: spans by OTLP, Jaeger or Zipkin; service graphs and span metrics
 * written to Prometheus.
 * TraceQL metrics need no processor of the generator any more: since Tempo 3 the live store answers them.
 */
export function tempoConfig(site: Site) {
  const { addresses, dataDirs, listenHost, ports } = site;
  const retention = { block_retention: `\${TEMPO_RETENTION:-${TEMPO_RETENTION}}` };
  // Without this Tempo looks for an interface called eth0 or en0 to announce itself, which a bare machine may not have.
  const self = site.name === 'loopback' ? { instance_addr: '127.0.0.1' } : {};
  return {
    // Lets Grafana stream over the same port.
    stream_over_http_enabled: true,
    server: {
      http_listen_address: listenHost,
      http_listen_port: ports.tempo,
      grpc_listen_address: listenHost,
      grpc_listen_port: ports['tempo-grpc'],
      // Everything is written by then; what still holds it up is Tempo's own connections to itself.
      graceful_shutdown_timeout: '3s',
    },
    distributor: {
      ring: self,
      receivers: {
        otlp: {
          protocols: {
            grpc: { endpoint: `${listenHost}:${ports['otlp-grpc']}` },
            http: { endpoint: `${listenHost}:${ports['otlp-http']}` },
          },
        },
        // Jaeger's agents have ended; its clients post to the collector's port.
        jaeger: { protocols: { thrift_http: { endpoint: `${listenHost}:${ports['jaeger-http']}` } } },
        zipkin: { endpoint: `${listenHost}:${ports.zipkin}` },
      },
    },
    memberlist: { bind_addr: ['127.0.0.1'], advertise_addr: '127.0.0.1' },
    live_store: {
      ring: self,
      wal: { path: `${dataDirs.tempo}/live-store/traces` },
      shutdown_marker_dir: `${dataDirs.tempo}/live-store/shutdown-marker`,
    },
    backend_scheduler: {
      local_work_path: `${dataDirs.tempo}/scheduler`,
      provider: { compaction: { compaction: retention } },
    },
    backend_worker: {
      compaction: retention,
      ring: self,
      // An idle worker waits for its next job through a shutdown; half a minute of that would be the demo's.
      finish_on_shutdown_timeout: '2s',
      backoff: { min_period: '100ms', max_period: '5s' },
    },
    metrics_generator: {
      ring: self,
      processor: {
        span_metrics: {
          // The names by which pages ask for routes; the spans carry them as OpenTelemetry spells them.
          dimensions: ['http.route', 'http.request.method', 'http.response.status_code', 'deployment.environment.name'],
        },
      },
      storage: {
        path: `${dataDirs.tempo}/generator/wal`,
        remote_write: addresses.prometheus
          ? [{ url: `http://${addresses.prometheus}/api/v1/write`, send_exemplars: true, send_native_histograms: true }]
          : [],
      },
    },
    storage: {
      trace: {
        backend: 'local',
        wal: { path: `${dataDirs.tempo}/wal` },
        local: { path: `${dataDirs.tempo}/blocks` },
      },
    },
    overrides: {
      defaults: {
        metrics_generator: {
          processors: addresses.prometheus ? ['service-graphs', 'span-metrics'] : [],
          generate_native_histograms: 'both',
        },
        // A trace of 100,000 spans is larger than the 5 MB that Tempo keeps of one by default.
        global: { max_bytes_per_trace: 50_000_000 },
      },
    },
    // Nothing of the demo leaves the machine.
    usage_report: { reporting_enabled: false },
  };
}
