import { LoadingState, type PanelData } from '@grafana/data';
import {
  type SceneDataProvider,
  type SceneDataState,
  sceneGraph,
  SceneObjectBase,
  type SceneDataProviderResult,
} from '@grafana/scenes';
import { notSupportedReason } from '../datasources/answer';
import { type Observable, ReplaySubject } from 'rxjs';

interface OwnQueriesState extends SceneDataState {
  refIds: string[];
  /** A simpler query, shown only where the others cannot be answered from what is measured. */
  otherwise?: string;
}

/**
 * A panel's own part of the data that its page asked for in one request: the series, exemplars and errors of its
 * queries. Asking once for several panels keeps a page within its budget of requests, and each panel's failures stay
 * its own.
 */
export class OwnQueries extends SceneObjectBase<OwnQueriesState> implements SceneDataProvider {
  private results = new ReplaySubject<SceneDataProviderResult>(1);

  constructor(refIds: string[], otherwise?: string) {
    super({ refIds, otherwise });
    this.addActivationHandler(() => {
      const owner = this.parent?.parent;
      if (!owner) {
        return;
      }
      const source = sceneGraph.getData(owner);
      this.take(source.state.data);
      this._subs.add(source.subscribeToState(({ data }, before) => data !== before.data && this.take(data)));
    });
  }

  getResultsStream(): Observable<SceneDataProviderResult> {
    return this.results;
  }

  isDataReadyToDisplay(): boolean {
    return this.state.data !== undefined;
  }

  private take(all: PanelData | undefined): void {
    const data = all && ownPart(all, this.state.refIds, this.state.otherwise);
    this.setState({ data });
    if (data) {
      this.results.next({ data, origin: this });
    }
  }
}

/** Only what belongs to these queries. An error that names no query is everybody's. */
export function ownPart(data: PanelData, wanted: readonly string[], otherwise?: string): PanelData {
  const cannot = notSupportedReason(data.series.filter(({ refId }) => refId === wanted[0])) !== undefined;
  const refIds = otherwise !== undefined && cannot ? [otherwise, ...wanted.slice(1)] : wanted;
  const own = ({ refId }: { refId?: string }) => refId !== undefined && refIds.includes(refId);
  const errors = data.errors?.filter((error) => error.refId === undefined || own(error));
  const isWell = data.state === LoadingState.Error && !errors?.length;
  return {
    ...data,
    state: isWell ? LoadingState.Done : data.state,
    series: data.series.filter(own),
    annotations: data.annotations?.filter(own),
    errors: errors && errors.length > 0 ? errors : undefined,
  };
}
