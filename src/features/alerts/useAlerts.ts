import { useMemo } from 'react';
import { type SceneObject } from '@grafana/scenes';
import {
  type AlertRow,
  alertRows,
  type AlertsVerdict,
  alertsVerdict,
  type ServiceOf,
} from '../../analysis/alerts/alertRows';
import { serviceNamed, serviceOfAlert } from '../../correlation/alertService';
import { environmentOfLabels } from '../../correlation/labelEntities';
import { AlertSources } from '../../datasources/alerts/alertSources';
import { useTelemetryClient } from '../../datasources/client/context';
import { type SourceContext } from '../../datasources/client/sourceContext';
import { t } from '../../i18n/t';
import { type AlertsAnswer, type AlertsQuestion } from '../../telemetry/questions/alerts';
import { useSourceContext, useTimeSpan } from '../../ui/page/sourceContext';
import { type AsyncState, useAsyncQuery } from '../../ui/query/useAsyncQuery';
import { useSampleMode } from '../../ui/status/useSampleMode';

/** All alerts, as a page shows them. */
export interface ShownAlerts {
  /** Those to look at first on top. */
  rows: AlertRow[];
  verdict: AlertsVerdict;
  answer: AlertsAnswer;
  /** Says which service labels of an alert, or of what it watches, name. */
  serviceOf: ServiceOf;
}

/** Whom this user asks about alerts. */
export function useAlertSources(): AlertSources {
  const client = useTelemetryClient();
  return useMemo(() => new AlertSources(client), [client]);
}

/** Asks for alerts, and again with each refresh of the page. */
export function useAlerts(scene: SceneObject, { of, all }: Omit<AlertsQuestion, 'at'>): AsyncState<ShownAlerts> {
  const alerts = useAlertSources();
  const context = useSourceContext(scene);
  const span = useTimeSpan(scene);
  const isSample = useSampleMode();
  return useAsyncQuery(
    (signal) => askAlerts(alerts, context, { at: span.to, of, all }, signal),
    [alerts, context, span, isSample, of, all],
    t('alerts.source', 'Grafana Alerting')
  );
}

async function askAlerts(
  alerts: AlertSources,
  context: SourceContext,
  question: AlertsQuestion,
  signal: AbortSignal
): Promise<ShownAlerts> {
  const [answer, services] = await Promise.all([
    alerts.open(context).then((source) => source.alerts(question, signal)),
    alerts.services(context, question.at),
  ]);
  const named = serviceNamed(services);
  const serviceOf: ServiceOf = (labels, rule) => serviceOfAlert(labels, rule, named);
  const rows = alertRows(answer, serviceOf).filter((row) => isIn(row, context.environments));
  return { rows, verdict: alertsVerdict(rows, answer), answer, serviceOf };
}

/** An alert that names no environment may be of any. */
function isIn({ alerts }: AlertRow, environments: readonly string[]): boolean {
  const named = alerts.flatMap(({ labels }) => environmentOfLabels(labels) ?? []);
  return environments.length === 0 || named.length === 0 || named.some((one) => environments.includes(one));
}
