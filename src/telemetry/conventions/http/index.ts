import { type MetricConvention } from '../convention';
import { requestKind } from '../requestKind';
import { fastapi } from './fastapi';
import { flaskLatency } from './flaskLatency';
import { micrometer } from './micrometer';
import { otelHttp, otelHttpLegacy } from './otelHttp';
import { prometheusHttp } from './prometheusHttp';
import { spanMetricsCollector, spanMetricsTempo, spanMetricsUtf8 } from './spanMetrics';
import { structural } from './structural';

/**
 * The known conventions, the preferred one first: where one service speaks several, the first that knows it answers.
 * A service's own metrics come before span metrics, because those may rest on sampled traces.
 */
const HTTP_CONVENTIONS: readonly MetricConvention[] = [
  prometheusHttp,
  otelHttp,
  fastapi,
  flaskLatency,
  micrometer,
  otelHttpLegacy,
  structural,
  spanMetricsTempo,
  spanMetricsCollector,
  spanMetricsUtf8,
];

export const http = requestKind(HTTP_CONVENTIONS);
