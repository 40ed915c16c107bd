import React, { Suspense } from 'react';
import { type PluginExtensionExposedComponentConfig } from '@grafana/data';
import { PLUGIN_ID } from '../correlation/routes';
import { t } from '../i18n/t';
import { lazyComponent } from '../ui/lazy/lazyComponent';
import { type RequestStoryV1Props } from './RequestStoryV1';

const Story = lazyComponent(
  async () => {
    const [story] = await Promise.all([
      import('./RequestStoryV1'),
      import('../i18n/loadTranslations').then(({ loadTranslations }) => loadTranslations()),
    ]);
    return story;
  },
  () => t('extensions.story.load-failed', 'The request story could not be loaded')
);

/** The story of one request as a component for other plugins, loaded when it is shown. */
export const REQUEST_STORY_V1: PluginExtensionExposedComponentConfig<RequestStoryV1Props> = {
  id: `${PLUGIN_ID}/request-story/v1`,
  title: 'Request story',
  description: 'Spans and logs of one request on one timeline',
  component: (props: RequestStoryV1Props) => (
    <Suspense fallback={null}>
      <Story {...props} />
    </Suspense>
  ),
};
