import { PATHS } from '../routes';
import { pageUrl, param, type ParamsCodec } from './pageUrl';
import { TABLE_PARAMS, type TableState } from './table';

/** The tabs of a service, the first one shown where the URL names none. */
export const SERVICE_TABS = ['overview', 'routes', 'errors', 'releases', 'dependencies', 'resources'] as const;
export type ServiceTab = (typeof SERVICE_TABS)[number];

/** Which service, and what of it. */
export interface ServiceSelection {
  /** Empty where the URL names none. */
  service: string;
  tab: ServiceTab;
}

export const SERVICE_PARAMS: ParamsCodec<ServiceSelection> = {
  keys: ['service', 'tab'],
  read: (params) => ({
    service: params.get('service') ?? '',
    tab: SERVICE_TABS.find((tab) => tab === params.get('tab')) ?? 'overview',
  }),
  write: ({ service, tab }) => [...param('service', service), ...param('tab', tab === 'overview' ? undefined : tab)],
};

/** What /health/service shows; the table is that of the service's routes. */
export type ServiceState = ServiceSelection & TableState;

/** /health/service?service=: one service. */
export const serviceUrl = pageUrl<ServiceState, 'service'>(PATHS.service, {
  keys: [...SERVICE_PARAMS.keys, ...TABLE_PARAMS.keys],
  read: (params) => ({ ...SERVICE_PARAMS.read(params), ...TABLE_PARAMS.read(params) }),
  write: (state) => [...SERVICE_PARAMS.write(state), ...TABLE_PARAMS.write(state)],
});
