import { SceneFlexItem, SceneFlexLayout } from '@grafana/scenes';
import { PATHS } from '../../correlation/routes';
import { sharedPart } from '../../correlation/sharedUrlState';
import { KpiTilesPanel } from './kpiTiles/KpiTilesPanel';
import { kpiTileQueries } from './kpiTiles/queries';
import { HealthTablePanel } from './table/HealthTablePanel';
import { healthTableQueries, serviceQueries } from './table/queries';
import { runner } from '../../ui/charts/layout';
import { appLink } from '../../ui/links/links';
import { serviceLink } from './service/url';

/** Points of a small line; more would not be seen. */
const TREND_POINTS = 60;

/** Every service, worst first, and the shop's own numbers above them. */
export function createBody(): SceneFlexLayout {
  return new SceneFlexLayout({
    direction: 'column',
    children: [
      new SceneFlexItem({
        ySizing: 'content',
        body: new KpiTilesPanel({
          $data: runner(kpiTileQueries(), TREND_POINTS),
          linkTo: (sort, search) => appLink(PATHS.health, { sort }, sharedPart(search)),
        }),
      }),
      new SceneFlexItem({
        ySizing: 'content',
        body: new HealthTablePanel({
          $data: runner([...healthTableQueries('service'), ...serviceQueries()], TREND_POINTS),
          by: 'service',
          noun: 'Service',
          showVersion: true,
          linkTo: (row, search) => serviceLink({ service: row.name }, search),
        }),
      }),
    ],
  });
}
