import { locationUtil } from '@grafana/data';
import { type Address, addressUrl } from '../../correlation/addresses';

/**
 * Builds a link inside the app. Pages give their own parameters; the shared ones are taken from where the user is.
 * Kept apart from pages so that every view can link without importing one.
 */
export function appLink(path: string, own: Record<string, string | undefined>, shared: URLSearchParams): string {
  const given = Object.entries(own).filter((entry): entry is [string, string] => (entry[1] ?? '') !== '');
  return hopLink({ path, params: given }, shared);
}

/** A link to where a hop leads; what all pages share is taken from where the user is, unless the hop has its own. */
export function hopLink(address: Address, shared: URLSearchParams): string {
  return locationUtil.assureBaseUrl(addressUrl(address, shared));
}
