import React from 'react';
import {
  type SceneComponentProps,
  sceneGraph,
  type SceneObject,
  SceneObjectBase,
  type SceneObjectRef,
  type SceneObjectState,
} from '@grafana/scenes';
import { isSettled, spanOf, useSettledData } from '../charts/useSettledData';
import { useRested } from '../query/useRested';
import { timesOfRange } from './times';
import { useChangesContext } from './useChangesContext';
import { WhatChanged } from './WhatChanged';

interface WhatChangedPanelState extends SceneObjectState {
  /** What the page shows first: until it has its answers, nothing else is asked. */
  after: SceneObjectRef<SceneObject>;
  /** Only what concerns this service. */
  service?: string;
}

/** What changed over the time range of its page, in one line that opens. */
export class WhatChangedPanel extends SceneObjectBase<WhatChangedPanelState> {
  static Component = WhatChangedPanelView;
}

function WhatChangedPanelView({ model }: SceneComponentProps<WhatChangedPanel>) {
  const { after, service } = model.useState();
  const { data } = sceneGraph.getData(after.resolve()).useState();
  const rested = useRested(useSettledData(data), !isSettled(data));
  const context = useChangesContext(model);
  const times = rested && timesOfRange(spanOf(rested));
  return (
    <WhatChanged
      question={times && { before: times.before, during: times.during, service }}
      context={context}
      fit={times?.fit ?? 'whole'}
      look="line"
      timeZone={sceneGraph.getTimeRange(model).getTimeZone()}
    />
  );
}
