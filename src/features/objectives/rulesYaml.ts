import { grafanaAlerting } from '../../analysis/objectives/grafanaRules';
import { ruleGroups, type RuledObjective } from '../../analysis/objectives/rules';
import { escapeVariables } from '../../ui/escapeVariables';
import { yamlText } from '../../ui/yamlText';

/** A rule file for Prometheus, Mimir or Thanos: what is recorded, and the alerts on it. */
export function prometheusRulesYaml(objectives: readonly RuledObjective[]): Promise<string> {
  return yamlText({ groups: ruleGroups(objectives) });
}

/**
 * A file for Grafana's `provisioning/alerting` folder.
 * @param dataSource uid of the data source for metrics
 */
export function grafanaRulesYaml(objectives: readonly RuledObjective[], dataSource: string): Promise<string> {
  return yamlText(escapeVariables(grafanaAlerting(objectives, dataSource)));
}
