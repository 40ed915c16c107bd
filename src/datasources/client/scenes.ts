import {
  type DataQueryRequest,
  type DataQueryResponse,
  LoadingState,
  type MetricFindValue,
  type ScopedVars,
  type TimeRange,
} from '@grafana/data';
import {
  registerRuntimeDataSource,
  RuntimeDataSource,
  sceneGraph,
  type SceneObject,
  SceneObjectBase,
  type SceneObjectState,
} from '@grafana/scenes';
import { catchError, concat, defer, filter, map, type Observable, of, switchMap } from 'rxjs';
import { type QuestionQuery, TELEMETRY_PLUGIN_ID, TELEMETRY_UID } from '../question';
import { resolve } from '../resolve';
import { type TelemetryClient } from './telemetryClient';

interface SceneClientState extends SceneObjectState {
  /** A function, because scenes copies objects in a state with it. */
  client: () => TelemetryClient;
}

/** A behaviour that tells the objects of a scene which client they ask. */
class SceneClient extends SceneObjectBase<SceneClientState> {}

/** The behaviour by which the scene that has it, and all that is in it, finds the client; see {@link clientOf}. */
export function sceneClient(client: TelemetryClient): SceneObject {
  registerTelemetryDataSource();
  return new SceneClient({ client: () => client });
}

/**
 * The client of the scene that an object belongs to.
 * @throws where nothing around the object has one
 */
export function clientOf(object: SceneObject): TelemetryClient {
  for (let around: SceneObject | undefined = object; around; around = around.parent) {
    const found = around.state.$behaviors?.find((behavior) => behavior instanceof SceneClient);
    if (found instanceof SceneClient) {
      return found.state.client();
    }
  }
  throw new Error('There is no client around this object: its scene needs sceneClient() among its $behaviors');
}

/**
 * The only data source that scenes name. It holds nothing: whose question it is, that one's scene has the client that
 * answers.
 */
export class TelemetryDataSource extends RuntimeDataSource<QuestionQuery> {
  constructor() {
    super(TELEMETRY_PLUGIN_ID, TELEMETRY_UID);
  }

  override query(request: DataQueryRequest<QuestionQuery>): Observable<DataQueryResponse> {
    const asking = objectIn(request.scopedVars);
    const interpolate = (text: string) => sceneGraph.interpolate(asking, text, request.scopedVars);
    const queries = request.targets.flatMap((query) => resolve(query, request, interpolate));
    if (queries.length === 0) {
      return of({ data: [], state: LoadingState.Done });
    }
    const { metrics } = clientOf(asking);
    const answer = () => metrics.query(request, queries);
    // What was kept from an earlier visit answers at once, and what has changed since answers anew.
    return defer(() => {
      const since = Date.now();
      const renewed = defer(() => metrics.isRenewed(queries[0]?.metrics, since)).pipe(
        catchError(() => of(false)),
        filter(Boolean),
        switchMap(answer)
      );
      // By one key a later response takes the place of an earlier one, whatever stands first in it.
      return concat(answer(), renewed).pipe(map((response) => ({ ...response, key: 'answer' })));
    });
  }

  /** The values of the environment variable. */
  override async metricFindQuery(
    query: Pick<QuestionQuery, 'metrics'>,
    options?: { scopedVars?: ScopedVars; range?: Pick<TimeRange, 'to'> }
  ): Promise<MetricFindValue[]> {
    const asking = objectIn(options?.scopedVars);
    const metrics = sceneGraph.interpolate(asking, query.metrics);
    // Of the time that one looks at: what runs now may be others.
    const at = options?.range?.to.valueOf() ?? Date.now();
    const environments = await clientOf(asking).metrics.environments(metrics, at);
    return environments.map((text) => ({ text }));
  }
}

/** Who asks, as scenes hand it along. */
function objectIn(scopedVars: ScopedVars | undefined): SceneObject {
  const object: unknown = scopedVars?.__sceneObject?.value?.valueOf();
  if (!(object instanceof SceneObjectBase)) {
    throw new Error('Only objects of scenes ask this data source');
  }
  return object;
}

/** Scenes keeps its own list of data sources, and refuses a second one of the same uid. */
let isRegistered = false;

function registerTelemetryDataSource(): void {
  if (!isRegistered) {
    isRegistered = true;
    // The query type is invariant in Grafana's types; scenes hands our own queries back to us.
    registerRuntimeDataSource({ dataSource: new TelemetryDataSource() as unknown as RuntimeDataSource });
  }
}
