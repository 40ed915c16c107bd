import { type DataSourceInstanceSettings } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { t } from '../i18n/t';
import { TelemetryError } from './failure';

/** The kinds of data sources that we ask, by what they hold. */
export const SIGNAL_KINDS = { metrics: 'prometheus', logs: 'loki', traces: 'tempo' } as const;
export type SignalKind = keyof typeof SIGNAL_KINDS;

const PRODUCT: Record<SignalKind, string> = { metrics: 'Prometheus', logs: 'Loki', traces: 'Tempo' };

export function dataSourcesFor(kind: SignalKind): DataSourceInstanceSettings[] {
  // By plugin, not by type: with a type alone Grafana adds its built-in data source to the list.
  return getDataSourceSrv().getList({ pluginId: SIGNAL_KINDS[kind] });
}

/**
 * The data source to ask: the one wanted (from the URL, then from the set-up) if it exists, else Grafana's default one
 * of the kind, else the first.
 * @throws TelemetryError (absent) where there is none of the kind
 */
export function chooseDataSource(kind: SignalKind, ...wanted: Array<string | undefined>): DataSourceInstanceSettings {
  const all = dataSourcesFor(kind);
  for (const uid of wanted) {
    const found = all.find((dataSource) => dataSource.uid === uid);
    if (found) {
      return found;
    }
  }
  const chosen = all.find((dataSource) => dataSource.isDefault) ?? all[0];
  if (!chosen) {
    throw new TelemetryError({
      kind: 'absent',
      message: t('ui.failure.no-data-source', 'No {{product}} data source', { product: PRODUCT[kind] }),
      advice: t(
        'ui.failure.no-data-source-advice',
        'Add a {{product}} data source under Connections, then reload this page',
        { product: PRODUCT[kind] }
      ),
    });
  }
  return chosen;
}
