import React, { Suspense } from 'react';
import { type SceneComponentProps, SceneObjectBase, type SceneObjectRef, type SceneObjectState } from '@grafana/scenes';
import { LoadingPlaceholder } from '@grafana/ui';
import { t } from '../../../i18n/t';
import { lazyComponent } from '../../../ui/lazy/lazyComponent';
import { type FactsHeader } from '../table/FactsHeader';

interface ServiceErrorsState extends SceneObjectState {
  service: string;
  /** Tells how the service is doing. */
  header: SceneObjectRef<FactsHeader>;
}

/** The errors in the logs of a service, and what became of them. What shows them is loaded when the tab is opened. */
export class ServiceErrors extends SceneObjectBase<ServiceErrorsState> {
  static Component = LazyServiceErrors;
}

const View = lazyComponent<SceneComponentProps<ServiceErrors>>(
  () => import(/* webpackChunkName: "service-errors" */ './ServiceErrorsView'),
  () => t('service.errors.load-failed', 'Errors in logs could not be loaded')
);

function LazyServiceErrors(props: SceneComponentProps<ServiceErrors>) {
  return (
    <Suspense fallback={<LoadingPlaceholder text={t('service.errors.loading-logs', 'Loading errors in logs')} />}>
      <View {...props} />
    </Suspense>
  );
}
