import { type Suggestion } from '../../../analysis/logCost/suggestions';
import { alloyConfig, collectorProcessor, promtailStages } from '../../../telemetry/dialects/senders/pipelines';
import { type SenderRule } from '../../../telemetry/dialects/senders/rule';
import { yamlText } from '../../../ui/yamlText';

/** What sends log lines. */
export type Sender = 'alloy' | 'promtail' | 'collector';

/** What is proposed, as configuration of whatever sends the lines. */
export async function senderConfig(sender: Sender, suggestions: readonly Suggestion[]): Promise<string> {
  const rules = suggestions.map(ruleOf);
  switch (sender) {
    case 'alloy':
      return alloyConfig(rules);
    case 'promtail':
      return yamlText(promtailStages(rules));
    case 'collector':
      return yamlText(collectorProcessor(rules));
  }
}

function ruleOf({ pattern: { service, expression, label }, action }: Suggestion): SenderRule {
  return {
    ...(label && { label }),
    service,
    expression,
    ...(action.kind === 'sample' && { keepOneOf: action.keepOneOf }),
  };
}
