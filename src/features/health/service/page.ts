import { EmbeddedScene, SceneAppPage } from '@grafana/scenes';
import { PATHS } from '../../../correlation/routes';
import { type SharedDefaults, sharedState } from '../../../ui/page/sharedControls';
import { SHARED_URL_KEYS } from '../../../correlation/sharedUrlState';
import { ServiceBody } from './ServiceBody';

/** One service. Its name is a search parameter: names can hold any character, and scenes keeps a scene per path. */
export function servicePage(defaults: SharedDefaults, getParentPage: () => SceneAppPage): SceneAppPage {
  return new SceneAppPage({
    title: 'Service',
    url: PATHS.service,
    routePath: 'health/service/*',
    preserveUrlKeys: [...SHARED_URL_KEYS, 'service'],
    getParentPage,
    getScene: () => new EmbeddedScene({ ...sharedState(defaults, ['metrics', 'traces']), body: new ServiceBody() }),
  });
}
