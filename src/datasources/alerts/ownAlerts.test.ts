import { FieldType } from '@grafana/data';
import { mergeAlerts } from '../../analysis/alerts/mergeAlerts';
import { type Labels } from '../../telemetry/vocabulary';
import { TelemetryError } from '../failure';
import { FakeAlertApi, type FakeSource, Upstream } from '../testing/fakeAlertApi';
import { MOST_REQUESTS, OwnAlerts } from './ownAlerts';

const SOURCES: FakeSource[] = [
  { uid: 'prom', type: 'prometheus' },
  { uid: 'mimir', type: 'prometheus', jsonData: { prometheusType: 'Mimir' } },
  { uid: 'loki', type: 'loki' },
  { uid: 'unmanaged', type: 'prometheus', jsonData: { manageAlerts: false } },
  { uid: 'am', type: 'alertmanager' },
];
const RULES = (uid: string) => `/api/prometheus/${uid}/api/v1/rules`;
const GROUPS = (uid: string) => `/api/alertmanager/${uid}/api/v2/alerts/groups`;

const rulesOf = (...rules: unknown[]) => ({ status: 'success', data: { groups: [{ name: 'g', file: 'f', rules }] } });
const SINCE = '2026-03-10T14:32:00Z';
const QUERY = 'errors / requests > 0.2';
const fails = (labels: Labels, change: object = {}) => ({
  name: 'Fails',
  type: 'alerting',
  state: 'firing',
  query: QUERY,
  duration: 120,
  labels: { severity: 'critical' },
  health: 'ok',
  alerts: [
    {
      labels: { alertname: 'Fails', severity: 'critical', ...labels },
      state: 'firing',
      activeAt: SINCE,
      value: '3.1e-01',
    },
  ],
  ...change,
});

/** Everybody answers; each is given its own job. */
function everybody(): Record<string, unknown> {
  return {
    [RULES('grafana')]: rulesOf({
      ...fails({ grafana_folder: 'Shop' }),
      uid: 'u',
      query: 'errors',
      queriedDatasourceUIDs: ['prom', '__expr__'],
      alerts: [
        { labels: { alertname: 'Fails', job: 'cart' }, state: 'Alerting', activeAt: SINCE, value: '1e+00' },
        { labels: { alertname: 'Fails', job: 'calm' }, state: 'Normal', activeAt: '0001-01-01T00:00:00Z', value: '' },
      ],
    }),
    [GROUPS('grafana')]: [
      {
        alerts: [
          {
            labels: { alertname: 'Fails', job: 'cart', __alert_rule_uid__: 'u' },
            annotations: { summary: 's', __values__: '{"ratio":0.4,"threshold":1}', __value_string__: '[ ]' },
            startsAt: SINCE,
            fingerprint: '1',
            status: { state: 'suppressed', silencedBy: ['x'], inhibitedBy: [] },
          },
        ],
      },
    ],
    [RULES('prom')]: rulesOf(fails({ job: 'payments' }), {
      name: 'requests:rate5m',
      type: 'recording',
      query: 'x',
      health: 'ok',
    }),
    [RULES('mimir')]: rulesOf(fails({ job: 'catalog' }, { health: 'err', lastError: 'no such function' })),
    [RULES('loki')]: rulesOf({ name: 'Shouts', query: '{app="x"}', health: 'unknown', alerts: null, labels: null }),
    [GROUPS('am')]: [],
  };
}

async function read(change: Record<string, unknown> = {}, sources = SOURCES) {
  const api = new FakeAlertApi(sources);
  api.bodies = { ...everybody(), ...change };
  const answer = await new OwnAlerts('prom', 'loki').alerts({ at: 0 });
  return { api, answer };
}

it('reads rules of all kinds, with who evaluates them and what they ask', async () => {
  const { answer } = await read();
  expect(answer.notices).toEqual([]);
  expect(answer.rules.map(({ rule }) => [rule.origin.kind, rule.name, rule.dialect, rule.dataSource])).toEqual([
    ['grafana', 'Fails', 'promql', 'prom'],
    ['prometheus', 'Fails', 'promql', 'prom'],
    ['loki', 'Shouts', 'logql', 'loki'],
    ['mimir', 'Fails', 'promql', 'mimir'],
  ]);
  expect(answer.rules[3]?.rule.problem).toEqual({ state: 'error', text: 'no such function' });
});

