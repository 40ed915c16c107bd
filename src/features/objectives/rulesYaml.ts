import { grafanaAlerting } from '../../analysis/objectives/grafanaRules';
import { ruleGroups, type RuledObjective } from '../../analysis/objectives/rules';
import { escapeVariables } from '../../ui/escapeVariables';

/** A rule file for Prometheus, Mimir or Thanos: what is recorded, and the alerts on it. */
export function prometheusRulesYaml(objectives: readonly RuledObjective[]): Promise<string> {
  return yamlOf({ groups: ruleGroups(objectives) });
}

/**
 * A file for Grafana's `provisioning/alerting` folder.
 * @param dataSource uid of the data source for metrics
 */
export function grafanaRulesYaml(objectives: readonly RuledObjective[], dataSource: string): Promise<string> {
  return yamlOf(escapeVariables(grafanaAlerting(objectives, dataSource)));
}

/** What can stand in a block as it is: printable, and without spaces that readers trim. */
const PLAIN_BLOCK = /^\S[\x20-\x7e\n]*\n[\x20-\x7e\n]*\S$/;

/** Characters that YAML wants escaped, and the library writes as they are. */
const UNPRINTABLE = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** The YAML library is loaded only when somebody wants a file. */
async function yamlOf(content: unknown): Promise<string> {
  const { Document, isScalar, visit } = await import('yaml');
  const document = new Document(content, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar: (key, node) => {
      if (key !== 'key' && isScalar(node) && typeof node.value === 'string') {
        node.type = PLAIN_BLOCK.test(node.value) ? 'BLOCK_LITERAL' : 'QUOTE_DOUBLE';
      }
    },
  });
  return (
    document
      // Texts of several lines stay on one: the library loses spaces between the lines of long ones.
      .toString({ lineWidth: 0, defaultKeyType: 'PLAIN', doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER })
      .replace(UNPRINTABLE, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
  );
}
