import { type Settings } from '../../datasources/settings';
import { escapeVariables } from '../../ui/escapeVariables';

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
    {
      lineWidth: 0,
      defaultStringType: 'QUOTE_DOUBLE',
      defaultKeyType: 'PLAIN',
      // The library loses spaces between the lines of long texts.
      doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
    }
  );
}
