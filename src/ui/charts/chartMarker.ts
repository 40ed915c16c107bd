import { type PanelData } from '@grafana/data';
import { type SceneObject, SceneObjectBase, type SceneObjectState } from '@grafana/scenes';

/**
 * A behaviour that marks the charts of what has it. Kept apart from what it marks them by, so that pages whose charts
 * nobody marks do not load that. When its state changes they are marked anew.
 */
export abstract class ChartMarker<State extends SceneObjectState = SceneObjectState> extends SceneObjectBase<State> {
  /** A chart's own part of the data of its page, with marks. */
  abstract mark(own: PanelData, all: PanelData): PanelData;
}

/** What marks the charts that an object is among; nothing where they are not marked. */
export function markerAround(object: SceneObject): ChartMarker | undefined {
  for (let around: SceneObject | undefined = object; around; around = around.parent) {
    const found = around.state.$behaviors?.find((behavior) => behavior instanceof ChartMarker);
    if (found instanceof ChartMarker) {
      return found;
    }
  }
  return undefined;
}
