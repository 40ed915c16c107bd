import { alloy, collector, promtail } from './collectors';
import { type ServerConvention } from './convention';
import { loki } from './loki';
import { mimir } from './mimir';
import { alertmanager, grafana, nodeExporter } from './others';
import { prometheus } from './prometheus';
import { tempo } from './tempo';

/**
 * The servers of the monitoring stack. A process is the first of them whose build it tells: Alloy has the collector's
 * metrics too. No part of detection: only the Stack page asks for them, all at once, and loads them.
 */
export const SERVER_CONVENTIONS: readonly ServerConvention[] = [
  prometheus,
  mimir,
  loki,
  tempo,
  alloy,
  promtail,
  collector,
  alertmanager,
  grafana,
  nodeExporter,
];
