import pluginJson from '../../../src/plugin.json';
import { PLUGIN_ID } from '../../../src/correlation/routes';

/** One entry of the navigation. */
export interface NavigationEntry {
  text: string;
  /** Path of the page, without what the preview is served under. */
  path: string;
}

/** The pages that the plugin puts into Grafana's navigation. */
export const NAVIGATION: NavigationEntry[] = pluginJson.includes
  .filter(({ type, addToNav }) => type === 'page' && addToNav)
  .map(({ name, path }) => ({ text: name, path: path.replace('%PLUGIN_ID%', PLUGIN_ID) }));
