import { DataTopic, type DataFrame, FieldType } from '@grafana/data';
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
import { type SourceContext } from '../../datasources/sources';
import { type TimeSpan } from '../../telemetry/questions/logs';
import { is, metricQuestion } from '../../telemetry/questions/metric';
import { grid, runner } from '../layout';
import { redPanels } from '../red/panels';
import { RED_REFS, redQueries } from '../red/queries';
import { timeseriesPanel } from '../timeseries/timeseries';

/** The request in question, as it is marked in what is around it. */
export interface MarkedRequest {
  traceId: string;
  service: string;
  route?: string;
  instance?: string;
  /** When it ended, milliseconds since the epoch, and how long it took, in seconds: as metrics count it. */
  time: number;
  duration: number;
}

/** What is around a request: the scene, and the data that it rests on. */
export interface Around {
  scene: EmbeddedScene;
  data: SceneQueryRunner;
}

export const RESOURCE_REFS = { cpu: 'cpu', memory: 'memory' } as const;

/**
 * Rate, errors and durations of a request's route in a span of time, with the request marked in them, and what the
 * instances of its service used then. A scene of its own, so that a story can stand anywhere.
 */
export function aroundRequest(request: MarkedRequest, span: TimeSpan, context: SourceContext): Around {
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
  const data = runner([
    ...redQueries(where),
    ask(RESOURCE_REFS.cpu, resource('cpu')),
    ask(RESOURCE_REFS.memory, resource('memory')),
  ]);
  const of = request.instance === undefined ? service : `${service}; this request was served by ${request.instance}`;
  const resources = [
    timeseriesPanel({
      title: 'CPU by instance',
      description: `Of ${of}`,
      refIds: [RESOURCE_REFS.cpu],
      lookedFor: 'CPU use',
    }),
    timeseriesPanel({
      title: 'Memory by instance',
      description: `Of ${of}`,
      refIds: [RESOURCE_REFS.memory],
      lookedFor: 'memory use',
    }),
  ];
  const scene = new EmbeddedScene({
    $timeRange: new SceneTimeRange({ from: new Date(span.from).toISOString(), to: new Date(span.to).toISOString() }),
    $variables: contextVariables(context),
    body: new SceneFlexLayout({
      direction: 'column',
      $data: new SceneDataTransformer({
        $data: data,
        transformations: [
          {
            topic: DataTopic.Annotations,
            operator: () => (source) => source.pipe(map((frames) => [...frames, ...marksOf(request)])),
          },
        ],
      }),
      $behaviors: [new behaviors.CursorSync({ sync: DashboardCursorSync.Crosshair })],
      children: [grid(redPanels(), '240px', 300), grid(resources, '200px', 300)].map(
        (body) => new SceneFlexItem({ ySizing: 'content', body })
      ),
    }),
  });
  return { scene, data };
}

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
      new CustomVariable({ name: 'compare', query: 'off', value: 'off', text: 'off', skipUrlSync: true }),
    ],
  });
}

/** The request as a dot among the durations, as exemplars are, and as a moment in all other charts. */
function marksOf({ traceId, time, duration }: MarkedRequest): DataFrame[] {
  const meta = { dataTopic: DataTopic.Annotations };
  const dot: DataFrame = {
    name: 'exemplar',
    refId: RED_REFS.p95,
    meta,
    length: 1,
    fields: [
      { name: 'Time', type: FieldType.time, config: {}, values: [time] },
      { name: 'Value', type: FieldType.number, config: { unit: 's' }, values: [duration] },
      { name: 'this request', type: FieldType.string, config: {}, values: [traceId] },
    ],
  };
  const moments = [RED_REFS.byStatus, RED_REFS.errors, RESOURCE_REFS.cpu, RESOURCE_REFS.memory].map(
    (refId): DataFrame => ({
      name: 'this request',
      refId,
      meta,
      length: 1,
      fields: [
        { name: 'time', type: FieldType.time, config: {}, values: [time] },
        { name: 'title', type: FieldType.string, config: {}, values: ['This request'] },
        { name: 'text', type: FieldType.string, config: {}, values: [traceId] },
        { name: 'color', type: FieldType.string, config: {}, values: ['blue'] },
      ],
    })
  );
  return [dot, ...moments];
}
