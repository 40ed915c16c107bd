import { HTTP_LABELS, TARGET_LABELS } from '../labelNames';
import { proxy, servedBy } from './proxy';

/** The ingress controller of Kubernetes; a ServiceMonitor's own `service` comes before that of the metric. */
export const ingressNginx = proxy({
  id: 'ingress-nginx',
  owns: /^nginx_ingress_controller_/,
  title: 'ingress-nginx',
  source: 'https://kubernetes.github.io/ingress-nginx/user-guide/monitoring/',
  labels: {
    ...TARGET_LABELS,
    service: servedBy('exported_service', 'service', 'ingress'),
    namespace: ['exported_namespace', 'namespace'],
    route: ['path'],
    method: HTTP_LABELS.method,
    status: ['status'],
  },
  seenFrom: 'proxy',
  places: [
    {
      counter: /^nginx_ingress_controller_requests$/,
      duration: /^nginx_ingress_controller_request_duration_seconds$/,
    },
  ],
});

/** nginx' module of virtual hosts: beside each host and each class stands their sum. */
export const nginxVts = proxy({
  id: 'nginx-vts',
  owns: /^nginx_(?:vts|server|upstream|filter)_/,
  title: 'nginx (module vts)',
  source: 'https://github.com/vozlt/nginx-module-vts',
  labels: { ...TARGET_LABELS, status: ['code'] },
  startsAtZero: true,
  places: [
    {
      counter: /^nginx_(?:vts_server_requests_total|server_requests)$/,
      duration: /^nginx_vts_server_request_duration_seconds$/,
      without: [
        { label: 'code', values: ['total'] },
        { label: 'host', values: ['*'] },
      ],
    },
  ],
});

/** NGINX Plus, alone or as an ingress controller: of its zones that of the server. */
export const nginxPlus = proxy({
  id: 'nginx-plus',
  owns: /^(?:nginx_ingress_)?nginxplus_/,
  title: 'NGINX Plus',
  source: 'https://github.com/nginx/nginx-prometheus-exporter#metrics-for-nginx-plus',
  labels: { ...TARGET_LABELS, service: servedBy('server_zone'), status: ['code'] },
  seenFrom: 'proxy',
  startsAtZero: true,
  places: [{ counter: /^(?:nginx_ingress_)?nginxplus_server_zone_responses$/ }],
});

/** nginx' module stub_status counts requests and knows nothing else of them. */
export const nginxStub = proxy({
  id: 'nginx-stub',
  title: 'nginx (module stub_status)',
  source: 'https://github.com/nginx/nginx-prometheus-exporter#metrics-for-nginx-oss',
  labels: TARGET_LABELS,
  places: [{ counter: /^nginx_(?:ingress_nginx_)?http_requests_total$/ }],
});
