import { dateTime } from '@grafana/data';
import { SceneDataNode, sceneGraph, VizPanel } from '@grafana/scenes';
import { act, screen, within } from '@testing-library/react';
import { answerOf, evaluated, PROMETHEUS, routed, rule } from '../../../analysis/alerts/testing/alerts';
import { definitionOf } from '../../../analysis/alerts/ruleKey';
import { appLocationUrl } from '../../../correlation/appLocation';
import { type AlertPageState, alertUrl } from '../../../correlation/pageUrls/alerts';
import { TelemetryError } from '../../../datasources/failure';
import { FakeAlertApi } from '../../../datasources/testing/fakeAlertApi';
import { type AlertsAnswer, type AlertSource, type AlertsQuestion } from '../../../telemetry/questions/alerts';
import { answerOf as changesOf, FAILING } from '../../../ui/changes/testing/answers';
import { fakeAsk } from '../../../ui/changes/testing/fakeAsk';
import { installGrafana, settle } from '../../../ui/testing/grafana';
import { fakeAlerts, NOW, openAlerts } from '../testing/openAlerts';
import { createBody } from './page';

jest.mock('../../../datasources/changes/askWhatChanged', () => ({ askWhatChanged: jest.fn() }));

const MINUTE = 60_000;
const asked: AlertsQuestion[] = [];
const fails = rule('Fails', { annotations: { summary: 'Many fail', __dashboardUid__: 'shop' }, query: 'errors > 0.2' });
const ANSWER = answerOf({
  at: NOW,
  rules: [
    {
      rule: fails,
      alerts: [
        evaluated({ job: 'payments', instance: 'a', severity: 'critical' }, { since: NOW - 8 * MINUTE, value: 0.3 }),
        evaluated({ job: 'payments', instance: 'b', severity: 'critical' }, { since: NOW - 5 * MINUTE, value: 0.4 }),
        evaluated({ job: 'cart', severity: 'critical' }, { state: 'pending' }),
      ],
    },
  ],
  routed: [routed({ alertname: 'Alone', severity: 'warning' }, { isInhibited: true })],
});
const PAYMENTS = { alert: 'Fails', service: 'shop/payments' };

beforeAll(() => installGrafana());
beforeEach(() => {
  jest.spyOn(Date, 'now').mockReturnValue(NOW);
  fakeAsk(() => changesOf(FAILING));
});

async function open(state: Partial<AlertPageState> & { alert: string }, change: Partial<AlertSource> = {}) {
  asked.length = 0;
  const body = createBody();
  const alerts: AlertSource['alerts'] = async (question) => {
    asked.push(question);
    return ANSWER;
  };
  await openAlerts(appLocationUrl(alertUrl.write(state)), body, fakeAlerts({ alerts, ...change }));
  return {
    /** Moves the time range of the page, as a refresh does. */
    move: async (from: number, to: number) =>
      act(async () => {
        const [start, end] = [dateTime(from), dateTime(to)];
        sceneGraph.getTimeRange(body).onTimeRangeChange({ from: start, to: end, raw: { from: start, to: end } });
        await settle();
      }),
    marks: () => {
      const [chart] = sceneGraph.findDescendents(body, VizPanel);
      const texts = sceneGraph
        .getData(chart!)
        .state.data?.annotations?.map(({ fields }) => fields.find(({ name }) => name === 'text'));
      return texts?.flatMap((field) => field?.values ?? []) ?? [];
    },
    drawn: () => {
      const [chart] = sceneGraph.findDescendents(body, VizPanel);
      const data = chart?.state.$data;
      const series = data instanceof SceneDataNode ? (data.state.data?.series ?? []) : [];
      return series.map(({ fields: [, value] }) => [value?.name, ...(value?.values ?? [])]);
    },
  };
}

it('says how the alert stands, and how many instances there are', async () => {
  await open(PAYMENTS);
  const facts = screen.getByTestId('alert-facts');
  expect(facts).toHaveTextContent(/^Firingshop\/paymentsSeverity criticalsince 10:52, for 8 min2 instances/);
  expect(screen.getByText('Many fail', { selector: 'p' })).toBeVisible();
  expect(screen.getByRole('table', { name: /^Instances/ })).toHaveTextContent('instance=a');
});

it('leads on to health, logs and traces, the rule and its dashboard', async () => {
  await open(PAYMENTS);
  const links = within(screen.getByRole('navigation', { name: 'Links' })).getAllByRole('link');
  expect(links.map((link) => link.textContent)).toEqual([
    'Health at that time',
    'Logs at that time',
    'Traces at that time',
    'Rule in Grafana',
    'Dashboard',
  ]);
  expect(links.at(-1)).toHaveAttribute('href', '/d/shop');
});

