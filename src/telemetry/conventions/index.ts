import { type ConventionId, type MetricConvention } from './convention';
import { fastapi } from './http/fastapi';
import { flaskLatency } from './http/flaskLatency';
import { micrometer } from './http/micrometer';
import { otelHttp, otelHttpLegacy } from './http/otelHttp';
import { prometheusHttp } from './http/prometheusHttp';
import { spanMetricsCollector, spanMetricsTempo } from './http/spanMetrics';
import { structural } from './http/structural';

/**
 * The known conventions, the preferred one first: where one service speaks several, the first that knows it answers.
 * A service's own metrics come before span metrics, because those may rest on sampled traces.
 */
export const METRIC_CONVENTIONS: readonly MetricConvention[] = [
  prometheusHttp,
  otelHttp,
  fastapi,
  flaskLatency,
  micrometer,
  otelHttpLegacy,
  structural,
  spanMetricsTempo,
  spanMetricsCollector,
];

/** The convention of an id. @throws Error where there is none */
export function conventionById(id: ConventionId): MetricConvention {
  const found = METRIC_CONVENTIONS.find((convention) => convention.id === id);
  if (!found) {
    throw new Error(`Unknown convention: ${id}`);
  }
  return found;
}

/** A convention as the user reads of it. */
export function conventionTitle(id: ConventionId): string {
  return conventionById(id).title;
}
