import { type Labels } from '../vocabulary';
import { valueOf } from './joinedLabels';
import { TARGET_LABELS } from './labelNames';
import { isStackService } from './monitoringStack';

/** Labels whose values may be what a service, or the process that it is, is called elsewhere. */
const NAMING_LABELS: readonly string[] = [
  ...TARGET_LABELS.service,
  ...TARGET_LABELS.instance,
  'container',
  'container_id',
  'k8s_container_name',
  'pod_name',
  'host_name',
];

/** Addresses that every machine has. */
const ANYWHERE = /^(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[?::1?\]?)(?::\d+)?$/;

/** Other names beside a service's own on the same series or lines; a job may be called like whoever scrapes it. */
export function namesBeside(series: readonly Labels[], service: string): string[] {
  const values = new Set<string>();
  for (const labels of series) {
    NAMING_LABELS.forEach((label) => values.add(labels[label] ?? ''));
  }
  return [...values].filter(
    (value) => value !== '' && value !== service && !ANYWHERE.test(value) && !isStackService(value)
  );
}

/** What series say of the namespaces that they are in. */
export function namespacesOf(series: readonly Labels[]): string[] {
  const values = series.flatMap((labels) => TARGET_LABELS.namespace.map((label) => valueOf(labels, label)));
  return [...new Set(values)].filter((value) => value !== '');
}