it('marks on its chart what else fires of the service', async () => {
  const api = new FakeAlertApi([]);
  const alerts = [
    { state: 'Alerting', labels: { service: 'shop/payments' }, activeAt: new Date(NOW - 60_000).toISOString() },
  ];
  api.bodies['/api/prometheus/grafana/api/v1/rules'] = { data: { groups: [{ rules: [{ name: 'Slow', alerts }] }] } };
  const { marks } = await open(PAYMENTS);
  expect(marks()).toEqual(new Array(2).fill('Alert Slow fires since 10:59'));
  installGrafana();
});

it('shows how it stood as a band, and when it fired, the latest first', async () => {
  const span = (from: number, to: number, state: 'firing' | 'inactive') => ({
    from: NOW - from * MINUTE,
    to: NOW - to * MINUTE,
    state,
  });
  const history: AlertSource['history'] = async (_rule, isMeant) => ({
    // Only the labels of this row are asked for.
    spans:
      isMeant({ job: 'payments', severity: 'critical' }) && !isMeant({ job: 'cart', severity: 'critical' })
        ? [span(60, 50, 'inactive'), span(50, 40, 'firing'), span(40, 8, 'inactive'), span(8, 0, 'firing')]
        : [],
  });
  await open(PAYMENTS, { history });
  expect(screen.getByRole('img', { name: 'Fired 2 times in this time range, for 18 min in total' })).toBeVisible();
  expect(screen.getByRole('list', { name: 'Time in each state' })).toHaveTextContent('Firing 18 minOK 42 min');
  expect(rowsFired()).toEqual([
    ['10:52', 'still firing', '8 min'],
    ['10:10', '10:20', '10 min'],
  ]);
});

const rowsFired = () => {
  const [, ...rows] = within(screen.getByRole('table', { name: /^Times when it fired/ })).getAllByRole('row');
  return rows.map((row) => [...row.querySelectorAll('td')].slice(0, 3).map((cell) => cell.textContent));
};
const firesThroughout: AlertSource['history'] = async (_rule, _isMeant, { from, to }) => ({
  spans: [{ from, to, state: 'firing' }],
});

it('does not take the ends of the time range for those of the firing', async () => {
  const { move } = await open(PAYMENTS, { history: firesThroughout });
  expect(rowsFired()).toEqual([['before 10:00', 'still firing', 'at least 1 h']]);
  await move(NOW - 120 * MINUTE, NOW - 60 * MINUTE);
  expect(rowsFired()).toEqual([['before 09:00', 'after 10:00', 'at least 1 h']]);
});

it('keeps what was known of the previous time range as it was while a new one loads', async () => {
  let asks = 0;
  const history: AlertSource['history'] = (...question) =>
    asks++ === 0 ? firesThroughout(...question) : new Promise<never>(() => undefined);
  const { move } = await open(PAYMENTS, { history });
  await move(NOW - 59 * MINUTE, NOW + MINUTE);
  expect(asks).toBe(2);
  expect(rowsFired()).toEqual([['before 10:00', 'still firing', 'at least 1 h']]);
});

it('draws what the rule watches of this service, with the threshold', async () => {
  const series = ['payments', 'cart'].map((job) => ({
    labels: { job },
    times: [NOW - MINUTE, NOW],
    values: [0.1, 0.3],
  }));
  const watched = async () => ({ series, threshold: 0.2, query: 'errors' });
  const { drawn } = await open(PAYMENTS, { watched });
  expect(drawn()).toEqual([
    ['payments', 0.1, 0.3],
    ['Threshold', 0.2, 0.2],
  ]);
  expect(screen.getByText('Threshold 0.2')).toBeVisible();
  expect(screen.getByText('errors', { selector: 'code' })).toBeVisible();
});

it('shows what changed around its start, about what the rule watches of its service', async () => {
  const asks = fakeAsk(() => changesOf(FAILING));
  await open(PAYMENTS, { watched: async () => ({ series: [], query: 'http_requests_total{status=~"5.."}' }) });
  const section = screen.getByRole('region', { name: 'Around the start of the alert' });
  expect(await within(section).findByTestId('cause-1')).toHaveTextContent('payments');
  // It fires for eight minutes: half an hour until now, and as long before.
  const from = NOW - 30 * MINUTE;
  expect(asks.map(({ question }) => question)).toEqual([
    {
      during: { from, to: NOW },
      before: { from: from - 30 * MINUTE, to: from },
      service: 'shop/payments',
      about: { service: 'shop/payments', trouble: 'failures' },
    },
  ]);
});

it('does not ask what changed while the rest of the page is loading', async () => {
  const asks = fakeAsk();
  await open(PAYMENTS, { watched: () => new Promise<never>(() => undefined) });
  const section = screen.getByRole('region', { name: 'Around the start of the alert' });
  expect(within(section).queryByTestId('what-changed')).toBeNull();
  expect(asks).toEqual([]);
});

