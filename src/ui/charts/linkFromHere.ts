import { locationService } from '@grafana/runtime';
import { type AppLocation, appLocationUrl } from '../../correlation/appLocation';
import { sharedPart } from '../../correlation/sharedUrlState';

/**
 * The address of a link of a chart's data. Grafana itself adds what it is served under. What all pages share is as it
 * is when the link is followed.
 */
export function linkFromHere(location: AppLocation): string {
  return appLocationUrl(location, sharedPart(locationService.getLocation().search));
}
