import { ENVIRONMENT_LABELS, SERVICE_LABELS } from '../../alertLabels';
import { type MetricDetection } from '../../conventions/binding';
import { type AlertState } from '../../questions/alerts';
import { type MetricQuestion, onlyValue } from '../../questions/metric';
import { type NotSupported } from '../../questions/notSupported';
import { bareName } from '../../serviceNames';
import { type Labels } from '../../vocabulary';
import { anyOf } from './combine';
import { noMetricFor, type Rendered, statNotSupported } from './rendered';
import { excludes, matches, type Matcher, selector, selectors } from './selector';

/** In which Prometheus, Mimir and, where it is told to, Grafana record which alerts are there. */
const RECORDED = matches('__name__', ['ALERTS', 'GRAFANA_ALERTS']);
const GRAFANAS_UID = 'grafana_rule_uid';
const GRAFANAS_STATE = 'grafana_alertstate';
const OWN = new Set(['__name__', 'alertstate', GRAFANAS_STATE, GRAFANAS_UID]);
/** To Grafana, an alert whose rule could not be evaluated fires; it says that there, in either spelling. */
const UNEVALUATED = ['nodata', 'NoData', 'error', 'Error'];

/**
 * How often each alert began to fire in the last seven days, to a minute: in how many minutes it fired of which it did
 * not in the one before. Rules that could not be evaluated do not fire.
 */
export function renderTimesFired(): string {
  const firing = selector('', [RECORDED, matches('alertstate', ['firing']), excludes(GRAFANAS_STATE, UNEVALUATED)]);
  // Grafana's own state changes while an alert goes on firing.
  const each = `max without (${GRAFANAS_STATE}) `;
  return `count_over_time((${each}(${firing}) unless ${each}(${firing} offset 1m))[7d:1m])`;
}

/** Which alerts of a rule were there, pending or firing. */
export function renderAlertHistory({ name, uid }: { name: string; uid?: string }): string {
  return selector('', [RECORDED, matches('alertname', [name]), matches(GRAFANAS_UID, [uid ?? ''])]);
}

/**
 * Which alerts of one service fired: those whose labels name it, under any name that metrics have for it, and no other
 * environment than is asked for. Each keeps its labels: see {@link readRecordedAlert}.
 */
export function renderAlerts(question: MetricQuestion, detection: MetricDetection): Rendered | NotSupported {
  const { measure, stat, where } = question;
  const service = onlyValue(where, 'service');
  if (stat.kind !== 'value') {
    return statNotSupported(measure, stat);
  }
  if (service === undefined || where.some(({ field }) => field !== 'service' && field !== 'environment')) {
    return noMetricFor(measure);
  }
  const conditions = [{ field: 'service' as const, op: 'in' as const, values: namesOf(service, detection) }];
  const always = [
    RECORDED,
    matches('alertstate', ['firing']),
    excludes(GRAFANAS_STATE, UNEVALUATED),
    ...inEnvironment(where),
  ];
  const expr = anyOf(selectors('', conditions, { service: [...SERVICE_LABELS] }, always));
  return { queries: [{ expr, fields: {}, reading: { kind: 'series' } }], unit: 'count', notices: [] };
}

/** All that metrics call a service, its own name first. */
function namesOf(service: string, { families }: MetricDetection): string[] {
  const bound = families.flatMap(({ services }) => services.filter((one) => one.service === service));
  const bare = bareName(service);
  const others = [...bound.flatMap(({ alsoNamed = [] }) => alsoNamed), ...(bare === undefined ? [] : [bare])];
  const taken = new Set(families.flatMap(({ services }) => services.map((one) => one.service)));
  // What another service is called means that one; addresses of instances are no names.
  const own = others.filter((name) => name !== service && !taken.has(name) && !/:\d+$/.test(name));
  return [service, ...new Set(own)];
}

/** An alert that names no environment may be of any. */
function inEnvironment(where: MetricQuestion['where']): Matcher[] {
  return where
    .filter(({ field }) => field === 'environment')
    .flatMap(({ op, values }) =>
      ENVIRONMENT_LABELS.map((label) => (op === 'in' ? matches(label, ['', ...values]) : excludes(label, values)))
    );
}

/** An alert as its recorded labels tell of it. */
export interface RecordedAlert {
  labels: Labels;
  ruleUid?: string;
  state: AlertState;
}

/** Reads the labels of a recorded alert. */
export function readRecordedAlert(recorded: Labels): RecordedAlert {
  const labels = Object.fromEntries(Object.entries(recorded).filter(([name]) => !OWN.has(name)));
  const ruleUid = recorded[GRAFANAS_UID];
  return {
    labels,
    ...(ruleUid !== undefined && ruleUid !== '' && { ruleUid }),
    state: stateIn(recorded),
  };
}

/** Grafana says itself why an alert fires. */
function stateIn({ alertstate, grafana_alertstate: ofGrafana = '' }: Labels): AlertState {
  switch (ofGrafana.toLowerCase()) {
    case 'nodata':
      return 'noData';
    case 'error':
      return 'error';
    default:
      return alertstate === 'firing' || alertstate === 'pending' ? alertstate : 'inactive';
  }
}