it('says what is not known, and why', async () => {
  await open(PAYMENTS);
  expect(screen.getByText('No data source records when this alert fires')).toBeVisible();
  expect(screen.getByText(/^The rule compares several queries/)).toBeVisible();
});

it('does not say that an alert never fired that fires where nobody recorded it', async () => {
  const history: AlertSource['history'] = async (_rule, _isMeant, { from, to }) => ({
    spans: [{ from, to, state: 'inactive' }],
  });
  await open(PAYMENTS, { history });
  expect(screen.getByText('No data source records when this alert fires')).toBeVisible();
});

it('loses with its history only that', async () => {
  const refused = new TelemetryError({ kind: 'forbidden', message: 'Refused', advice: 'Ask an admin' });
  await open(PAYMENTS, { history: () => Promise.reject(refused) });
  expect(within(screen.getByRole('region', { name: 'History' })).getByRole('alert')).toHaveTextContent(/Refused.*Ask/);
  expect(screen.getByTestId('alert-facts')).toBeVisible();
});

it('shows the one to look at first where a name means several, and leads to the others', async () => {
  await open({ alert: 'Fails' });
  expect(screen.getByTestId('alert-facts')).toHaveTextContent('shop/payments');
  const others = within(screen.getByRole('navigation', { name: 'Alerts with the same name' })).getAllByRole('link');
  expect(others.map((link) => link.textContent)).toEqual(['Fails · cart · critical']);
});

describe('where two rules have one name', () => {
  const more = rule('Fails', { group: 'night', query: 'errors > 0.5' });
  const both: AlertsAnswer = { ...ANSWER, rules: [...ANSWER.rules, { rule: more, alerts: [] }] };

  it('says that a link of before can mean both, and leads to the other one', async () => {
    await open(PAYMENTS, { alerts: async () => both });
    const others = screen.getByRole('navigation', { name: 'Alerts with the same name' });
    expect(others).toHaveTextContent(
      /^This link can mean 2 rulesShown is the one of group shop in rules\.yml, Prometheus\. The others:/
    );
    const link = within(others).getByRole('link', { name: /^Fails · shop\/payments · group night in rules\.yml/ });
    expect(link).toHaveAttribute(
      'href',
      expect.stringMatching(/group=night&folder=rules\.yml&definition=[0-9a-f]{16}/)
    );
  });

  it('is of the one that the address defines', async () => {
    const { group, folder } = more;
    await open({ ...PAYMENTS, group, folder, definition: definitionOf(more) }, { alerts: async () => both });
    expect(screen.queryByText(/can mean/)).toBeNull();
    expect(screen.getByTestId('alert-facts')).toHaveTextContent(/^OK/);
  });

  it('says whose alerts its history counts, too', async () => {
    await open(PAYMENTS, { alerts: async () => both, history: firesThroughout });
    expect(screen.getByText(/^1 other rule has this name and these labels/)).toBeVisible();
  });
});

it('shows what only an Alertmanager knows', async () => {
  await open({ alert: 'Alone' });
  expect(screen.getByText('Inhibited by another alert')).toBeVisible();
  expect(screen.queryByRole('region', { name: 'History' })).toBeNull();
});

it('reads only the rules of the source that the address names', async () => {
  await open({ ...PAYMENTS, source: 'prom' });
  expect(asked).toEqual([{ at: NOW, of: 'prom', all: undefined }]);
});

it('says what to do where the alert is gone, or none is named', async () => {
  await open({ alert: 'Gone' });
  expect(screen.getByRole('status')).toHaveTextContent('Alert not found');
  expect(screen.getByRole('link', { name: 'All alerts' })).toBeVisible();
});

it.each<[string, Partial<AlertsAnswer>]>([
  ['failed', { notices: [{ origin: PROMETHEUS, kind: 'failed', message: 'Down', advice: 'Look there' }] }],
  ['was not asked', { notAsked: [PROMETHEUS] }],
])('does not say that an alert is gone where a source %s, but what is missing', async (_, missing) => {
  await open({ alert: 'Gone' }, { alerts: async () => ({ ...ANSWER, ...missing }) });
  expect(screen.getByText('Not found in what could be read')).toBeVisible();
  expect(screen.queryByText('Alert not found')).toBeNull();
  expect(screen.getByText(missing.notices ? 'Look there' : /more data source are not shown/)).toBeVisible();
});

it('says beside an alert what could not be read', async () => {
  const notices = [{ origin: PROMETHEUS, kind: 'failed' as const, message: 'Down', advice: 'Look there' }];
  await open(PAYMENTS, { alerts: async () => ({ ...ANSWER, notices }) });
  expect(screen.getByTestId('alert-facts')).toBeVisible();
  expect(screen.getByText('Look there')).toBeVisible();
});

it('asks for one where none is named', async () => {
  await open({ alert: '' });
  expect(screen.getByText('No alert selected')).toBeVisible();
});
