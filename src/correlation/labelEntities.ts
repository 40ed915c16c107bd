import { ENVIRONMENT_LABELS, SERVICE_LABELS } from '../telemetry/alertLabels';
import { type Labels } from '../telemetry/vocabulary';

const ROUTE_LABELS = ['http_route', 'route', 'path', 'endpoint', 'handler', 'uri'];

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
