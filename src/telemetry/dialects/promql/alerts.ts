import { type AlertState } from '../../questions/alerts';
import { type Labels } from '../../vocabulary';
import { excludes, matches, selector } from './selector';

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
