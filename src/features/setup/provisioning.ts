import { type Settings } from '../../datasources/settings';

/**
 * The settings as a file for Grafana's `provisioning/plugins` folder. The YAML library is loaded only when somebody
 * wants the file.
 */
export async function provisioningYaml(pluginId: string, settings: Settings): Promise<string> {
  const { stringify } = await import('yaml');
  const app = { type: pluginId, org_id: 1, disabled: false, jsonData: escapeVariables(settings) };
  // Every text in quotes: Grafana's YAML reads more of the bare ones as numbers and dates than this library does.
  return stringify(
    { apiVersion: 1, apps: [app] },
    { lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' }
  );
}

/** Grafana replaces `$NAME` and `${NAME}` in provisioning files by the environment; a dollar sign is written twice. */
function escapeVariables(value: unknown): unknown {
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
