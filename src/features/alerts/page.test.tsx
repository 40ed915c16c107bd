import { locationService } from '@grafana/runtime';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { answerOf, evaluated, PROMETHEUS, routed, rule } from '../../analysis/alerts/testing/alerts';
import { PATHS } from '../../correlation/routes';
import { TelemetryError } from '../../datasources/failure';
import { type AlertsAnswer, type AlertsQuestion } from '../../telemetry/questions/alerts';
import { createBody } from './page';
import { fakeAlerts, NOW, openAlerts } from './testing/openAlerts';

const MINUTE = 60_000;
const asked: AlertsQuestion[] = [];

beforeAll(() => {
  // Lists of choices measure their texts, which jsdom cannot.
  HTMLCanvasElement.prototype.getContext = () => ({ measureText: () => ({ width: 0 }) }) as never;
});

function open(answer: Partial<AlertsAnswer> | Error, search = '') {
  asked.length = 0;
  const source = fakeAlerts({
    alerts: async (question) => {
      asked.push(question);
      if (answer instanceof Error) {
        throw answer;
      }
      return answerOf({ at: NOW, ...answer });
    },
  });
  return openAlerts(`${PATHS.alerts}${search}`, createBody(), source);
}

const fails = rule('Fails', {
  group: 'g',
  annotations: { summary: 'Many fail', runbook_url: 'https://run.book/fails' },
});
const SHOP: Partial<AlertsAnswer> = {
  rules: [
    {
      rule: fails,
      alerts: [
        evaluated({ job: 'payments', severity: 'critical' }, { since: NOW - 28 * MINUTE, value: 0.1402 }),
        evaluated({ job: 'cart', severity: 'warning' }, { since: NOW - 90 * MINUTE }),
      ],
    },
    {
      rule: rule('Slow', { annotations: { runbook_url: 'javascript:alert(1)' } }),
      alerts: [evaluated({ job: 'cart' }, { state: 'pending' })],
    },
    { rule: rule('Blind', { problem: { state: 'error', text: 'no such host' } }), alerts: [] },
    { rule: rule('Calm'), alerts: [] },
  ],
  routed: [routed({ alertname: 'Fails', job: 'cart', severity: 'warning' }, { isSilenced: true, groupSize: 4 })],
  fired: {
    isKnown: ({ name }) => name === 'Fails',
    times: [{ labels: { alertname: 'Fails', job: 'payments', severity: 'critical' }, times: 3 }],
  },
};

const names = () => screen.getAllByTestId(/^alert-/).map((row) => row.dataset.testid?.replace('alert-', ''));
const cells = (name: string) =>
  [...screen.getByTestId(`alert-${name}`).querySelectorAll('td, th')].map((cell) => cell.textContent?.trim());

it('says in a sentence what fires and since when', async () => {
  await open(SHOP);
  expect(screen.getByTestId('alerts-verdict')).toHaveTextContent(
    '1 critical alert fires: Fails (shop/payments), since 10:321 pending · 1 silenced or inhibited · 4 rules watched · 1 cannot be evaluated'
  );
});

it('lists what needs a look, the worst first, with what is known of it', async () => {
  await open(SHOP);
  expect(names()).toEqual(['Fails shop/payments', 'Fails cart', 'Slow cart', 'Blind']);
  expect(cells('Fails shop/payments').slice(0, 8)).toEqual([
    'Firing',
    'Fails',
    'shop/payments',
    'critical',
    '10:32 · 28 min',
    '0.14',
    '1',
    '3 times',
  ]);
  expect(cells('Slow cart').slice(0, 8)).toEqual(['Pending', 'Slow', 'cart', '–', '–', '–', '1', 'unknown']);
  expect(screen.getByText('Many fail · Silenced · Grouped: 4 alerts in one notification')).toBeVisible();
  expect(screen.getByText('no such host')).toBeVisible();
});

it('leads from a row to its alert, and to its service, logs and traces half an hour around its beginning', async () => {
  await open(SHOP);
  const row = within(screen.getByTestId('alert-Fails shop/payments'));
  const hrefOf = (name: string | RegExp) => {
    const url = new URL(row.getByRole('link', { name }).getAttribute('href') ?? '', 'http://grafana.test');
    return [url.pathname, Object.fromEntries(url.searchParams)] as const;
  };
  expect(hrefOf('Fails')).toEqual([
    PATHS.alert,
    {
      alert: 'Fails',
      service: 'shop/payments',
      severity: 'critical',
      source: 'prom',
      group: 'g',
      folder: 'rules.yml',
      definition: expect.stringMatching(/^[0-9a-f]{16}$/) as unknown,
    },
  ]);
  const since = NOW - 28 * MINUTE;
  const around = { from: String(since - 30 * MINUTE), to: String(NOW) };
  expect(hrefOf('shop/payments')).toEqual([PATHS.service, { service: 'shop/payments', ...around }]);
  expect(hrefOf('Logs of shop/payments')).toEqual([PATHS.logs, { where: 'service=shop/payments', ...around }]);
  expect(hrefOf('Traces of shop/payments')).toEqual([PATHS.traces, { where: 'service=shop/payments', ...around }]);
  expect(hrefOf('Rule in Grafana: Fails')[0]).toBe('/alerting/Prometheus/Fails/find');
  expect(row.getByRole('link', { name: 'Runbook: Fails' })).toHaveAttribute('href', 'https://run.book/fails');
});

