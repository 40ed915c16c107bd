import { locationUtil } from '@grafana/data';
import { type Address } from '../correlation/addresses';

/**
 * Builds a link inside the app. Pages give their own parameters; the shared ones are taken from where the user is.
 * Kept apart from pages so that every view can link without importing one.
 */
export function appLink(path: string, own: Record<string, string | undefined>, shared: URLSearchParams): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(own)) {
    if (value !== undefined && value !== '') {
      search.set(key, value);
    }
  }
  // Decided before the first is added: a shared key may have several values.
  const inherited = [...shared].filter(([key]) => !search.has(key));
  inherited.forEach(([key, value]) => search.append(key, value));
  const query = search.toString();
  return locationUtil.assureBaseUrl(query === '' ? path : `${path}?${query}`);
}

/** A link to where a hop leads; what all pages share is taken from where the user is, unless the hop has its own. */
export function hopLink({ path, params }: Address, shared: URLSearchParams): string {
  const search = new URLSearchParams(params);
  const inherited = [...shared].filter(([key]) => !search.has(key));
  inherited.forEach(([key, value]) => search.append(key, value));
  const query = search.toString();
  return locationUtil.assureBaseUrl(query === '' ? path : `${path}?${query}`);
}