it('tells of each alert since when it fires, with the number that was compared', async () => {
  const { answer } = await read();
  const alerts = mergeAlerts(answer).map(({ labels, state, since, value, suppressed }) => ({
    job: labels.job,
    state,
    since: since && new Date(since).toISOString(),
    value,
    suppressed,
  }));
  const at = '2026-03-10T14:32:00.000Z';
  // Prometheus says since when the condition holds, which it must for two minutes.
  const later = '2026-03-10T14:34:00.000Z';
  expect(alerts).toEqual([
    { job: 'cart', state: 'firing', since: at, value: 0.4, suppressed: ['silenced'] },
    { job: 'calm', state: 'inactive', since: undefined, value: undefined, suppressed: [] },
    { job: 'payments', state: 'firing', since: later, value: 0.31, suppressed: [] },
    { job: 'catalog', state: 'firing', since: later, value: 0.31, suppressed: [] },
  ]);
});

it('asks as often for a thousand rules as for one, and not for what an admin keeps from Grafana', async () => {
  const one = await read();
  const many = await read({
    [RULES('prom')]: rulesOf(...Array.from({ length: 1000 }, (_, i) => fails({ job: `${i}` }))),
  });
  expect(many.answer.rules).toHaveLength(one.answer.rules.length + 999);
  expect(many.api.asked).toEqual(one.api.asked);
  expect([...one.api.asked].sort()).toEqual([...Object.keys(everybody()), 'query prom'].sort());
  expect(one.api.asked.length).toBeLessThanOrEqual(MOST_REQUESTS);
});

it('asks no more where there are many data sources, and names those that it did not ask', async () => {
  const many = Array.from({ length: 20 }, (_, i): FakeSource => ({ uid: `p${i}`, type: 'prometheus' }));
  const { api, answer } = await read({}, [...SOURCES, ...many]);
  expect(api.asked).toHaveLength(MOST_REQUESTS);
  expect(api.asked).toEqual(expect.arrayContaining([RULES('prom'), RULES('loki'), GROUPS('am')]));
  expect(answer.notAsked).toHaveLength(19);
  const all = await new OwnAlerts('prom', 'loki').alerts({ at: 0, all: true });
  expect(all.notAsked).toEqual([]);
});

it('reads for one alert only the rules of its server', async () => {
  const api = new FakeAlertApi(SOURCES);
  api.bodies = everybody();
  await new OwnAlerts('prom', 'loki').alerts({ at: 0, of: 'mimir' });
  expect(api.asked.filter((url) => url.startsWith('/api/prometheus'))).toEqual([RULES('mimir')]);
});

it.each([
  [403, 'forbidden', 'You do not have permission to read alerts of The prom'],
  [new Upstream(403), 'forbidden', 'The prom refused the request'],
  [404, 'absent', 'The prom has no alert rules API'],
  [502, 'failed', 'The prom cannot be reached'],
  [{ data: { groups: 'none' } }, 'failed', 'The prom returned an error: unexpected response, at data.groups'],
])('loses only the alerts of a data source that answers %j', async (body, kind, message) => {
  const { answer } = await read({ [RULES('prom')]: body });
  expect(answer.notices).toMatchObject([{ origin: { uid: 'prom' }, kind, message }]);
  expect(answer.notices[0]?.advice).not.toBe('');
  expect(answer.rules.map(({ rule }) => rule.origin.uid)).toEqual(['grafana', 'loki', 'mimir']);
});

it('tells an Alertmanager that is not there from rules that are not', async () => {
  const [uid = ''] = Object.keys(everybody()).flatMap((url) => /alertmanager\/(?!grafana)([^/]+)/.exec(url)?.[1] ?? []);
  const { answer } = await read({ [GROUPS(uid)]: 404 });
  expect(answer.notices).toMatchObject([{ kind: 'absent', origin: { uid, kind: 'alertmanager' } }]);
  expect(answer.notices[0]?.message).toContain('does not answer as an Alertmanager');
});

