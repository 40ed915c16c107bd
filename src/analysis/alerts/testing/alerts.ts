import {
  type AlertOrigin,
  type AlertRule,
  type AlertsAnswer,
  type EvaluatedAlert,
  type RoutedAlert,
} from '../../../telemetry/questions/alerts';
import { type Labels } from '../../../telemetry/vocabulary';

export const GRAFANA: AlertOrigin = { kind: 'grafana', uid: 'grafana', name: 'Grafana' };
export const PROMETHEUS: AlertOrigin = { kind: 'prometheus', uid: 'prom', name: 'Prometheus' };
export const MANAGER: AlertOrigin = { kind: 'alertmanager', uid: 'am', name: 'Alertmanager' };

export function rule(name: string, change: Partial<AlertRule> = {}): AlertRule {
  return {
    name,
    group: 'shop',
    folder: 'rules.yml',
    origin: PROMETHEUS,
    holdSeconds: 0,
    labels: {},
    annotations: {},
    isPaused: false,
    ...change,
  };
}

export function evaluated(labels: Labels, change: Partial<EvaluatedAlert> = {}): EvaluatedAlert {
  return { labels, annotations: {}, state: 'firing', ...change };
}

export function routed(labels: Labels, change: Partial<RoutedAlert> = {}): RoutedAlert {
  return {
    origin: MANAGER,
    labels,
    annotations: {},
    isSilenced: false,
    isInhibited: false,
    groupSize: 1,
    ...change,
  };
}

export function answerOf(change: Partial<AlertsAnswer>): AlertsAnswer {
  return {
    rules: [],
    routed: [],
    fired: { isKnown: () => false, times: [] },
    notices: [],
    notAsked: [],
    at: 0,
    ...change,
  };
}
