import { type DataFrame, FieldType, LoadingState, type PanelData } from '@grafana/data';
import {
  type SceneDataProvider,
  type SceneDataState,
  sceneGraph,
  type SceneObject,
  SceneObjectBase,
  type SceneDataProviderResult,
} from '@grafana/scenes';
import { notSupportedReason } from '../../datasources/answer';
import { type Observable, ReplaySubject } from 'rxjs';
import { markerAround } from './chartMarker';
import { thinExemplars } from './exemplars';
import { spanOf } from './useSettledData';

interface RefIdDataProviderState extends SceneDataState {
  refIds: string[];
  /** Simpler queries, shown only where the first one cannot be answered from what is measured. */
  otherwise?: readonly string[];
  /** Leaves out series that are nothing but zero, as long as there are others. */
  hideZero?: boolean;
}

/**
 * A panel's own part of the data that its page asked for in one request: the series, exemplars and errors of its
 * queries. Asking once for several panels keeps a page within its budget of requests, and each panel's failures stay
 * its own.
 */
export class RefIdDataProvider extends SceneObjectBase<RefIdDataProviderState> implements SceneDataProvider {
  private results = new ReplaySubject<SceneDataProviderResult>(1);

  constructor(refIds: string[], otherwise?: readonly string[], hideZero?: boolean) {
    super({ refIds, otherwise, hideZero });
    this.addActivationHandler(() => {
      const page = outside(this);
      if (!page) {
        return;
      }
      const source = sceneGraph.getData(page);
      this.take(source.state.data);
      this._subs.add(source.subscribeToState(({ data }, before) => data !== before.data && this.take(data)));
      const marker = markerAround(page);
      if (marker) {
        this._subs.add(marker.subscribeToState(() => this.take(source.state.data)));
      }
    });
  }

  getResultsStream(): Observable<SceneDataProviderResult> {
    return this.results;
  }

  isDataReadyToDisplay(): boolean {
    return this.state.data !== undefined;
  }

  private take(all: PanelData | undefined): void {
    const { refIds, otherwise, hideZero } = this.state;
    const part = all && ownPart(all, refIds, otherwise);
    const own = part && (markerAround(this)?.mark(part, all) ?? part);
    const data = own && hideZero ? { ...own, series: withoutZeros(own.series) } : own;
    this.setState({ data });
    if (data) {
      this.results.next({ data, origin: this });
    }
  }
}

/** The first object around this data whose data it is not. */
function outside(data: SceneObject): SceneObject | undefined {
  const owner = data.parent;
  return owner?.state.$data === data ? outside(owner) : owner;
}

/** What never happened in the time range is not drawn on top of what did; where nothing happened, that is the news. */
export function withoutZeros(frames: DataFrame[]): DataFrame[] {
  const isZero = ({ fields }: DataFrame) =>
    fields.some(({ type }) => type === FieldType.number) &&
    fields.every(({ type, values }) => type !== FieldType.number || (values as unknown[]).every((value) => !value));
  const others = frames.filter((frame) => !isZero(frame));
  return others.length > 0 ? others : frames;
}

/** Only what belongs to these queries. An error that names no query is everybody's. */
export function ownPart(data: PanelData, wanted: readonly string[], otherwise?: readonly string[]): PanelData {
  const cannot = notSupportedReason(data.series.filter(({ refId }) => refId === wanted[0])) !== undefined;
  const refIds = otherwise !== undefined && cannot ? [...otherwise, ...wanted.slice(1)] : wanted;
  const own = ({ refId }: { refId?: string }) => refId !== undefined && refIds.includes(refId);
  const place = ({ refId }: { refId?: string }) => refIds.indexOf(refId ?? '');
  const errors = data.errors?.filter((error) => error.refId === undefined || own(error));
  const isWell = data.state === LoadingState.Error && !errors?.length;
  return {
    ...data,
    state: isWell ? LoadingState.Done : data.state,
    // As the panel names them, which is the order of its legend.
    series: data.series.filter(own).sort((a, b) => place(a) - place(b)),
    annotations: data.annotations && thinExemplars(data.annotations.filter(own), spanOf(data)),
    errors: errors && errors.length > 0 ? errors : undefined,
  };
}
