/**
 * The name behind a namespace, if there is one: OpenTelemetry's `job` is `service.namespace/service.name`
 * (https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/#resource-attributes-1).
 */
export function bareName(name: string): string | undefined {
  return /^[^/]+\/([^/]+)$/.exec(name)?.[1];
}
