import React, { Suspense } from 'react';
import { type SceneObject } from '@grafana/scenes';
import { LoadingPlaceholder } from '@grafana/ui';
import { t } from '../../../i18n/t';
import { lazyComponent } from '../../../ui/lazy/lazyComponent';
import { Section } from '../../../ui/page/Section';

/** Loaded once the page has said whether it can be trusted. */
const LogCostView = lazyComponent(
  () => import(/* webpackChunkName: "log-cost" */ './LogCostView'),
  () => t('stack.cost.not-loaded', 'What logs cost could not be loaded')
);

/** What logs cost, and what of it could be saved. */
export function LogCost({ scene }: { scene: SceneObject }) {
  return (
    <Section
      title={t('stack.cost.title', 'What logs cost')}
      about={t('stack.cost.about', 'Bytes of text that Loki took in, before compression')}
    >
      <Suspense fallback={<LoadingPlaceholder text={t('stack.cost.loading', 'Counting bytes')} />}>
        <LogCostView scene={scene} />
      </Suspense>
    </Section>
  );
}
