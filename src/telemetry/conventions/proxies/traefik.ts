import { HTTP_LABELS, TARGET_LABELS } from '../labelNames';
import { proxy, servedBy } from './proxy';

const LABELS = { ...TARGET_LABELS, method: HTTP_LABELS.method, status: HTTP_LABELS.status };
/** Where the target has a label `service` of its own, that of the metric gives way to it. */
const SERVICE = servedBy('exported_service', 'service', 'backend');

/** Traefik counts at its entry points, routers and services; before version 2 these were backends. */
export const traefik = proxy({
  id: 'traefik',
  owns: /^traefik_/,
  title: 'Traefik',
  source: 'https://doc.traefik.io/traefik/observability/metrics/overview/',
  labels: LABELS,
  seenFrom: 'proxy',
  isNoService: (name) => name.endsWith('@internal'),
  places: [
    {
      counter: /^traefik_(?:service|backend)_requests_total$/,
      duration: /^traefik_(?:service|backend)_request_duration_seconds$/,
      labels: { service: SERVICE },
    },
    {
      counter: /^traefik_router_requests_total$/,
      duration: /^traefik_router_request_duration_seconds$/,
      labels: { service: SERVICE, route: ['router'] },
    },
    {
      counter: /^traefik_entrypoint_requests_total$/,
      duration: /^traefik_entrypoint_request_duration_seconds$/,
      // Its dashboard and its own metrics.
      without: [{ label: 'entrypoint', values: ['traefik', 'metrics'] }],
    },
  ],
});
