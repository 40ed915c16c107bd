/** Grafana replaces `$NAME` and `${NAME}` in provisioning files by the environment; a dollar sign is written twice. */
export function escapeVariables(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.replaceAll('$', '$$$$');
  }
  if (Array.isArray(value)) {
    return value.map(escapeVariables);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, escapeVariables(inner)]));
  }
  return value;
}
