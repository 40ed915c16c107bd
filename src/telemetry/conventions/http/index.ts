import { type MetricConvention } from '../convention';
import { BARE_PROXY_CONVENTIONS, PROXY_CONVENTIONS } from '../proxies';
import { requestKind } from '../requestKind';
import { RPC_CONVENTIONS } from '../rpc';
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
  ...RPC_CONVENTIONS,
  ...PROXY_CONVENTIONS,
  structural,
  ...BARE_PROXY_CONVENTIONS,
  spanMetricsTempo,
  spanMetricsCollector,
  spanMetricsUtf8,
];

export const http = requestKind(HTTP_CONVENTIONS);
