import { config } from '@grafana/runtime';
import { type RuledObjective } from '../../analysis/objectives/rules';
import { appLocationUrl } from '../../correlation/appLocation';
import { objectiveUrl } from '../../correlation/pageUrls/objectives';
import { type TelemetryClient } from '../../datasources/client/telemetryClient';
import { type ObjectivesContext } from '../../datasources/objectives/askQuestions';
import { conditionsOf } from '../../datasources/objectives/eventQuestions';
import { errorStatusPattern } from '../../datasources/settings';
import { t } from '../../i18n/t';
import { type EventRates, renderEventRates } from '../../telemetry/dialects/promql/eventRates';
import { type ObjectiveRow } from './rows';
import { grafanaRulesYaml, prometheusRulesYaml } from './rulesYaml';
import { indicatorText, subjectOf } from './words';

/** Who evaluates the rules. */
export type RuleKind = 'prometheus' | 'grafana';

/** A file of rules. */
interface RulesFile {
  kind: RuleKind;
  text: string;
  /** The objectives that have no rules, and why. */
  excluded: readonly string[];
}

/**
 * Writes the rules of objectives for the metrics as they were detected.
 * @throws where the metrics cannot be looked at
 */
export async function rulesFile(
  { metrics, settings }: Pick<TelemetryClient, 'metrics' | 'settings'>,
  { metrics: uid, at }: ObjectivesContext,
  rows: readonly ObjectiveRow[],
  kind: RuleKind
): Promise<RulesFile> {
  const { detection, dataSource } = await metrics.detection(uid, at);
  const errorStatus = errorStatusPattern((await settings.load()).errorStatus);
  const excluded: string[] = [];
  const ruled = rows.flatMap(({ id, objective, bound }): RuledObjective[] => {
    const isCounted = objective.threshold === undefined || bound !== undefined;
    const counted = { where: conditionsOf(objective), bound: bound?.bound };
    const tried = renderEventRates(counted, detection, { errorStatus }, 1);
    if (!isCounted || bound?.isMixed || 'notSupported' in tried) {
      const reason = bound?.isMixed
        ? t('objectives.rules.mixed', 'its histograms have no bucket in common to count at')
        : 'notSupported' in tried
          ? tried.notSupported
          : t('objectives.rules.uncounted', 'not counted');
      excluded.push(
        t('objectives.rules.excluded', 'No rules for {{subject}}, {{indicator}}: {{reason}}', {
          subject: subjectOf(objective),
          indicator: indicatorText(objective),
          reason,
        })
      );
      return [];
    }
    // What can be asked over one window can be asked over any.
    const rates = (seconds: number) => renderEventRates(counted, detection, { errorStatus }, seconds) as EventRates;
    return [
      {
        objective,
        rates,
        link: absolute(appLocationUrl(objectiveUrl.write({ objective: id }), new URLSearchParams())),
      },
    ];
  });
  const text = await (kind === 'prometheus' ? prometheusRulesYaml(ruled) : grafanaRulesYaml(ruled, dataSource.uid));
  return { kind, text, excluded };
}

/** An address that holds outside of this Grafana too. */
function absolute(path: string): string {
  const base = config.appUrl || `${window.location.origin}${config.appSubUrl}/`;
  return `${base.replace(/\/$/, '')}${path}`;
}
