import React, { Suspense } from 'react';
import { type SceneComponentProps, SceneObjectBase, type SceneObjectState } from '@grafana/scenes';
import { t } from '../../../i18n/t';
import { lazyComponent } from '../../../ui/lazy/lazyComponent';

interface PlacesState extends SceneObjectState {
  service: string;
}

/** The hosts and containers of a service. What shows them is loaded when its tab is opened. */
export class Places extends SceneObjectBase<PlacesState> {
  static Component = LazyPlaces;
}

const View = lazyComponent<SceneComponentProps<Places>>(
  () => import(/* webpackChunkName: "service-places" */ './PlacesView'),
  () => t('service.places.load-failed', 'Hosts and containers could not be loaded')
);

function LazyPlaces(props: SceneComponentProps<Places>) {
  return (
    <Suspense fallback={null}>
      <View {...props} />
    </Suspense>
  );
}
