/** Labels of metrics, and of alerts on them, that name a service, the most telling first. */
export const SERVICE_LABELS: readonly string[] = ['service_name', 'service', 'job', 'app', 'container'];

/** Labels that name an environment. */
export const ENVIRONMENT_LABELS: readonly string[] = [
  'deployment_environment_name',
  'deployment_environment',
  'environment',
  'env',
];
