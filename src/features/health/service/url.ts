import { PATHS } from '../../../correlation/routes';
import { sharedPart } from '../../../correlation/sharedUrlState';
import { appLink } from '../../../ui/links/links';

/** The tabs of a service, the first one shown where the URL names none. */
export const SERVICE_TABS = ['overview', 'routes', 'errors', 'dependencies', 'resources'] as const;
export type ServiceTab = (typeof SERVICE_TABS)[number];

/** What /health/service is about. */
export interface ServiceParams {
  service: string;
  tab?: ServiceTab;
}

export function readServiceTab(value: unknown): ServiceTab {
  return SERVICE_TABS.find((tab) => tab === value) ?? 'overview';
}

/** Address of a service's page; the shared part of the current query string goes along. */
export function serviceLink({ service, tab }: ServiceParams, search: string): string {
  return appLink(PATHS.service, { service, tab: tab === 'overview' ? undefined : tab }, sharedPart(search));
}
