import { ALERT_STATES, type AlertState } from '../../telemetry/questions/alerts';
import { PATHS } from '../routes';
import { pageUrl, param, type ParamsCodec } from './pageUrl';
import { TABLE_PARAMS, type TableState } from './table';

/** How states stand in addresses. */
const WORDS: Readonly<Record<AlertState, string>> = {
  firing: 'firing',
  pending: 'pending',
  error: 'error',
  noData: 'no-data',
  inactive: 'ok',
};

/** What /alerts shows. */
export interface AlertsState extends TableState {
  /** Empty for all that need a look: all but those that are well. */
  states: AlertState[];
  /** Empty for all. */
  severities: string[];
  services: string[];
  /** The rules of all data sources are read, however many these are. */
  readsAll: boolean;
}

const ALERTS_PARAMS: ParamsCodec<AlertsState> = {
  keys: [...TABLE_PARAMS.keys, 'state', 'severity', 'service', 'sources'],
  read: (params) => ({
    ...TABLE_PARAMS.read(params),
    states: ALERT_STATES.filter((state) => params.getAll('state').includes(WORDS[state])),
    severities: namesIn(params, 'severity'),
    services: namesIn(params, 'service'),
    readsAll: params.get('sources') === 'all',
  }),
  write: ({ states = [], severities = [], services = [], readsAll, ...table }) => [
    ...TABLE_PARAMS.write(table),
    ...ALERT_STATES.filter((state) => states.includes(state)).map((state): [string, string] => ['state', WORDS[state]]),
    ...severities.flatMap((severity) => param('severity', severity)),
    ...services.flatMap((service) => param('service', service)),
    ...param('sources', readsAll === true ? 'all' : undefined),
  ],
};

function namesIn(params: URLSearchParams, key: string): string[] {
  return [...new Set(params.getAll(key).filter(Boolean))];
}

/** /alerts: what fires, since when, and where it leads. */
export const alertsUrl = pageUrl<AlertsState>(PATHS.alerts, ALERTS_PARAMS);

/** Which alert /alerts/alert is about. What is left out may be anything: a notification knows only names. */
export interface AlertPageState {
  /** The name of its rule. */
  alert: string;
  service: string;
  severity: string;
  /** Uid of the rule in Grafana. */
  rule: string;
  /** Uid of the data source whose rule it is; `grafana` for Grafana's own. */
  source: string;
  /** The group of its rule. */
  group: string;
  /** The file or namespace of a rule that has no uid. */
  folder: string;
  /** Tells a rule without a uid from others of its name and group; another one once the rule is changed. */
  definition: string;
}

const KEYS = ['alert', 'service', 'severity', 'rule', 'source', 'group', 'folder', 'definition'] as const;

const ALERT_PARAMS: ParamsCodec<AlertPageState> = {
  keys: KEYS,
  read: (params) => ({
    alert: params.get('alert') ?? '',
    service: params.get('service') ?? '',
    severity: params.get('severity') ?? '',
    rule: params.get('rule') ?? '',
    source: params.get('source') ?? '',
    group: params.get('group') ?? '',
    folder: params.get('folder') ?? '',
    definition: params.get('definition') ?? '',
  }),
  write: (state) => KEYS.flatMap((key) => param(key, state[key])),
};

/** /alerts/alert?alert=: one alert. */
export const alertUrl = pageUrl<AlertPageState, 'alert'>(PATHS.alert, ALERT_PARAMS);
