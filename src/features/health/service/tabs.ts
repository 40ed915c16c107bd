import { type SceneObject, type SceneObjectRef } from '@grafana/scenes';
import { ErrorsTable } from '../errors/ErrorsTable';
import { ERROR_REFS, errorQueries, failureQuery } from '../errors/queries';
import { ServiceErrors } from '../errors/ServiceErrors';
import { HealthTablePanel } from '../table/HealthTablePanel';
import { routeTableQueries } from '../table/queries';
import { grid, runner, whereMeasured, wide } from '../../../ui/charts/layout';
import { markedColumn } from '../../../ui/charts/marks/markedColumn';
import { MarkList } from '../../../ui/charts/marks/MarkList';
import { type QuestionPanel } from '../../../ui/charts/questionPanel';
import { distributionPanel, redPanels } from '../../../ui/charts/red/panels';
import { redQueries } from '../../../ui/charts/red/queries';
import { statPanel } from '../../../ui/charts/stat';
import { timeseriesPanel } from '../../../ui/charts/timeseries';
import { routeUrl } from '../../../correlation/pageUrls/route';
import { type ServiceTab } from '../../../correlation/pageUrls/service';
import { sharedPart } from '../../../correlation/sharedUrlState';
import { t } from '../../../i18n/t';
import { is } from '../../../telemetry/questions/metric';
import { appHref } from '../../../ui/links/links';
import { Dependencies } from './Dependencies';
import { sayMessages } from './messageWords';
import { Places } from './Places';
import { RELEASE_POINTS, releaseQueries } from './releases/queries';
import { ReleasesPanel } from './releases/ReleasesPanel';
import { resourceQueries, SMALL_REFS, smallQueries } from './queries';
import { SlowestTraces } from './SlowestTraces';
import { type FactsHeader } from '../table/FactsHeader';
import { TopErrors } from './TopErrors';

const CHART_HEIGHT = '280px';

/**
 * Builds what a tab shows. Each tab asks for its data in one request, and only while it is open.
 * @param header what tells how the service is doing
 */
export function serviceTab(tab: ServiceTab, service: string, header: SceneObjectRef<FactsHeader>): SceneObject {
  const where = [is('service', service)];
  const routeHref = (route: string, search: string) => appHref(routeUrl.write({ service, route }), sharedPart(search));
  switch (tab) {
    case 'overview':
      return markedColumn(
        service,
        [...redQueries(where), ...smallQueries(where), failureQuery(where)],
        [
          grid(
            redPanels().map((panel, index) => (index === 0 ? sayMessages(panel, service) : panel)),
            CHART_HEIGHT,
            300
          ),
          new MarkList({}),
          grid([new TopErrors({ service, header }), new SlowestTraces({ service, header })], 'auto', 380),
          grid([wide(distributionPanel()), ...smallPanels()], CHART_HEIGHT, 180),
        ]
      );
    case 'routes':
      return new HealthTablePanel({
        $data: runner(routeTableQueries(where)),
        by: 'route',
        sort: 'time',
        where,
        linkTo: (row, search) => routeHref(row.name, search),
      });
    case 'errors':
      return markedColumn(service, errorQueries(where), [
        grid(errorPanels(), CHART_HEIGHT, 380),
        new MarkList({}),
        new ServiceErrors({ service, header }),
        new ErrorsTable({ where, linkTo: routeHref }),
      ]);
    case 'releases':
      return new ReleasesPanel({ service, $data: runner(releaseQueries(service), RELEASE_POINTS) });
    case 'dependencies':
      return new Dependencies({ service });
    case 'resources':
      return markedColumn(service, resourceQueries(where), [
        grid(resourcePanels(), CHART_HEIGHT, 380),
        new MarkList({}),
        new Places({ service }),
      ]);
  }
}

function smallPanels(): SceneObject[] {
  return [
    timeseriesPanel({ title: t('service.panel.in-flight', 'In flight'), refIds: [SMALL_REFS.inFlight] }),
    timeseriesPanel({ title: t('service.panel.cpu', 'CPU'), refIds: [SMALL_REFS.cpu] }),
    timeseriesPanel({ title: t('service.panel.memory', 'Memory'), refIds: [SMALL_REFS.memory] }),
    // Few services keep a stock.
    whereMeasured(
      statPanel({
        title: t('service.panel.low-stock', 'Low stock'),
        description: t('service.panel.low-stock-description', 'Products low in stock'),
        refIds: [SMALL_REFS.lowStock],
      }),
      [SMALL_REFS.lowStock]
    ),
  ];
}

function errorPanels(): QuestionPanel[] {
  return [
    timeseriesPanel({
      title: t('service.panel.errors', 'Errors by status code'),
      description: t('service.panel.errors-description', 'Failed requests per second (5xx)'),
      refIds: [ERROR_REFS.trend],
      colorByStatus: true,
      bars: true,
      stacked: true,
    }),
    timeseriesPanel({
      title: t('service.panel.client-errors', 'Client errors by status code'),
      description: t('service.panel.client-errors-description', 'Requests per second answered with 4xx'),
      refIds: [ERROR_REFS.clientTrend],
      colorByStatus: true,
      bars: true,
      stacked: true,
    }),
  ];
}

function resourcePanels(): QuestionPanel[] {
  return [
    timeseriesPanel({ title: t('service.panel.cpu-by-instance', 'CPU by instance'), refIds: [SMALL_REFS.cpu] }),
    timeseriesPanel({
      title: t('service.panel.memory-by-instance', 'Memory by instance'),
      refIds: [SMALL_REFS.memory],
    }),
    timeseriesPanel({
      title: t('service.panel.in-flight-by-instance', 'In flight by instance'),
      refIds: [SMALL_REFS.inFlight],
    }),
  ];
}
