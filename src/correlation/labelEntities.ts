import { type Labels } from '../telemetry/vocabulary';

/** Labels of metrics that name a service, the most telling first. */
const SERVICE_LABELS = ['service_name', 'service', 'job', 'app', 'container'];
const ROUTE_LABELS = ['http_route', 'route', 'path', 'endpoint', 'handler', 'uri'];

const ENVIRONMENT_LABELS = ['deployment_environment_name', 'deployment_environment', 'environment', 'env'];

/** The environment that labels name. */
export function environmentOfLabels(labels: Labels): string | undefined {
  return ENVIRONMENT_LABELS.map((label) => labels[label]).find(Boolean);
}

/** The service that labels of a series, or of an alert on one, name. */
export function serviceOfLabels(labels: Labels): string | undefined {
  return SERVICE_LABELS.map((label) => labels[label]).find(Boolean);
}

/** The route that labels name. */
export function routeOfLabels(labels: Labels): string | undefined {
  return ROUTE_LABELS.map((label) => labels[label]).find(Boolean);
}
