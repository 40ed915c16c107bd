import { traceqlAlternatives, traceqlAttribute, traceqlString } from './escape';

/** What a resource says of where a service runs, and what else names it. */
export const RESOURCE_NAMES = [
  'service.namespace',
  'service.instance.id',
  'deployment.environment.name',
  'deployment.environment',
  'k8s.namespace.name',
  'k8s.deployment.name',
  'k8s.statefulset.name',
  'k8s.pod.name',
  'k8s.container.name',
  'container.name',
  'container.id',
  'host.name',
] as const;

/**
 * All spans of some traces.
 * @param traceIds normalised, at least one
 */
export function renderTraces(traceIds: readonly string[]): string {
  return `{ ${traceIds.map((id) => `trace:id = ${traceqlString(id)}`).join(' || ')} } | select(resource.service.name)`;
}

/**
 * Spans of some services, with what their resources say.
 * @param services at least one
 */
export function renderResources(services: readonly string[]): string {
  const name = traceqlAttribute('resource', 'service.name');
  const selected = [name, ...RESOURCE_NAMES.map((one) => traceqlAttribute('resource', one))];
  return `{ ${name} =~ ${traceqlAlternatives(services)} } | select(${selected.join(', ')})`;
}
