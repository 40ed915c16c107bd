import { type DataFrame, FieldType } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { sampledStep, spansOfSamples } from '../../analysis/alerts/alertSpans';
import { readRecordedAlert, renderAlertHistory, renderTimesFired } from '../../telemetry/dialects/promql/alerts';
import { type RuleDialect } from '../../telemetry/dialects/ruleQuery';
import {
  type AlertHistory,
  type AlertRule,
  type TimesFired,
  type WatchedSeries,
} from '../../telemetry/questions/alerts';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { type Labels } from '../../telemetry/vocabulary';
import { dataRequest, uniqueRequestId } from '../dataRequest';
import { type LokiQuery } from '../lokiQueries';
import { type PromQuery } from '../prometheus';
import { queryFrames, type ResourceDataSource } from '../runQueries';

/** Points of a range: as many as are seen, and never closer than what a Prometheus usually evaluates at. */
const POINTS = 300;
const LEAST_STEP_MS = 15_000;

const REF_ID = 'Alerts';

/** How often alerts fired in the seven days before a moment, as a Prometheus recorded it; one query. */
export async function timesFiredIn(uid: string, at: number, signal?: AbortSignal): Promise<TimesFired[]> {
  const query: PromQuery = { refId: REF_ID, expr: renderTimesFired(), instant: true, range: false };
  const series = await ask(uid, query, { from: at, to: at }, LEAST_STEP_MS, signal);
  return series.map(({ labels: recorded, values }) => {
    const { labels, ruleUid } = readRecordedAlert(recorded);
    return { labels, ...(ruleUid !== undefined && { ruleUid }), times: values.at(-1) ?? 0 };
  });
}

/**
 * How the alerts of a rule stood, as a Prometheus recorded them.
 * @returns undefined where it recorded none, and the rule is not its own: then another may have
 */
export async function recordedHistory(
  uid: string,
  rule: AlertRule,
  isMeant: (labels: Labels) => boolean,
  span: TimeSpan,
  signal?: AbortSignal
): Promise<AlertHistory | undefined> {
  const step = stepOf(span);
  // Else the data source's own interval is the least.
  const interval = `${step / 1000}s`;
  const query: PromQuery = { refId: REF_ID, expr: renderAlertHistory(rule), instant: false, range: true, interval };
  const recorded = await ask(uid, query, span, step, signal);
  if (recorded.length === 0 && rule.origin.uid !== uid) {
    return undefined;
  }
  const samples = recorded
    .map(({ labels, times }) => ({ ...readRecordedAlert(labels), times }))
    .filter(({ labels }) => isMeant(labels));
  // Whoever was never there tells nothing of the step: the others do.
  return { spans: spansOfSamples(samples, span, sampledStep(recorded, step)) };
}

/** What a query of a rule says over a time range. */
export async function seriesOf(
  { uid, expr, dialect }: { uid: string; expr: string; dialect: RuleDialect },
  span: TimeSpan,
  signal?: AbortSignal
): Promise<WatchedSeries[]> {
  const asProm: PromQuery = { refId: REF_ID, expr, instant: false, range: true };
  const asLoki: LokiQuery = { refId: REF_ID, expr, queryType: 'range' };
  return ask(uid, dialect === 'promql' ? asProm : asLoki, span, stepOf(span), signal);
}

function stepOf({ from, to }: TimeSpan): number {
  return Math.max(LEAST_STEP_MS, Math.ceil((to - from) / POINTS / 1000) * 1000);
}

async function ask(
  uid: string,
  query: PromQuery | LokiQuery,
  span: TimeSpan,
  stepMs: number,
  signal?: AbortSignal
): Promise<WatchedSeries[]> {
  const dataSource = (await getDataSourceSrv().get(uid)) as ResourceDataSource;
  const points = Math.ceil((span.to - span.from) / stepMs) + 1;
  const request = dataRequest(uniqueRequestId('alerts'), [query], span, stepMs, points);
  return (await queryFrames(dataSource, request, signal)).flatMap(seriesIn);
}

function seriesIn({ fields }: DataFrame): WatchedSeries[] {
  const times = fields.find(({ type }) => type === FieldType.time)?.values as number[] | undefined;
  return times
    ? fields
        .filter(({ type }) => type === FieldType.number)
        .map(({ labels = {}, values }) => ({ labels, times, values: values as Array<number | null> }))
    : [];
}
