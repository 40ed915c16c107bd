import React from 'react';
import { TextLink } from '@grafana/ui';
import { EmbeddedScene, SceneAppPage, SceneReactObject } from '@grafana/scenes';
import { useLocation } from 'react-router-dom';
import { appHref } from '../ui/links/links';
import { healthUrl } from '../correlation/pageUrls/health';
import { BASE_URL } from '../correlation/routes';
import { t } from '../i18n/t';
import { sharedPart } from '../correlation/sharedUrlState';

/** What is shown at an address under the plugin's that no page has. */
export function notFoundPage(): SceneAppPage {
  // One for all such addresses: a page keeps every scene it made, by address.
  const scene = new EmbeddedScene({ body: new SceneReactObject({ component: WayOn }) });
  const page: SceneAppPage = new SceneAppPage({
    title: t('app.not-found.title', 'Not found'),
    subTitle: t('app.not-found.about', 'This Tillwatch page does not exist'),
    url: BASE_URL,
    routePath: '*',
    // Scenes takes the rest of such an address for that of a page below this one.
    getFallbackPage: () => page,
    getScene: () => scene,
  });
  return page;
}

function WayOn() {
  const { search } = useLocation();
  return (
    <p>
      <TextLink href={appHref(healthUrl.write({}), sharedPart(search))}>
        {t('app.not-found.health', 'Go to Health')}
      </TextLink>
    </p>
  );
}