it('opens no runbook that is no web page', async () => {
  await open(SHOP);
  expect(within(screen.getByTestId('alert-Slow cart')).queryByRole('link', { name: /Runbook/ })).toBeNull();
});

it('offers to silence what an Alertmanager tells of', async () => {
  await open(SHOP);
  const link = within(screen.getByTestId('alert-Fails cart')).getByRole('link', { name: 'Silence in Grafana: Fails' });
  const url = new URL(link.getAttribute('href') ?? '', 'http://grafana.test');
  expect([url.pathname, url.searchParams.get('alertmanager'), url.searchParams.getAll('matcher')]).toEqual([
    '/alerting/silence/new',
    'Alertmanager',
    ['alertname=Fails', 'job=cart', 'severity=warning'],
  ]);
});

it('is filtered by the address, and writes what is chosen into it', async () => {
  await open(SHOP, '?service=cart');
  expect(names()).toEqual(['Fails cart', 'Slow cart']);
  await userEvent.click(screen.getByRole('button', { name: 'Pending 1' }));
  expect(names()).toEqual(['Fails cart']);
  expect(new URLSearchParams(locationService.getLocation().search).getAll('state')).toEqual([
    'firing',
    'error',
    'no-data',
  ]);
  await userEvent.click(screen.getByRole('button', { name: 'Pending 1' }));
  expect(locationService.getLocation().search).toBe('?service=cart');
});

it('shows rules that are well where these are asked for', async () => {
  await open(SHOP, '?state=ok');
  expect(names()).toEqual(['Calm']);
});

it('says where nothing fires how many rules are watched, and what to choose to see them', async () => {
  await open({ rules: [{ rule: rule('Calm'), alerts: [] }] });
  expect(screen.getByTestId('alerts-verdict')).toHaveTextContent('No alert fires; 1 rule watched');
  expect(screen.getByText('No alerts match the filters. Show more states, or clear a filter')).toBeVisible();
});

const LOKI = { kind: 'loki', uid: 'l', name: 'Loki' } as const;
const failed = { origin: PROMETHEUS, kind: 'failed', message: 'Down', advice: 'Look' } as const;
const CALM: Partial<AlertsAnswer> = { rules: [{ rule: rule('Calm'), alerts: [] }] };
const SILENCED: Partial<AlertsAnswer> = {
  ...CALM,
  routed: [routed({ alertname: 'Fails' }, { isSilenced: true })],
};

it.each<[string, Partial<AlertsAnswer>, string, string]>([
  ['all is read', CALM, 'check-circle', 'No alert fires; 1 rule watched'],
  [
    'a source has no rules',
    { ...CALM, notices: [{ ...failed, origin: LOKI, kind: 'absent' }] },
    'check-circle',
    'No alert fires; 1 rule watched',
  ],
  [
    'a source failed',
    { ...CALM, notices: [failed] },
    'question-circle',
    'No alert fires in what could be read1 rule watched',
  ],
  [
    'a source was not asked',
    { ...CALM, notAsked: [LOKI] },
    'question-circle',
    'No alert fires in what could be read1 rule',
  ],
  [
    'what fires is silenced',
    SILENCED,
    'question-circle',
    'Only silenced or inhibited alerts fire1 silenced or inhibited · 1 rule',
  ],
  [
    'what fires is silenced and a source failed',
    { ...SILENCED, notices: [failed] },
    'question-circle',
    'Only silenced or inhibited alerts fire in what could be read1 silenced',
  ],
])('is well only where nothing fires and all was read: %s', async (_, answer, icon, words) => {
  await open(answer);
  const verdict = screen.getByTestId('alerts-verdict');
  expect(verdict).toHaveTextContent(words);
  expect(within(verdict).getByTestId(icon)).toBeInTheDocument();
});

it('says what is missing, and offers to read what was not', async () => {
  await open({
    ...SHOP,
    notices: [
      { origin: PROMETHEUS, kind: 'forbidden', message: 'No permission', advice: 'Ask an admin' },
      { origin: { kind: 'loki', uid: 'l', name: 'Loki' }, kind: 'absent', message: 'x', advice: 'y' },
    ],
    notAsked: [{ kind: 'mimir', uid: 'm', name: 'Mimir' }],
  });
  expect(screen.getByRole('status', { name: 'No permission' })).toHaveTextContent('Ask an admin');
  expect(screen.getByText('No alert rules to read from Loki')).toBeVisible();
  const all = screen.getByRole('link', { name: 'Read all data sources' });
  expect(all).toHaveAttribute('href', `${PATHS.alerts}?sources=all`);
});

it('reads all data sources where the address says so', async () => {
  await open(SHOP, '?sources=all');
  expect(asked).toEqual([{ at: NOW, of: undefined, all: true }]);
});

it.each([
  ['forbidden', 'alert'],
  ['absent', 'status'],
  ['failed', 'alert'],
] as const)('says why there is nothing to see: %s', async (kind, role) => {
  await open(new TelemetryError({ kind, message: 'What happened', advice: 'What to do' }));
  expect(screen.getByRole(role)).toHaveTextContent(/What happened.*What to do/);
});

it('says what to do where there is no rule', async () => {
  await open({});
  expect(screen.getByRole('status')).toHaveTextContent('No alert rules in Grafana or its data sources');
});

it('says where its alerts are of another time than the page', async () => {
  await open({ ...SHOP, at: NOW + 3600_000 });
  expect(screen.getByTestId('alerts-verdict')).toHaveTextContent('As of 12:00, not at the end of the time range');
});
