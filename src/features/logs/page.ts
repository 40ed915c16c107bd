import { EmbeddedScene, SceneAppPage } from '@grafana/scenes';
import { PATHS } from '../../correlation/routes';
import { type SharedDefaults, sharedState } from '../../ui/page/sharedControls';
import { SHARED_URL_KEYS } from '../../correlation/sharedUrlState';
import { LogsBody } from './LogsBody';

/** The log explorer: how many lines there are, of whom, what they say, and which of them are alike. */
export function logsPage(defaults: SharedDefaults): SceneAppPage {
  return new SceneAppPage({
    title: 'Logs',
    url: PATHS.logs,
    routePath: 'logs/*',
    preserveUrlKeys: [...SHARED_URL_KEYS],
    getScene: () => new EmbeddedScene({ ...sharedState(defaults, ['logs', 'traces'], false), body: new LogsBody() }),
  });
}
