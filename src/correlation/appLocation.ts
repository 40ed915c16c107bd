import { type TimeSpan } from '../telemetry/timeSpan';

/** Search parameters in the order in which they are written; a key may have several values. */
export type LocationParams = Array<[key: string, value: string]>;

/** A place in the app: the path and the parameters that say what is shown there. */
export interface AppLocation {
  path: string;
  params: LocationParams;
}

/** The place that a URL names, as the router and the browser give its parts. */
export function readAppLocation({ pathname, search }: { pathname: string; search: string }): AppLocation {
  return { path: pathname, params: [...new URLSearchParams(search)] };
}

/**
 * The path and the parameters of a place, without what Grafana is served under.
 * @param rest what else the URL says, above all what all pages share; the place's own parameters win over it
 */
export function appLocationUrl({ path, params }: AppLocation, rest = new URLSearchParams()): string {
  const search = new URLSearchParams(params);
  // Decided before the first is added: a shared key may have several values.
  const inherited = [...rest].filter(([key]) => !search.has(key));
  inherited.forEach(([key, value]) => search.append(key, value));
  const query = search.toString();
  return query === '' ? path : `${path}?${query}`;
}

/** The same place at another time than the user is looking at: whole milliseconds that hold all of the span. */
export function at({ path, params }: AppLocation, { from, to }: TimeSpan): AppLocation {
  return {
    path,
    params: [...params, ['from', String(Math.floor(from))], ['to', String(Math.ceil(to))]],
  };
}
