import { PATHS } from '../routes';
import { pageUrl, param } from './pageUrl';
import { TABLE_PARAMS, type TableState } from './table';

/** /infrastructure: hosts, containers and databases, the worst first. The order is that of hosts. */
export const infrastructureUrl = pageUrl<TableState>(PATHS.infrastructure, TABLE_PARAMS);

/** What /infrastructure/host is about. */
export interface HostState {
  /** The id of a host; empty where the URL names none. */
  host: string;
}

/** /infrastructure/host?host=: one host. */
export const hostUrl = pageUrl<HostState, 'host'>(PATHS.host, {
  keys: ['host'],
  read: (params) => ({ host: params.get('host') ?? '' }),
  write: ({ host }) => param('host', host),
});

/** What /infrastructure/container is about. */
export interface ContainerState {
  /** The id of a container; empty where the URL names none. */
  container: string;
}

/** /infrastructure/container?container=: one container. */
export const containerUrl = pageUrl<ContainerState, 'container'>(PATHS.container, {
  keys: ['container'],
  read: (params) => ({ container: params.get('container') ?? '' }),
  write: ({ container }) => param('container', container),
});
