import { type LabelPreferences } from './convention';

/** Labels that say where a series comes from, whatever instrumentation wrote it. The preferred name comes first. */
export const TARGET_LABELS = {
  service: [
    'service_name',
    'service.name',
    'service',
    'app_kubernetes_io_name',
    'app',
    'application',
    'container_name',
    'compose_service',
    'job',
  ],
  instance: ['service_instance_id', 'service.instance.id', 'instance', 'pod'],
  environment: [
    'deployment_environment_name',
    'deployment.environment.name',
    'deployment_environment',
    'environment',
    'env',
  ],
  namespace: ['service_namespace', 'service.namespace', 'namespace', 'compose_project'],
  version: ['service_version', 'service.version', 'version'],
} as const satisfies LabelPreferences;

/** Labels of hand-written and library instrumentation in Prometheus style. */
export const HTTP_LABELS: LabelPreferences = {
  ...TARGET_LABELS,
  route: [
    'http_route',
    'http.route',
    'route',
    'path_template',
    'url_rule',
    'path',
    'exported_endpoint',
    'endpoint',
    'uri',
    'url',
    'handler',
    'view',
    'resource',
  ],
  method: ['http_request_method', 'http.request.method', 'http_method', 'http.method', 'method', 'verb'],
  status: [
    'http_response_status_code',
    'http.response.status_code',
    'http_status_code',
    'http.status_code',
    'http_status',
    'status_code',
    'status',
    'code',
    'response_code',
    'statuscode',
  ],
};

/**
 * Labels that hold a path as it was requested where a route is there too, and often the route where none is: read
 * only if nothing better is.
 */
export const LAST_RESORT_LABELS: LabelPreferences = { route: ['http_target', 'http.target'] };
