import { locationService } from '@grafana/runtime';
import { EmbeddedScene, SceneAppPage, type SceneObject } from '@grafana/scenes';
import { matchPath } from 'react-router-dom';
import { BASE_URL } from '../correlation/routes';
import { SHARED_URL_KEYS } from '../correlation/sharedUrlState';
import { PageTitleEvent } from '../ui/page/pageTitle';
import { type SharedDefaults, sharedState } from '../ui/page/sharedControls';
import { type PageDefinition } from './definePage';
import { LazyBody } from './LazyBody';
import { PAGES } from './pages';

/** A page with all pages above it, the nearest first. */
interface Built {
  definition: PageDefinition;
  page: SceneAppPage;
  above: Built[];
}

/** The pages of the registry as scenes shows them, in the same order; a parent stands before its children. */
export function buildPages(defaults: SharedDefaults, definitions: readonly PageDefinition[] = PAGES): SceneAppPage[] {
  const built: Built[] = [];
  for (const definition of definitions) {
    const parent = built.find((one) => one.definition.path === definition.parent);
    if (definition.parent !== undefined && !parent) {
      throw new Error(`No page before ${definition.path} is at ${definition.parent}`);
    }
    const above = parent ? [parent, ...parent.above] : [];
    built.push({ definition, above, page: buildPage(definition, above, defaults) });
  }
  return built.map(({ page }) => page);
}

function buildPage(definition: PageDefinition, above: Built[], defaults: SharedDefaults): SceneAppPage {
  const { path, title, subTitle, params = [], signals, compares = false, marks, isOfOneMoment, load } = definition;
  const [parent] = above;
  let scene: EmbeddedScene | undefined;
  const page: SceneAppPage = new SceneAppPage({
    title: title(),
    subTitle: subTitle?.(),
    url: path,
    routePath: `${path.slice(BASE_URL.length + 1)}/*`,
    preserveUrlKeys: [...SHARED_URL_KEYS, ...params.filter((key) => !path.includes(`:${key}`))],
    getParentPage: parent && (() => parent.page),
    // Scenes keeps what this returns for ever, by address: here all addresses have the same one, which follows them.
    getScene: () => (scene ??= buildScene()),
  });
  const buildScene = () => {
    const shared = signals.length > 0 ? sharedState(defaults, signals, { compares, marks, isOfOneMoment }) : undefined;
    const followingTitles = followTitles(path, [{ definition, page, above }, ...above]);
    const $behaviors = [...(shared?.$behaviors ?? []), followingTitles];
    return new EmbeddedScene({ ...shared, $behaviors, body: new LazyBody(load) });
  };
  return page;
}

/**
 * Names a page and those above it after what the address names, for as long as the page is open. What the page itself
 * finds out about that is a better name, until the address names something else.
 */
function followTitles(path: string, pages: readonly Built[]): (scene: SceneObject) => () => void {
  return (scene) => {
    let found: { about: string; title: string } | undefined;
    const follow = ({ pathname, search }: Pick<Location, 'pathname' | 'search'>) => {
      const match = matchPath(path, pathname);
      if (!match) {
        return;
      }
      pages.forEach(({ definition, page }, level) => {
        const given = namedBy(definition, match.params, new URLSearchParams(search));
        const known = level === 0 && found?.about === JSON.stringify(given) ? found.title : undefined;
        const title = known || definition.titleOf?.(given) || definition.title();
        if (title !== page.state.title) {
          page.setState({ title });
        }
      });
    };
    const moves = locationService.getLocationObservable().subscribe(follow);
    const names = scene.subscribeToEvent(PageTitleEvent, ({ payload: title }) => {
      const location = locationService.getLocation();
      const [own] = pages;
      const match = matchPath(path, location.pathname);
      if (own && match) {
        const given = namedBy(own.definition, match.params, new URLSearchParams(location.search));
        found = { about: JSON.stringify(given), title };
        follow(location);
      }
    });
    return () => {
      moves.unsubscribe();
      names.unsubscribe();
    };
  };
}

/** What an address says of the parameters that name what a page is about. */
function namedBy(
  { params = [] }: PageDefinition,
  ofPath: Readonly<Record<string, string | undefined>>,
  ofSearch: URLSearchParams
): Record<string, string | undefined> {
  return Object.fromEntries(params.map((key) => [key, ofPath[key] ?? ofSearch.get(key) ?? undefined]));
}

/** Begins to load the page of an address before it can be shown. A failure is left to be seen when it is shown. */
export function preloadPage(pathname: string): void {
  const found = PAGES.find(({ path }) => matchPath(path, pathname));
  found?.load().catch(() => undefined);
}
