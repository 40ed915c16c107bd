import { type SceneObject } from '@grafana/scenes';
import { missesFiring } from '../../../analysis/alerts/alertSpans';
import { type AlertRow, type ServiceOf } from '../../../analysis/alerts/alertRows';
import { severityOf } from '../../../analysis/alerts/severity';
import { t } from '../../../i18n/t';
import { type AlertHistory, type WatchedAnswer } from '../../../telemetry/questions/alerts';
import { type TimeSpan } from '../../../telemetry/timeSpan';
import { type Labels } from '../../../telemetry/vocabulary';
import { useSourceContext, useTimeSpan } from '../../../ui/page/sourceContext';
import { type AsyncState, useAsyncQuery } from '../../../ui/query/useAsyncQuery';
import { useSampleMode } from '../../../ui/status/useSampleMode';
import { useAlertSources } from '../useAlerts';

/** How an alert stood, with what was asked: the page may have gone on to another time range since. */
export interface HistoryAnswer {
  span: TimeSpan;
  /** When it was asked, milliseconds since the epoch. */
  at: number;
  /** Undefined where nobody recorded it. */
  history?: AlertHistory;
}

/** What a page shows of one alert besides how it stands; each costs only itself. */
export interface AlertEvidence {
  history: AsyncState<HistoryAnswer>;
  /** Undefined where the rule does not tell. */
  watched: AsyncState<WatchedAnswer | undefined>;
}

/** Asks how an alert stood over the time range of the page, and for what its rule watches. */
export function useAlertEvidence(scene: SceneObject, row: AlertRow, serviceOf: ServiceOf): AlertEvidence {
  const alerts = useAlertSources();
  const context = useSourceContext(scene);
  const span = useTimeSpan(scene);
  const isSample = useSampleMode();
  const { rule, key } = row;
  const asked = [alerts, context, span, isSample, key];
  const history = useAsyncQuery(
    rule &&
      (async (signal): Promise<HistoryAnswer> => {
        const at = Date.now();
        const source = await alerts.open(context);
        const history = await source.history(rule, isOfRow(row, serviceOf), span, signal);
        // Who does not see an alert fire that does now has not recorded it.
        return { span, at, ...(history && !missesFiring(history.spans, row, span) && { history }) };
      }),
    asked,
    t('alerts.alert.history-source', 'The alert history')
  );
  const watched = useAsyncQuery(
    rule && (async (signal) => (await alerts.open(context)).watched(rule, span, signal)),
    asked,
    t('alerts.alert.watched-source', 'The query of the rule')
  );
  return { history, watched };
}

/** Whether labels of an alert of the same rule are of the same row: of the service and as bad, where it says so. */
function isOfRow({ rule, service, severity }: AlertRow, serviceOf: ServiceOf): (labels: Labels) => boolean {
  return (labels) =>
    (service === undefined || serviceOf(labels, rule) === service) &&
    (severity === undefined || (severityOf(labels) ?? severity) === severity);
}
