import { PATHS } from '../../../correlation/routes';
import { sharedPart } from '../../../correlation/sharedUrlState';
import { appLink } from '../../../ui/links/links';

/** What /health/route is about. */
export interface RouteParams {
  service: string;
  route: string;
}

/** Address of a route's page; the shared part of the current query string goes along. */
export function routeLink({ service, route }: RouteParams, search: string): string {
  return appLink(PATHS.route, { service, route }, sharedPart(search));
}
