import { VariableHide } from '@grafana/data';
import { alertUrl } from '../correlation/pageUrls/alerts';
import { PATHS, BASE_URL, PLUGIN_ID } from '../correlation/routes';
import { SHARED_URL_KEYS } from '../correlation/sharedUrlState';
import { TelemetryClient } from '../datasources/client/telemetryClient';
import pluginJson from '../plugin.json';
import { installGrafana } from '../ui/testing/grafana';
import { buildPages } from './buildPages';
import { definePage } from './definePage';
import { notFoundPage } from './notFoundPage';
import { HOME_PATH, PAGES } from './pages';

const DEFAULTS = { client: new TelemetryClient(), refresh: '', metrics: '' };

beforeEach(() => installGrafana());

const pageAt = (path: string) => buildPages(DEFAULTS).find(({ state }) => state.url === path);

describe('the registry', () => {
  it('has for the navigation what plugin.json has, in the same order', () => {
    const listed = PAGES.filter(({ navigation }) => navigation !== undefined);
    const included = pluginJson.includes.filter(({ type }) => type === 'page');
    expect(included.map(({ path, ...rest }) => ({ ...rest, path: path.replace('%PLUGIN_ID%', PLUGIN_ID) }))).toEqual(
      listed.map(({ title, path }) => ({
        type: 'page',
        name: title(),
        path,
        role: 'Viewer',
        addToNav: true,
        // Grafana drops from its menu what is the address of the app itself.
        defaultNav: false,
      }))
    );
  });

  it('has one home, where the bare address leads', () => {
    expect(PAGES.filter(({ navigation }) => navigation === 'home').map(({ path }) => path)).toEqual([HOME_PATH]);
  });

  it('has every page that others link to, each once', () => {
    const paths = PAGES.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths).toEqual(expect.arrayContaining(Object.values(PATHS)));
  });

  it.each(PAGES.map(({ path, load }) => [path, load] as const))('loads what %s shows', async (_path, load) => {
    const { createBody } = await load();
    const body = createBody();
    expect(body.parent).toBeUndefined();
    expect(createBody()).not.toBe(body);
  });
});

describe('the pages of scenes', () => {
  it('are named and placed as the registry says', () => {
    expect(pageAt(PATHS.route)?.state).toMatchObject({ title: 'Route', routePath: 'health/route/*' });
    expect(pageAt(PATHS.route)?.state.preserveUrlKeys).toEqual([...SHARED_URL_KEYS, 'service', 'route']);
    expect(pageAt(`${PATHS.traces}/:traceId`)?.state.preserveUrlKeys).toEqual([...SHARED_URL_KEYS]);
  });

  it('keep all that tells one alert from others in links back to it', () => {
    expect(pageAt(PATHS.alert)?.state.preserveUrlKeys).toEqual([...SHARED_URL_KEYS, ...alertUrl.keys]);
  });

  it('have the pages of the registry above them', () => {
    const pages = buildPages(DEFAULTS);
    const [route, service, health] = [PATHS.route, PATHS.service, PATHS.health].map((path) =>
      pages.find(({ state }) => state.url === path)
    );
    expect(route?.state.getParentPage?.()).toBe(service);
    expect(service?.state.getParentPage?.()).toBe(health);
    expect(health?.state.getParentPage).toBeUndefined();
  });

  it('have a data source to choose for each signal, and no controls without any', () => {
    const sceneOf = (path: string) => pageAt(path)?.getScene({ params: {}, isExact: true, path, url: path });
    const names = sceneOf(PATHS.logs)?.state.$variables?.state.variables.map(({ state }) => state.name);
    expect(names).toEqual(['logs', 'traces', 'environment', 'compare']);
    expect(sceneOf(PATHS.setup)?.state.controls).toBeUndefined();
  });

  it('have no time range, refresh or environment to choose where they are about one moment', () => {
    const path = `${PATHS.traces}/:traceId`;
    const scene = pageAt(path)?.getScene({ params: {}, isExact: true, path, url: path });
    const controls = scene?.state.controls?.map((control) => control.constructor.name);
    expect(controls).toEqual(['VariableValueSelectors', 'SceneControlsSpacer', 'ShortcutsControl']);
    const environment = scene?.state.$variables?.getByName('environment');
    expect(environment?.state.hide).toBe(VariableHide.hideVariable);
  });

  it('leave no scene behind for each address', () => {
    for (const page of [...buildPages(DEFAULTS), notFoundPage()]) {
      const sceneAt = (url: string) => page.getScene({ params: {}, isExact: true, path: url, url });
      expect(sceneAt(`${page.state.url}`)).toBe(sceneAt(`${page.state.url}/`));
    }
  });

  it('cannot stand below one that is not there', () => {
    const orphan = definePage({
      path: `${BASE_URL}/orphan`,
      parent: `${BASE_URL}/nowhere`,
      title: () => 'Orphan',
      signals: [],
      load: () => Promise.reject(new Error('Not needed')),
    });
    expect(() => buildPages(DEFAULTS, [orphan])).toThrow('/nowhere');
  });
});
