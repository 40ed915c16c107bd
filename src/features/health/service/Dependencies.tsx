import React, { Suspense } from 'react';
import { type SceneComponentProps, SceneObjectBase, type SceneObjectState } from '@grafana/scenes';
import { LoadingPlaceholder } from '@grafana/ui';
import { t } from '../../../i18n/t';
import { lazyComponent } from '../../../ui/lazy/lazyComponent';

interface DependenciesState extends SceneObjectState {
  service: string;
}

/** The tab of who calls a service and whom it calls. What shows it is loaded when it is opened. */
export class Dependencies extends SceneObjectBase<DependenciesState> {
  static Component = LazyDependencies;
}

const View = lazyComponent<SceneComponentProps<Dependencies>>(
  () => import(/* webpackChunkName: "dependencies" */ './DependenciesView'),
  () => t('service.dependencies.load-failed', 'Dependencies could not be loaded')
);

function LazyDependencies(props: SceneComponentProps<Dependencies>) {
  return (
    <Suspense fallback={<LoadingPlaceholder text={t('service.dependencies.loading', 'Loading dependencies')} />}>
      <View {...props} />
    </Suspense>
  );
}
