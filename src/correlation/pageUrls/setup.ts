import { PATHS } from '../routes';
import { SOURCE_KEYS } from '../sharedUrlState';
import { pageUrl, param } from './pageUrl';

/**
 * What /setup reports on: of what all pages share, whom they ask. It has no state of its own.
 */
export interface SetupState {
  /** Uid of the data source for metrics, and likewise for logs and traces; empty for the one that set-up prefers. */
  metrics: string;
  logs: string;
  traces: string;
  /** None for all. */
  environments: string[];
}

/** How scenes write "all", which is no environment. */
const ALL = '$__all';

/** /setup: what was detected and why. */
export const setupUrl = pageUrl<SetupState>(PATHS.setup, {
  keys: [...Object.values(SOURCE_KEYS), 'var-environment'],
  read: (params) => ({
    metrics: params.get(SOURCE_KEYS.metrics) ?? '',
    logs: params.get(SOURCE_KEYS.logs) ?? '',
    traces: params.get(SOURCE_KEYS.traces) ?? '',
    environments: params.getAll('var-environment').filter((name) => name !== '' && name !== ALL),
  }),
  write: ({ metrics, logs, traces, environments = [] }) => [
    ...param(SOURCE_KEYS.metrics, metrics),
    ...param(SOURCE_KEYS.logs, logs),
    ...param(SOURCE_KEYS.traces, traces),
    ...environments.map((name): [string, string] => ['var-environment', name]),
  ],
});
