import { type DataSourceInstanceSettings } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { type AlertOrigin } from '../../telemetry/questions/alerts';
import { dataSourcesFor, SIGNAL_KINDS } from '../find';

/** Grafana's own rules and Alertmanager. */
export const GRAFANA: AlertOrigin = { kind: 'grafana', uid: 'grafana', name: 'Grafana' };

/** The data sources that may have rules, those that pages ask for metrics and logs first. */
export function ruleServers(preferred: ReadonlyArray<string | undefined>): AlertOrigin[] {
  const all = [...dataSourcesFor('metrics'), ...dataSourcesFor('logs')]
    .filter(({ type }) => type === SIGNAL_KINDS.metrics || type === SIGNAL_KINDS.logs)
    // An admin may say that its rules are of no concern to Grafana.
    .filter(({ jsonData }) => (jsonData as { manageAlerts?: boolean } | undefined)?.manageAlerts !== false);
  const rank = ({ uid, isDefault }: DataSourceInstanceSettings) =>
    preferred.includes(uid) ? 0 : isDefault === true ? 1 : 2;
  const unique = [...new Map(all.map((one) => [one.uid, one])).values()];
  return unique.sort((a, b) => rank(a) - rank(b)).map(ruleServer);
}

function ruleServer({ uid, name, type, jsonData }: DataSourceInstanceSettings): AlertOrigin {
  const { prometheusType } = (jsonData ?? {}) as { prometheusType?: string };
  const kind = type === SIGNAL_KINDS.logs ? 'loki' : prometheusType === 'Mimir' ? 'mimir' : 'prometheus';
  return { kind, uid, name };
}

/** The Alertmanagers that are data sources. */
export function alertmanagers(): AlertOrigin[] {
  // Without `all` Grafana lists only data sources that hold telemetry.
  return getDataSourceSrv()
    .getList({ pluginId: 'alertmanager', all: true })
    .filter(({ type }) => type === 'alertmanager')
    .map(({ uid, name }) => ({ kind: 'alertmanager', uid, name }));
}
