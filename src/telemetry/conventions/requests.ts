import { type MetricConvention } from './convention';
import { HTTP_CONVENTIONS } from './http';
import { spanMetricsCollector, spanMetricsTempo, spanMetricsUtf8 } from './http/spanMetrics';
import { structural } from './http/structural';
import { MESSAGING_CONVENTIONS } from './messaging';
import { BARE_PROXY_CONVENTIONS, PROXY_CONVENTIONS } from './proxies';
import { requestKind } from './requestKind';
import { RPC_CONVENTIONS } from './rpc';

/**
 * The known conventions, the preferred one first: of families that say as much about a service, the first answers.
 * Structure is read after what is known by name, and what a proxy hardly says after structure.
 */
const CONVENTIONS: readonly MetricConvention[] = [
  ...HTTP_CONVENTIONS,
  ...RPC_CONVENTIONS,
  ...MESSAGING_CONVENTIONS,
  ...PROXY_CONVENTIONS,
  structural,
  ...BARE_PROXY_CONVENTIONS,
  spanMetricsTempo,
  spanMetricsCollector,
  spanMetricsUtf8,
];

/** Requests that services served, over HTTP or as calls of RPC, or messages that they processed; whoever counted. */
export const requests = requestKind(CONVENTIONS);
