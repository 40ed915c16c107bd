import {
  sceneGraph,
  SceneObjectBase,
  type SceneObjectRef,
  type SceneObjectState,
  type VizPanel,
} from '@grafana/scenes';
import { ChartMarks } from '../../../ui/charts/marks/ChartMarks';
import { markRunner } from '../../../ui/charts/marks/queries';
import { markWatched } from './WatchedSection';

interface WatchedMarksState extends SceneObjectState {
  chart: SceneObjectRef<VizPanel>;
}

/** Asks what happened to the service of an alert, and marks the chart of what the alert watches by it. */
export class WatchedMarks extends SceneObjectBase<WatchedMarksState> {
  constructor(service: string, chart: VizPanel) {
    const marks = new ChartMarks(service);
    super({ chart: chart.getRef(), $data: markRunner(service), $behaviors: [marks] });
    this.addActivationHandler(() => {
      const source = sceneGraph.getData(this);
      const mark = () => {
        const { data } = source.state;
        const marked = data && marks.mark({ ...data, annotations: undefined }, data);
        markWatched(this.state.chart.resolve(), marked?.annotations);
      };
      this._subs.add(source.subscribeToState(mark));
      this._subs.add(marks.subscribeToState(mark));
      return () => markWatched(this.state.chart.resolve(), undefined);
    });
  }
}