it('says once that Grafana refuses, and fails where nobody answers', async () => {
  const { answer } = await read({ [RULES('grafana')]: 403, [GROUPS('grafana')]: 403 });
  expect(answer.notices).toMatchObject([{ kind: 'forbidden', origin: { uid: 'grafana' } }]);
  const nobody = Object.fromEntries(Object.keys(everybody()).map((url) => [url, 403]));
  const failed = await read(nobody).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(TelemetryError);
  expect(failed).toMatchObject({ failure: { kind: 'forbidden' } });
});

const series = (labels: Labels, values: number[], times = values.map((_, i) => i * 15_000)) => ({
  length: values.length,
  fields: [
    { name: 'Time', type: FieldType.time, config: {}, values: times },
    { name: 'Value', type: FieldType.number, config: {}, labels, values },
  ],
});

it('knows how often alerts fired where that is recorded, of Grafana’s rules only where they are', async () => {
  const timesOf = async (...recorded: Labels[]) => {
    const api = new FakeAlertApi(SOURCES);
    api.bodies = everybody();
    api.frames = () => recorded.map((labels) => series(labels, [4]));
    const alerts = mergeAlerts(await new OwnAlerts('prom', 'loki').alerts({ at: 0 }));
    return alerts.map(({ labels, timesFired }) => [labels.job, timesFired]);
  };
  const payments = { alertname: 'Fails', alertstate: 'firing', severity: 'critical', job: 'payments' };
  expect(await timesOf(payments)).toEqual([
    ['cart', undefined],
    ['calm', undefined],
    ['payments', 4],
    ['catalog', undefined],
  ]);
  const ofGrafana = { alertname: 'Fails', alertstate: 'firing', job: 'cart', grafana_rule_uid: 'u' };
  expect(await timesOf(payments, ofGrafana)).toEqual([
    ['cart', 4],
    ['calm', 0],
    ['payments', 4],
    ['catalog', undefined],
  ]);
});

const SPAN = { from: 0, to: 60_000 };

it('asks a rule’s data source for what it watches, with the number that it is compared with', async () => {
  const { api, answer } = await read();
  api.frames = () => [series({ job: 'payments' }, [0.1, 0.3])];
  const [, ofPrometheus] = answer.rules;
  const watched = await new OwnAlerts('prom', 'loki').watched(ofPrometheus!.rule, SPAN);
  expect(watched).toMatchObject({ threshold: 0.2, query: 'errors / requests', series: [{ values: [0.1, 0.3] }] });
  expect(api.queries.at(-1)).toMatchObject({ expr: 'errors / requests', range: true });
});

it.each([
  ['prom', { query: 'a', threshold: 5 }],
  // Of another kind.
  ['sql', undefined],
])('asks %s for what a rule of Grafana watches by its definition', async (datasourceUid, expected) => {
  const model = { type: 'threshold', expression: 'A', conditions: [{ evaluator: { type: 'gt', params: [5] } }] };
  const data = [
    { refId: 'A', datasourceUid, model: { expr: 'a' } },
    { refId: 'T', datasourceUid: '__expr__', model },
  ];
  const { api, answer } = await read({
    '/api/ruler/grafana/api/v1/rule/u': { grafana_alert: { condition: 'T', data } },
  });
  api.frames = () => [series({}, [1])];
  const watched = await new OwnAlerts('prom', 'loki').watched(answer.rules[0]!.rule, SPAN);
  expect(watched && { query: watched.query, threshold: watched.threshold }).toEqual(expected);
});

