import { type AlertState } from '../../questions/alerts';
import { type Labels } from '../../vocabulary';
import { matches, selector } from './selector';

/** In which Prometheus, Mimir and, where it is told to, Grafana record which alerts are there. */
const RECORDED = matches('__name__', ['ALERTS', 'GRAFANA_ALERTS']);
const GRAFANAS_UID = 'grafana_rule_uid';
const OWN = new Set(['__name__', 'alertstate', 'grafana_alertstate', GRAFANAS_UID]);

/**
 * How often each alert began to fire in the last seven days, to a minute: in how many minutes it fired of which it did
 * not in the one before.
 */
export function renderTimesFired(): string {
  const firing = selector('', [RECORDED, matches('alertstate', ['firing'])]);
  return `count_over_time((${firing} unless (${firing} offset 1m))[7d:1m])`;
}

/** Which alerts of a rule were there, pending or firing. */
export function renderAlertHistory({ name, uid }: { name: string; uid?: string }): string {
  return selector('', [
    RECORDED,
    matches('alertname', [name]),
    matches(GRAFANAS_UID, [uid ?? '']),
  ]);
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
