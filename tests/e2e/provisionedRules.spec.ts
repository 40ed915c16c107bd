import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type APIRequestContext, expect, request as requests, test } from '@playwright/test';
import { parse } from 'yaml';
import { ADMIN } from './testbed/grafana';

// The rules that Grafana evaluates in the demo, evaluated by a real Grafana over the tests' data as the rule's editor
// does it: no rule is saved and nothing fires.

interface Rule {
  title: string;
  condition: string;
  noDataState: string;
  execErrState: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  data: Array<{
    refId: string;
    datasourceUid: string;
    model: {
      expr?: string;
      conditions?: Array<{ evaluator: { type: 'gt' | 'lt'; params: [number] } }>;
    };
  }>;
}

/** An alert as the evaluation tells it; one that does not fire has ended. */
interface Evaluated {
  labels: Record<string, string>;
  annotations: Record<string, string>;
  startsAt: string;
  endsAt: string;
}

const FOLDER = 'tillwatch-provisioned';
const FILE = join(__dirname, '../../provisioning/alerting/rules.yaml');
/** `$$` is a dollar sign in provisioned labels. */
const TEXT = readFileSync(FILE, 'utf8').replaceAll('$$', '$');
const RULES = (parse(TEXT) as { groups: Array<{ rules: Rule[] }> }).groups.flatMap(({ rules }) => rules);

/** The tests' Loki has other services than the demo, and the lines may be older than the range of a rule by now. */
const WIDENED: Record<string, (query: string) => string> = {
  ErrorLogsHigh: (query) =>
    query.replaceAll('service_name="flask-shop"', 'service_name=~".+"').replaceAll('[5m]', '[3h]'),
  LogsAbsent: (query) =>
    query
      .replace(/service_name=~"[^"]*"/g, 'service_name=~".+"')
      .replace('[1h]', '[3h]')
      .replace('[10m]', '[1s]'),
};

test.describe.configure({ mode: 'default' });
let api: APIRequestContext;

test.beforeAll(async ({ baseURL }) => {
  const token = Buffer.from(`${ADMIN.user}:${ADMIN.password}`).toString('base64');
  api = await requests.newContext({ baseURL, extraHTTPHeaders: { authorization: `Basic ${token}` } });
  expect((await api.post('/api/folders', { data: { uid: FOLDER, title: 'Provisioned' } })).ok()).toBe(true);
});

test.afterAll(async () => {
  await api.delete(`/api/folders/${FOLDER}`);
  await api.dispose();
});

async function evaluate(rule: Rule): Promise<Evaluated[]> {
  const answer = await api.post('/api/v1/rule/test/grafana', {
    data: {
      folderUid: FOLDER,
      folderTitle: 'Provisioned',
      rule: {
        for: '0s',
        labels: rule.labels,
        annotations: rule.annotations,
        grafana_alert: {
          title: rule.title,
          condition: rule.condition,
          data: rule.data,
          no_data_state: rule.noDataState,
          exec_err_state: rule.execErrState,
        },
      },
    },
  });
  const text = await answer.text();
  expect(answer.status(), text).toBe(200);
  return JSON.parse(text) as Evaluated[];
}

const fires = ({ startsAt, endsAt }: Evaluated) => Date.parse(endsAt) > Date.parse(startsAt);
const thresholdOf = ({ data, condition }: Rule) =>
  data.find(({ refId }) => refId === condition)!.model.conditions![0]!.evaluator;

/** The number that a rule compares, of an alert of it; NaN, which no JSON tells, where nobody asked a service. */
function valueOf({ annotations }: Evaluated, { data }: Rule): number {
  const values = JSON.parse(annotations.__values__ ?? '{}') as Record<string, number>;
  return values[data[0]!.refId] ?? NaN;
}

/** The rule over the tests' data, with another threshold where one is given. */
function inTestbed(rule: Rule, threshold?: number): Rule {
  const copy = structuredClone(rule);
  const query = copy.data[0]!.model;
  query.expr = WIDENED[rule.title]?.(query.expr!) ?? query.expr!;
  if (threshold !== undefined) {
    thresholdOf(copy).params = [threshold];
  }
  return copy;
}

for (const rule of RULES.filter(({ noDataState }) => noDataState === 'OK')) {
  test(`${rule.title} fires for what is beyond its threshold, and for nothing else`, { tag: '@core' }, async () => {
    const needsLoki = rule.data[0]!.datasourceUid === 'loki';
    test.skip(needsLoki && !process.env.TESTBED_STARTED_AT, 'Loki is not installed');
    const alerts = await evaluate(inTestbed(rule));
    expect(alerts.length).toBeGreaterThan(0);
    const { type, params } = thresholdOf(rule);
    expect(type).toBe('gt');
    for (const alert of alerts) {
      expect(fires(alert), JSON.stringify(alert)).toBe(valueOf(alert, rule) > params[0]);
      const { summary, description, page } = alert.annotations;
      const { service, team } = alert.labels;
      expect(`${summary} ${description} ${page} ${service} ${team}`).not.toMatch(
        /\{\{|no value|<nil>|error expanding/i
      );
      expect(page).toBe(
        `/a/tillwatch-shop-app/alerts/alert?alert=${rule.title}&service=${encodeURIComponent(service!)}`
      );
    }
    const largest = Math.max(...alerts.map((alert) => valueOf(alert, rule)).filter(Number.isFinite));
    const lowered = await evaluate(inTestbed(rule, largest * 0.9));
    expect(lowered.some((alert) => fires(alert) && valueOf(alert, rule) === largest)).toBe(true);
    const raised = await evaluate(inTestbed(rule, largest * 1.1));
    expect(raised.filter(fires)).toEqual([]);
  });
}

test('PrometheusUnreachable fires where Prometheus has no targets or does not answer', { tag: '@core' }, async () => {
  const rule = RULES.find(({ title }) => title === 'PrometheusUnreachable')!;
  // The tests' Prometheus scrapes nothing.
  const [nothing] = await evaluate(rule);
  expect(fires(nothing!)).toBe(true);
  expect(nothing!.labels.alertname).toBe('PrometheusUnreachable');
  const answering = structuredClone(rule);
  answering.data[0]!.model.expr = 'count(http_requests_total)';
  expect((await evaluate(answering)).filter(fires)).toEqual([]);
  const gone = structuredClone(rule);
  gone.data[0]!.datasourceUid = 'refused';
  const [unanswered] = await evaluate(gone);
  expect(fires(unanswered!)).toBe(true);
});
