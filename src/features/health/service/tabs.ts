import { type SceneObject } from '@grafana/scenes';
import { ErrorsTable } from '../errors/ErrorsTable';
import { ERROR_REFS, errorQueries } from '../errors/queries';
import { HealthTablePanel } from '../table/HealthTablePanel';
import { healthTableQueries } from '../table/queries';
import { column, grid, large, runner } from '../../../ui/charts/layout';
import { type QuestionPanel } from '../../../ui/charts/questionPanel';
import { distributionPanel, redPanels } from '../../../ui/charts/red/panels';
import { redQueries } from '../../../ui/charts/red/queries';
import { statPanel } from '../../../ui/charts/stat';
import { timeseriesPanel } from '../../../ui/charts/timeseries';
import { routeUrl } from '../../../correlation/pageUrls/route';
import { type ServiceTab } from '../../../correlation/pageUrls/service';
import { sharedPart } from '../../../correlation/sharedUrlState';
import { is } from '../../../telemetry/questions/metric';
import { appHref } from '../../../ui/links/links';
import { Dependencies } from './dependencies';
import { resourceQueries, SMALL_REFS, smallQueries } from './queries';

const CHART_HEIGHT = '280px';
const SMALL_HEIGHT = '160px';

/** Builds what a tab shows. Each tab asks for its data in one request, and only while it is open. */
export function serviceTab(tab: ServiceTab, service: string): SceneObject {
  const where = [is('service', service)];
  const routeHref = (route: string, search: string) => appHref(routeUrl.write({ service, route }), sharedPart(search));
  switch (tab) {
    case 'overview':
      return column(runner([...redQueries(where), ...smallQueries(where)]), [
        grid(redPanels(), CHART_HEIGHT, 300),
        grid([large(distributionPanel()), ...smallPanels()], SMALL_HEIGHT, 180),
      ]);
    case 'routes':
      return new HealthTablePanel({
        $data: runner(healthTableQueries('route', where)),
        by: 'route',
        noun: 'Route',
        sort: 'time',
        where,
        linkTo: (row, search) => routeHref(row.name, search),
      });
    case 'errors':
      return column(runner(errorQueries(where)), [
        grid(errorPanels(), CHART_HEIGHT, 380),
        new ErrorsTable({ where, linkTo: routeHref }),
      ]);
    case 'dependencies':
      return new Dependencies({ service });
    case 'resources':
      return column(runner(resourceQueries(where)), [grid(resourcePanels(), CHART_HEIGHT, 380)]);
  }
}

function smallPanels(): QuestionPanel[] {
  return [
    timeseriesPanel({ title: 'In flight', refIds: [SMALL_REFS.inFlight], lookedFor: 'requests in flight' }),
    timeseriesPanel({ title: 'CPU', refIds: [SMALL_REFS.cpu], lookedFor: 'CPU use' }),
    timeseriesPanel({ title: 'Memory', refIds: [SMALL_REFS.memory], lookedFor: 'memory use' }),
    statPanel({
      title: 'Total requests',
      description: 'In the time range',
      refIds: [SMALL_REFS.total],
      lookedFor: 'requests',
    }),
    statPanel({
      title: 'Low stock',
      description: 'Products',
      refIds: [SMALL_REFS.lowStock],
      lookedFor: 'products low in stock',
    }),
  ];
}

function errorPanels(): QuestionPanel[] {
  return [
    timeseriesPanel({
      title: 'Errors by status',
      description: 'Failed requests per second (5xx)',
      refIds: [ERROR_REFS.trend],
      lookedFor: 'errors',
      colorByStatus: true,
      bars: true,
      stacked: true,
    }),
    timeseriesPanel({
      title: 'Client errors by status',
      description: 'Requests per second that were answered with 4xx',
      refIds: [ERROR_REFS.clientTrend],
      lookedFor: 'client errors',
      colorByStatus: true,
      bars: true,
      stacked: true,
    }),
  ];
}

function resourcePanels(): QuestionPanel[] {
  return [
    timeseriesPanel({ title: 'CPU by instance', refIds: [SMALL_REFS.cpu], lookedFor: 'CPU use' }),
    timeseriesPanel({ title: 'Memory by instance', refIds: [SMALL_REFS.memory], lookedFor: 'memory use' }),
    timeseriesPanel({ title: 'In flight by instance', refIds: [SMALL_REFS.inFlight], lookedFor: 'requests in flight' }),
  ];
}
