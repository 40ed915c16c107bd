import { type SceneAppPage } from '@grafana/scenes';
import { type SharedDefaults } from '../../ui/page/sharedControls';
import { buildPages } from '../buildPages';

/** A page as the app has it, by its path in the registry. */
export function registeredPage(path: string, defaults: SharedDefaults): SceneAppPage {
  const found = buildPages(defaults).find(({ state }) => state.url === path);
  if (!found) {
    throw new Error(`The registry has no page at ${path}`);
  }
  return found;
}
