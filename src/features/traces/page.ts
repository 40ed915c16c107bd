import { EmbeddedScene, SceneAppPage } from '@grafana/scenes';
import { type SharedDefaults, sharedState } from '../../ui/page/sharedControls';
import { PATHS } from '../../correlation/routes';
import { SHARED_URL_KEYS } from '../../correlation/sharedUrlState';
import { TracesBody } from './TracesBody';

/** Traces: how long requests took, what is different about some of them, and who calls whom. */
export function tracesPage(defaults: SharedDefaults): SceneAppPage {
  return new SceneAppPage({
    title: 'Traces',
    url: PATHS.traces,
    routePath: 'traces/*',
    preserveUrlKeys: [...SHARED_URL_KEYS],
    getScene: () => new EmbeddedScene({ ...sharedState(defaults, ['traces'], false), body: new TracesBody({}) }),
  });
}
