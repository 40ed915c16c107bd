import { type DataFrame, type PanelData } from '@grafana/data';
import { sharedLabels } from '../../../analysis/alerts/alert';
import { covers, namesService } from '../../../analysis/alerts/silences';
import { type Deployment, deploymentsIn, type VersionSeries } from '../../../analysis/deployments';
import { type FiredAlert, firedAlerts, type SeenAlert } from '../../../analysis/marks';
import { shortestStep } from '../../../analysis/step';
import { seriesOf } from '../../../datasources/answer';
import { type FiringAlert } from '../../../datasources/firingAlerts';
import { readRecordedAlert } from '../../../telemetry/dialects/promql/alerts';
import { type Silence } from '../../../telemetry/questions/alerts';
import { type TimeSpan } from '../../../telemetry/timeSpan';
import { spanOf } from '../useSettledData';
import { MARK_REFS } from './queries';

/** All that may be marked on the charts of a service. */
export interface Marks {
  service: string;
  deployments: Deployment[];
  alerts: FiredAlert[];
  silences: Silence[];
}

/** What charts are marked by besides what their page asks. */
export interface ReadAlerts {
  service: string;
  /** Alerts of Grafana's rules that fire now, which few record. */
  firing: readonly FiringAlert[];
  silences: readonly Silence[];
}

/** As a Prometheus usually evaluates. */
const USUAL_STEP_MS = 15_000;

/**
 * What happened to a service in the time range: its versions and its alerts as the page asked for them, alerts that
 * fire now, and silences that are about it or about one of its alerts.
 */
export function marksIn(data: PanelData, { service, firing, silences }: ReadAlerts): Marks {
  const span = spanOf(data);
  const recorded = firedAlerts(seenIn(data.series), span, stepOf(data));
  const unrecorded = firing
    .filter((alert) => alert.service === service && !recorded.some((one) => isSame(one, alert)))
    .flatMap((alert) => firingIn(alert, span));
  const alerts = [...recorded, ...unrecorded];
  return {
    service,
    deployments: deploymentsIn(versionsIn(data.series)),
    alerts,
    silences: silences.filter(
      (silence) =>
        silence.from < span.to &&
        silence.to > span.from &&
        (namesService(silence, service) || alerts.some((alert) => covers(silence, alert)))
    ),
  };
}

function seenIn(frames: readonly DataFrame[]): SeenAlert[] {
  return seriesOf(frames, MARK_REFS.alerts).map(({ labels: recorded, times, values }) => {
    const { labels, ruleUid } = readRecordedAlert(recorded);
    const seen = times.filter((_, step) => values[step] !== null && values[step] !== undefined);
    return { labels, ...(ruleUid !== undefined && { ruleUid }), times: seen };
  });
}

/** Servers answer in longer steps than they were asked for: the shortest between two points is the step. */
function stepOf({ series, request }: PanelData): number {
  const all = [MARK_REFS.alerts, MARK_REFS.versions].flatMap((refId) => seriesOf(series, refId));
  return shortestStep(all) ?? request?.intervalMs ?? USUAL_STEP_MS;
}

/** What is recorded of a rule of Grafana's and what Grafana tells of it have not all labels in common. */
function isSame({ ruleUid, labels, isOngoing }: FiredAlert, { rule, labels: firing }: FiringAlert): boolean {
  const shared = Object.entries(labels).filter(([label]) => label !== 'alertname' && firing[label] !== undefined);
  return isOngoing && ruleUid === rule.uid && shared.every(([label, value]) => firing[label] === value);
}

function firingIn({ rule, labels, since = -Infinity }: FiringAlert, { from, to }: TimeSpan): FiredAlert[] {
  return since < to
    ? [
        {
          name: rule.name,
          labels: sharedLabels({ alertname: rule.name, ...labels }),
          ...(rule.uid !== undefined && { ruleUid: rule.uid }),
          from: Math.max(from, since),
          to,
          isCut: since < from,
          isOngoing: true,
        },
      ]
    : [];
}

/** Each version over the same steps: servers leave out those at which it did not run. */
function versionsIn(frames: readonly DataFrame[]): VersionSeries[] {
  const series = seriesOf(frames, MARK_REFS.versions);
  const times = [...new Set(series.flatMap((one) => one.times))].sort((a, b) => a - b);
  return series.flatMap(({ labels, times: own, values }) => {
    const valueAt = new Map(own.map((time, step) => [time, values[step]]));
    return labels.version ? [{ version: labels.version, times, values: times.map((time) => valueAt.get(time)) }] : [];
  });
}
