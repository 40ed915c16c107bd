import { locationUtil } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { type AppLocation, appLocationUrl } from '../../correlation/appLocation';

/**
 * The address of a link inside the app. What all pages share is taken from where the user is, unless the location has
 * its own. Kept apart from pages so that every view can link without importing one.
 */
export function appHref(location: AppLocation, shared: URLSearchParams): string {
  return locationUtil.assureBaseUrl(appLocationUrl(location, shared));
}

/** Goes where {@link appHref} leads, from code. */
export function goTo(location: AppLocation, shared: URLSearchParams): void {
  locationService.push(appLocationUrl(location, shared));
}
