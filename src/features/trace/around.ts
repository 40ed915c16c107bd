import {
  behaviors,
  CustomVariable,
  EmbeddedScene,
  SceneDataTransformer,
  SceneFlexItem,
  SceneFlexLayout,
  type SceneQueryRunner,
  SceneTimeRange,
  SceneVariableSet,
} from '@grafana/scenes';
import { DashboardCursorSync } from '@grafana/schema';
import { map } from 'rxjs';
import { ask } from '../../datasources/question';
import { sceneClient } from '../../datasources/client/scenes';
import { type SourceContext } from '../../datasources/client/sourceContext';
import { type TelemetryClient } from '../../datasources/client/telemetryClient';
import { t } from '../../i18n/t';
import { is, metricQuestion } from '../../telemetry/questions/metric';
import { grid, runner } from '../../ui/charts/layout';
import { redPanels } from '../../ui/charts/red/panels';
import { redQueries, sampleQuery } from '../../ui/charts/red/queries';
import { timeseriesPanel } from '../../ui/charts/timeseries';
import { type MarkedRequest, marksOf, RESOURCE_REFS } from './requestMarks';
import { type TimeSpan } from '../../telemetry/timeSpan';

/** What is around a request: the scene, and the data that it rests on. */
export interface Around {
  scene: EmbeddedScene;
  data: SceneQueryRunner;
}

/**
 * Rate, errors and durations of a request's route in a span of time, with the request marked in them, and what the
 * instances of its service used then. A scene of its own, so that a story can stand anywhere.
 * @param timeZone of the charts; without, the user's own
 */
export function aroundRequest(
  client: TelemetryClient,
  request: MarkedRequest,
  span: TimeSpan,
  context: SourceContext,
  timeZone?: string
): Around {
  const { service, route } = request;
  const where = [is('service', service), ...(route === undefined ? [] : [is('route', route)])];
  const resource = (measure: 'cpu' | 'memory') =>
    metricQuestion({
      measure,
      stat: { kind: 'value' },
      by: ['instance'],
      where: [is('service', service)],
      shape: 'series',
    });
  const data = runner(
    [
      ...redQueries(where),
      sampleQuery(where),
      ask(RESOURCE_REFS.cpu, resource('cpu')),
      ask(RESOURCE_REFS.memory, resource('memory')),
    ].map((query) => ({ ...query, moment: request.time }))
  );
  const description =
    request.instance === undefined
      ? t('trace.around.instances', 'Instances of {{service}}', { service })
      : t('trace.around.instances-served', 'Instances of {{service}}; this request was served by {{instance}}', {
          service,
          instance: request.instance,
        });
  const resources = [
    timeseriesPanel({
      title: t('trace.around.cpu', 'CPU by instance'),
      description,
      refIds: [RESOURCE_REFS.cpu],
    }),
    timeseriesPanel({
      title: t('trace.around.memory', 'Memory by instance'),
      description,
      refIds: [RESOURCE_REFS.memory],
    }),
  ];
  const scene = new EmbeddedScene({
    $behaviors: [sceneClient(client)],
    $timeRange: new SceneTimeRange({
      from: new Date(span.from).toISOString(),
      to: new Date(span.to).toISOString(),
      timeZone,
    }),
    $variables: contextVariables(context),
    body: new SceneFlexLayout({
      direction: 'column',
      $data: new SceneDataTransformer({
        $data: data,
        transformations: [() => (source) => source.pipe(map((frames) => [...frames, ...marksOf(request, frames)]))],
      }),
      $behaviors: [new behaviors.CursorSync({ sync: DashboardCursorSync.Crosshair })],
      children: [grid(redPanels(), '240px', 300), grid(resources, '200px', 300)].map(
        (body) => new SceneFlexItem({ ySizing: 'content', body })
      ),
    }),
  });
  return { scene, data };
}

/** The value of the comparison that stands for none. */
const NOTHING = 'off';

/** What questions of metrics are asked in; no comparison, as the request is what is compared. */
function contextVariables({ metrics, environments }: SourceContext): SceneVariableSet {
  return new SceneVariableSet({
    variables: [
      new CustomVariable({ name: 'metrics', query: '', value: metrics, text: metrics, skipUrlSync: true }),
      new CustomVariable({
        name: 'environment',
        query: '',
        isMulti: true,
        value: environments.length > 0 ? environments : ['$__all'],
        text: environments,
        skipUrlSync: true,
      }),
      new CustomVariable({ name: 'compare', query: NOTHING, value: NOTHING, text: NOTHING, skipUrlSync: true }),
    ],
  });
}
