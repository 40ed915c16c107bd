import { EmbeddedScene, SceneAppPage } from '@grafana/scenes';
import { type SharedDefaults, sharedState } from '../../ui/page/sharedControls';
import { PATHS } from '../../correlation/routes';
import { SHARED_URL_KEYS } from '../../correlation/sharedUrlState';
import { StoryBody } from './StoryBody';

/** The story of one request; which one is the last part of its address. */
export function storyPage(defaults: SharedDefaults, getParentPage: () => SceneAppPage): SceneAppPage {
  let scene: EmbeddedScene | undefined;
  return new SceneAppPage({
    title: 'Request',
    url: `${PATHS.traces}/:traceId`,
    routePath: 'traces/:traceId/*',
    preserveUrlKeys: [...SHARED_URL_KEYS],
    getParentPage,
    // A page keeps every scene it made, by address: here all addresses have the same one, which follows the address.
    getScene: () =>
      (scene ??= new EmbeddedScene({
        ...sharedState(defaults, ['metrics', 'logs', 'traces'], false),
        body: new StoryBody({}),
      })),
  });
}
