import React, { Suspense } from 'react';
import { type SceneComponentProps, SceneObjectBase, type SceneObjectState } from '@grafana/scenes';
import { LoadingPlaceholder } from '@grafana/ui';
import { t } from '../../../../i18n/t';
import { lazyComponent } from '../../../../ui/lazy/lazyComponent';

interface ReleasesState extends SceneObjectState {
  service: string;
}

/** The tab of the versions of a service. What shows it is loaded when it is opened. */
export class ReleasesPanel extends SceneObjectBase<ReleasesState> {
  static Component = LazyReleases;
}

const View = lazyComponent<SceneComponentProps<ReleasesPanel>>(
  () => import(/* webpackChunkName: "releases" */ './ReleasesView'),
  () => t('releases.load-failed', 'Releases could not be loaded')
);

function LazyReleases(props: SceneComponentProps<ReleasesPanel>) {
  return (
    <Suspense fallback={<LoadingPlaceholder text={t('releases.loading', 'Loading versions')} />}>
      <View {...props} />
    </Suspense>
  );
}
