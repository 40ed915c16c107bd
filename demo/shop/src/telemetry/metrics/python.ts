import { Counter, Histogram, collectDefaultMetrics } from 'prom-client';
import type { HttpInstruments, MetricsPage } from '../types.ts';
import { DURATION_BUCKETS } from './buckets.ts';
import { createRegistry, PrometheusPage } from './page.ts';

/** HTTP metrics as Python applications name them. */
export interface PythonMetrics {
  readonly http: HttpInstruments;
  readonly page: MetricsPage;
}

/** A Flask application with two hand-made metrics. Its counter has no status: errors cannot be told from successes. */
export function flaskMetrics(): PythonMetrics {
  const registry = createRegistry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'http_requests_total',
    help: 'Total HTTP Requests',
    labelNames: ['method', 'endpoint'],
    registers,
  });
  const latency = new Histogram<string>({
    name: 'http_request_latency_seconds',
    help: 'HTTP request latency',
    labelNames: ['method', 'endpoint'],
    buckets: DURATION_BUCKETS,
    registers,
  });
  return {
    http: {
      started: () => undefined,
      finished: ({ method, route, durationSeconds }) => {
        requests.inc({ method, endpoint: route });
        latency.observe({ method, endpoint: route }, durationSeconds);
      },
    },
    page: new PrometheusPage(registry),
  };
}

/** A FastAPI application whose metrics carry the framework's name. */
export function fastapiMetrics(): PythonMetrics {
  const registry = createRegistry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'fastapi_requests_total',
    help: 'Total HTTP requests',
    labelNames: ['method', 'path', 'status'],
    registers,
  });
  const duration = new Histogram<string>({
    name: 'fastapi_request_duration_seconds',
    help: 'HTTP request duration',
    labelNames: ['method', 'path'],
    buckets: DURATION_BUCKETS,
    enableExemplars: true,
    registers,
  });
  return {
    http: {
      started: () => undefined,
      finished: ({ method, route, status, durationSeconds, span }) => {
        requests.inc({ method, path: route, status });
        duration.observe({
          labels: { method, path: route },
          value: durationSeconds,
          // `traceID`: the other spelling that is in use, so that whoever reads exemplars learns to take both.
          ...(span && { exemplarLabels: { traceID: span.traceId } }),
        });
      },
    },
    page: new PrometheusPage(registry),
  };
}
