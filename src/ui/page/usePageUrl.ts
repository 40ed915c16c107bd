import { useMemo } from 'react';
import { locationService } from '@grafana/runtime';
import { useLocation } from 'react-router-dom';
import { appLocationUrl, at, readAppLocation } from '../../correlation/appLocation';
import { type PageLink, type PageUrl } from '../../correlation/pageUrls/pageUrl';
import { sharedPart } from '../../correlation/sharedUrlState';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { appHref } from '../links/links';

/** What a page's URL says, and the ways to change it. */
export interface UrlState<State extends object> {
  state: State;
  /** What all pages share, for links to other pages. */
  shared: URLSearchParams;
  /** A link to this page with something changed, at another time where one is given. */
  hrefOf: (change: Partial<State>, span?: TimeSpan) => string;
  /** Changes what the page is about: the back button undoes it. */
  push: (change: Partial<State>) => void;
  /** Changes how it is shown: no step of its own in the history. */
  replace: (change: Partial<State>) => void;
}

/**
 * The state of a page, which lives in its URL and nowhere else: so reload, back button and a link to a colleague show
 * the same, and there is no second copy to keep in step. React views use this hook. A scene object that holds state,
 * which scenes has to restore before it builds or asks anything, uses `PageUrlSync`. Both read and write with the
 * page's codec in `correlation/pageUrls`.
 */
export function usePageUrl<State extends object, Named extends keyof State>(
  codec: PageUrl<State, Named>
): UrlState<State> {
  const { pathname, search } = useLocation();
  // Stay the same while the URL changes, so that views that only change it are not drawn anew.
  const changes = useMemo(() => urlChanges(codec), [codec]);
  return useMemo(() => ({ ...readUrl(codec, { pathname, search }), ...changes }), [codec, pathname, search, changes]);
}

/** What a URL says, and links that change it. */
export function readUrl<State extends object, Named extends keyof State>(
  codec: PageUrl<State, Named>,
  location: { pathname: string; search: string }
): Pick<UrlState<State>, 'state' | 'shared' | 'hrefOf'> {
  const state = codec.read(readAppLocation(location));
  const shared = sharedPart(location.search);
  return {
    state,
    shared,
    hrefOf: (change, span) => {
      const changed = write(codec, { ...state, ...change });
      return appHref(span ? at(changed, span) : changed, shared);
    },
  };
}

/** The ways to change the URL that the browser shows. */
export function urlChanges<State extends object, Named extends keyof State>(
  codec: PageUrl<State, Named>
): Pick<UrlState<State>, 'push' | 'replace'> {
  return {
    push: (change) => locationService.push(changedUrl(codec, change)),
    replace: (change) => locationService.replace(changedUrl(codec, change)),
  };
}

/** Taken from where the browser is now, not when the page was drawn: two changes in a row do not undo each other. */
function changedUrl<State extends object, Named extends keyof State>(
  codec: PageUrl<State, Named>,
  change: Partial<State>
): string {
  const now = readAppLocation(locationService.getLocation());
  const state = codec.read(now);
  const { path, params } = write(codec, { ...state, ...change });
  const rest = new URLSearchParams(now.params.filter(([key]) => !codec.keys.includes(key)));
  // A path that names the same keeps its spelling: another one would be another page to scenes.
  const isSamePath = path === write(codec, state).path;
  return appLocationUrl({ path: isSamePath ? now.path : path, params }, rest);
}

/** A whole state has all that a link needs, which the compiler does not see of a type that it does not know. */
function write<State extends object, Named extends keyof State>(codec: PageUrl<State, Named>, state: State) {
  return codec.write(state as PageLink<State, Named>);
}
