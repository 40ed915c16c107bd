import React from 'react';
import { type RawTimeRange, rangeUtil } from '@grafana/data';
import { type SceneComponentProps, sceneGraph, SceneObjectBase, type SceneObjectState } from '@grafana/scenes';
import { ToolbarButton } from '@grafana/ui';
import { t } from '../../i18n/t';
import { rangeName, zoomHistory } from './zoomHistory';

interface ZoomBackState extends SceneObjectState {
  /** The ranges that were zoomed out of by zooming in, the latest last. */
  wider: readonly RawTimeRange[];
}

/** The way back from a zoom, among the controls of a page: one step at a time, and nothing where none was made. */
export class ZoomBackControl extends SceneObjectBase<ZoomBackState> {
  static Component = ZoomBackButton;

  constructor() {
    super({ wider: [] });
    this.addActivationHandler(() => {
      const subscription = sceneGraph.getTimeRange(this).subscribeToState((after, before) => {
        this.setState({ wider: zoomHistory(this.state.wider, before.value, after.value) });
      });
      return () => subscription.unsubscribe();
    });
  }

  back(): void {
    const last = this.state.wider.at(-1);
    if (last) {
      const timeRange = sceneGraph.getTimeRange(this);
      timeRange.onTimeRangeChange(rangeUtil.convertRawToRange(last, timeRange.getTimeZone()));
    }
  }
}

function ZoomBackButton({ model }: SceneComponentProps<ZoomBackControl>) {
  const last = model.useState().wider.at(-1);
  if (!last) {
    return null;
  }
  const range = rangeName(last, sceneGraph.getTimeRange(model).getTimeZone());
  return (
    <ToolbarButton variant="canvas" icon="arrow-left" onClick={() => model.back()}>
      {t('ui.controls.zoom-back', 'Back to {{range}}', { range })}
    </ToolbarButton>
  );
}
