import { EmbeddedScene, SceneAppPage } from '@grafana/scenes';
import { PATHS } from '../../../correlation/routes';
import { type SharedDefaults, sharedState } from '../../../ui/page/sharedControls';
import { SHARED_URL_KEYS } from '../../../correlation/sharedUrlState';
import { RouteBody } from './RouteBody';

/** One route of one service. */
export function routePage(defaults: SharedDefaults, getParentPage: () => SceneAppPage): SceneAppPage {
  return new SceneAppPage({
    title: 'Route',
    url: PATHS.route,
    routePath: 'health/route/*',
    preserveUrlKeys: [...SHARED_URL_KEYS, 'service', 'route'],
    getParentPage,
    getScene: () => new EmbeddedScene({ ...sharedState(defaults), body: new RouteBody() }),
  });
}
