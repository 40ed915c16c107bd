import { SceneFlexItem, SceneFlexLayout } from '@grafana/scenes';
import { healthUrl } from '../../correlation/pageUrls/health';
import { serviceUrl } from '../../correlation/pageUrls/service';
import { sharedPart } from '../../correlation/sharedUrlState';
import { FiringAlertsPanel } from './alerts/FiringAlertsPanel';
import { KpiTilesPanel } from './kpiTiles/KpiTilesPanel';
import { kpiTileQueries } from './kpiTiles/queries';
import { HealthTablePanel } from './table/HealthTablePanel';
import { percentileQueries, seenQueries, serviceTableQueries, TABLE_REFS } from './table/queries';
import { HealthVerdictPanel } from './verdict/HealthVerdictPanel';
import { runner } from '../../ui/charts/layout';
import { RefIdDataProvider } from '../../ui/charts/refIdDataProvider';
import { WhatChangedPanel } from '../../ui/changes/WhatChangedPanel';
import { appHref } from '../../ui/links/links';

/** Points of a small line; more would not be seen. */
const TREND_POINTS = 60;

/** Every service, worst first; above them, in a sentence and in the shop's own numbers, how all is. */
export function createBody(): SceneFlexLayout {
  // The tiles share the requests of the table: what is told of all, and what it is compared with, are one each.
  const queries = (perEnvironment: boolean) => [...serviceTableQueries(perEnvironment), ...kpiTileQueries()];
  const tiles = new KpiTilesPanel({
    $data: new RefIdDataProvider(kpiTileQueries().map(({ refId }) => refId)),
    linkTo: (sort, search) => {
      const { isByEnvironment } = healthUrl.read({ path: '', params: [...new URLSearchParams(search)] });
      return appHref(healthUrl.write({ order: { by: sort, isReverse: false }, isByEnvironment }), sharedPart(search));
    },
  });
  const table = new HealthTablePanel({
    $data: new RefIdDataProvider(Object.values(TABLE_REFS)),
    queries,
    linesOf: (services, perEnvironment) =>
      runner(seenQueries([{ field: 'service', op: 'in', values: services }], perEnvironment), TREND_POINTS),
    leftOf: (perEnvironment) => percentileQueries('service', [], perEnvironment),
    by: 'service',
    showVersion: true,
    linkTo: (row, search) => appHref(serviceUrl.write({ service: row.name }), sharedPart(search)),
  });
  const verdict = new HealthVerdictPanel({ table: table.getRef() });
  const changes = new WhatChangedPanel({ after: table.getRef() });
  return new SceneFlexLayout({
    direction: 'column',
    $data: runner(queries(false), TREND_POINTS),
    children: [new FiringAlertsPanel({}), verdict, changes, tiles, table].map(
      (body) => new SceneFlexItem({ ySizing: 'content', body })
    ),
  });
}
