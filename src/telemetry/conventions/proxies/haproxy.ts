import { TARGET_LABELS } from '../labelNames';
import { proxy, servedBy } from './proxy';

/** HAProxy, by its own exporter (label `proxy`) and the one before (`backend`): every code begins at 0. */
export const haproxy = proxy({
  id: 'haproxy',
  owns: /^haproxy_/,
  title: 'HAProxy',
  source: 'https://www.haproxy.com/documentation/haproxy-configuration-tutorials/alerts-and-monitoring/prometheus/',
  labels: { ...TARGET_LABELS, status: ['code'] },
  seenFrom: 'proxy',
  startsAtZero: true,
  places: [
    {
      counter: /^haproxy_backend_http_(?:responses|requests)_total$/,
      // OpenShift's router has all routes in a few backends.
      labels: { service: servedBy('proxy', 'route', 'backend') },
    },
    {
      counter: /^haproxy_frontend_http_(?:responses|requests)_total$/,
      without: ['proxy', 'frontend'].map((label) => ({ label, values: ['stats', 'prometheus'] })),
    },
  ],
});
