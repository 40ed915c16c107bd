import { type DataFrame } from '@grafana/data';
import { SceneObjectBase, type SceneObjectState, type SceneQueryRunner } from '@grafana/scenes';
import { isSettled } from '../../../ui/charts/useSettledData';

interface RowLinesState extends SceneObjectState {
  /** Whose lines they are. */
  names: readonly string[];
  $data: SceneQueryRunner;
  /** Other lines have come. */
  onLines: () => void;
}

/** The small lines of some rows, asked for once these rows were in sight, and again with all that the page asks. */
export class RowLines extends SceneObjectBase<RowLinesState> {
  static Component = () => null;

  /** The last ones that were answered in full. */
  frames: readonly DataFrame[] = [];

  constructor(state: RowLinesState) {
    super(state);
    this.addActivationHandler(() => {
      this._subs.add(
        this.state.$data.subscribeToState(({ data }) => {
          if (data && isSettled(data) && data.series !== this.frames) {
            this.frames = data.series;
            this.state.onLines();
          }
        })
      );
    });
  }
}