it('tells how an alert of Grafana stood by the changes that Grafana recorded', async () => {
  const line = (job: string, previous: string, current: string) => ({ previous, current, labels: { job } });
  const { api, answer } = await read({
    '/api/v1/rules/history': {
      schema: { fields: [{ name: 'time' }, { name: 'line' }, { name: 'labels' }] },
      data: {
        values: [
          [20_000, 30_000, 40_000],
          [
            line('cart', 'Normal', 'Alerting'),
            line('other', 'Normal', 'Error'),
            line('cart', 'Alerting', 'Normal (MissingSeries)'),
          ],
          [{}, {}, {}],
        ],
      },
    },
  });
  const isMeant = ({ job }: Labels) => job === 'cart';
  const history = await new OwnAlerts('prom', 'loki').history(answer.rules[0]!.rule, isMeant, SPAN);
  expect(history?.spans).toEqual([
    { from: 0, to: 20_000, state: 'inactive' },
    { from: 20_000, to: 40_000, state: 'firing' },
    { from: 40_000, to: 60_000, state: 'inactive' },
  ]);
  expect(api.asked.at(-1)).toBe('/api/v1/rules/history?ruleUID=u&from=0&to=60&limit=5000');
});

it('tells how an alert of a Prometheus stood by what that recorded', async () => {
  const { api, answer } = await read();
  const recorded = { alertname: 'Fails', job: 'payments' };
  api.frames = () => [
    series({ ...recorded, alertstate: 'pending' }, [1], [15_000]),
    series({ ...recorded, alertstate: 'firing' }, [1], [30_000]),
    series({ ...recorded, job: 'other', alertstate: 'firing' }, [1], [0]),
  ];
  const isMeant = ({ job }: Labels) => job === 'payments';
  const history = await new OwnAlerts('prom', 'loki').history(answer.rules[1]!.rule, isMeant, SPAN);
  expect(history?.spans.map(({ from, state }) => [from, state])).toEqual([
    [0, 'inactive'],
    [15_000, 'pending'],
    [30_000, 'firing'],
    [45_000, 'inactive'],
  ]);
});

const HISTORY = '/api/v1/rules/history';
const ANNOTATIONS = {
  schema: { fields: ['time', 'text', 'prev', 'next', 'data'].map((name) => ({ name })) },
  data: { values: [[20_000], ['Fails {job=cart} - Alerting'], ['Normal'], ['Alerting'], [{}]] },
};

it.each<[string, unknown]>([
  ['refuses, as it only writes them into a Prometheus', new Upstream(500)],
  ['has them as annotations', ANNOTATIONS],
  ['has none', { schema: { fields: [] }, data: { values: [] } }],
  ['has them in another form', { schema: {}, data: {} }],
])('reads changes of a rule of Grafana from what a Prometheus recorded where Grafana %s', async (_, body) => {
  const { api, answer } = await read({ [HISTORY]: body });
  const [{ rule }] = answer.rules as [(typeof answer.rules)[number]];
  const historyOf = () => new OwnAlerts('prom', 'loki').history(rule, () => true, SPAN);
  expect(await historyOf()).toBeUndefined();
  const recorded = { alertname: 'Fails', grafana_rule_uid: 'u', job: 'cart', alertstate: 'firing' };
  api.frames = () => [series(recorded, [1, 1], [30_000, 45_000])];
  expect((await historyOf())?.spans).toEqual([
    { from: 0, to: 30_000, state: 'inactive' },
    { from: 30_000, to: 60_000, state: 'firing' },
  ]);
  expect(api.asked.slice(-2)).toEqual([expect.stringContaining(HISTORY), 'query prom']);
});

it('fails where Grafana forbids its history', async () => {
  const { answer } = await read({ [HISTORY]: 403 });
  const history = new OwnAlerts('prom', 'loki').history(answer.rules[0]!.rule, () => true, SPAN);
  await expect(history).rejects.toMatchObject({ failure: { kind: 'forbidden' } });
});

it('knows of a rule of Prometheus that it did not fire, and of one of Loki only where that is recorded', async () => {
  const { answer } = await read();
  const [, ofPrometheus, ofLoki] = answer.rules;
  const own = new OwnAlerts('prom', 'loki');
  expect(await own.history(ofPrometheus!.rule, () => true, SPAN)).toEqual({ spans: [{ ...SPAN, state: 'inactive' }] });
  expect(await own.history(ofLoki!.rule, () => true, SPAN)).toBeUndefined();
});
