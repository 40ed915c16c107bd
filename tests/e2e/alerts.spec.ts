import { type APIRequestContext, type APIResponse, request as requests } from '@playwright/test';
import { expect, test } from './fixtures';
import { ADMIN } from './testbed/grafana';

// Alerts of a real Grafana and of a real Prometheus: both have a rule of the same service that fires. Other data
// sources of these tests disappoint, each in its own way, which browsers write to their console.
// One expression: Playwright takes a list of two for a fixture with its options.
test.use({ expectedErrors: [/\/api\/(?:prometheus|alertmanager|ruler|v1\/rules)\b|Failed to load resource/] });
test.describe.configure({ mode: 'default' });

const FOLDER = 'tillwatch-alerts';
const RULE = 'tillwatch-alerts-rule';
const SERVICE = 'json-shop';
const NOW = { from: 'now-15m', to: 'now', timezone: 'utc' };

async function asAdmin(baseURL: string | undefined, ask: (api: APIRequestContext) => Promise<unknown>): Promise<void> {
  const token = Buffer.from(`${ADMIN.user}:${ADMIN.password}`).toString('base64');
  const api = await requests.newContext({ baseURL, extraHTTPHeaders: { authorization: `Basic ${token}` } });
  await ask(api);
  await api.dispose();
}

/** Milliseconds for which the alert of Prometheus has fired: recorded histories have steps of 15 s. */
const RECORDED_MS = 35_000;

interface FiringAlert {
  labels: Record<string, string>;
  activeAt: string;
}

async function bodyOf<T>(response: APIResponse): Promise<T> {
  expect(response.ok(), response.url()).toBe(true);
  return (await response.json()) as T;
}

/** Waits until both rules fire, the one of Prometheus for so long that it is recorded. */
async function bothFire(grafana: APIRequestContext): Promise<void> {
  const alertmanager = '/api/alertmanager/grafana/api/v2/alerts';
  const own = async () => bodyOf<FiringAlert[]>(await grafana.get(alertmanager));
  const others = async () =>
    bodyOf<{ data: { alerts: FiringAlert[] } }>(
      await grafana.get(`${process.env.TESTBED_PROMETHEUS_URL}/api/v1/alerts`)
    );
  const isFiring = async () => {
    const ofGrafana = (await own()).some(({ labels }) => labels.alertname === 'Orders fail');
    const { data } = await others();
    const since = data.alerts.find(({ labels }) => labels.alertname === 'JsonShopFails')?.activeAt;
    return ofGrafana && since !== undefined && Date.now() - Date.parse(since) > RECORDED_MS;
  };
  await expect.poll(isFiring, { timeout: 150_000, intervals: [500] }).toBe(true);
}

test.beforeAll(async ({ baseURL }) => {
  test.setTimeout(240_000);
  await asAdmin(baseURL, async (api) => {
    expect((await api.post('/api/folders', { data: { uid: FOLDER, title: 'Alerts page' } })).ok()).toBe(true);
    const threshold = {
      refId: 'threshold',
      type: 'threshold',
      expression: 'ratio',
      conditions: [{ evaluator: { type: 'gt', params: [0.05] } }],
    };
    const saved = await api.post('/api/v1/provisioning/alert-rules', {
      headers: { 'x-disable-provenance': 'true' },
      data: {
        uid: RULE,
        title: 'Orders fail',
        folderUID: FOLDER,
        ruleGroup: 'alerts-page',
        orgID: 1,
        for: '0s',
        noDataState: 'OK',
        execErrState: 'Error',
        condition: 'threshold',
        labels: { service: SERVICE, severity: 'warning' },
        annotations: { summary: 'Orders fail for the tests' },
        data: [
          {
            refId: 'ratio',
            relativeTimeRange: { from: 600, to: 0 },
            datasourceUid: 'prometheus',
            model: { refId: 'ratio', expr: 'vector(0.25)', instant: true },
          },
          { refId: 'threshold', datasourceUid: '__expr__', model: threshold },
        ],
      },
    });
    expect(saved.status(), await saved.text()).toBe(201);
    const group = `/api/v1/provisioning/folder/${FOLDER}/rule-groups/alerts-page`;
    const written = (await (await api.get(group)).json()) as Record<string, unknown>;
    const headers = { 'x-disable-provenance': 'true' };
    expect((await api.put(group, { headers, data: { ...written, interval: 10 } })).status()).toBe(200);
    await bothFire(api);
  });
});

test.afterAll(({ baseURL }) => asAdmin(baseURL, (api) => api.delete(`/api/folders/${FOLDER}?forceDeleteRules=true`)));

test('rules of Grafana and of Prometheus are in one list, each once', { tag: ['@core'] }, async ({ alertsPage }) => {
  const own = alertsPage.row('Orders fail', SERVICE);
  const others = alertsPage.row('JsonShopFails', SERVICE);
  await alertsPage.goto(NOW);
  // What is compared only Grafana's Alertmanager tells.
  await expect(own).toContainText('0.25');
  await expect(own).toContainText('Firing');
  await expect(own).toContainText('warning');
  await expect(others).toContainText('critical');
  await expect(others).toContainText('0.4');
  await expect(others.getByRole('link', { name: /^Runbook/ })).toHaveAttribute(
    'href',
    'https://runbooks.example/fails'
  );
  await expect(alertsPage.verdict).toContainText(/critical alerts? fires?: .*JsonShopFails/);
  await alertsPage.goto({ ...NOW, state: 'ok', filter: 'NeverFires' });
  // Only its query names the service.
  await expect(alertsPage.row('NeverFires', SERVICE)).toContainText('OK');
});

test('an alert of Prometheus has a history and a threshold', async ({ alertsPage, alertPage }) => {
  const row = alertsPage.row('JsonShopFails', SERVICE);
  await alertsPage.goto(NOW);
  await row.getByRole('link', { name: 'JsonShopFails', exact: true }).click();
  await expect(alertPage.heading).toHaveText('JsonShopFails');
  await expect(alertPage.facts).toContainText('from Prometheus');
  await expect(alertPage.section('History').getByRole('img', { name: /^Fired 1 time/ })).toBeVisible();
  await expect(alertPage.section('What the rule watches')).toContainText('Threshold 0.2');
});

test('an alert of Grafana has a threshold, and leads to its rule', async ({ alertsPage, alertPage, page }) => {
  const row = alertsPage.row('Orders fail', SERVICE);
  await alertsPage.goto(NOW);
  await row.getByRole('link', { name: 'Orders fail', exact: true }).click();
  await expect(alertPage.section('What the rule watches')).toContainText('Threshold 0.05');
  await alertPage.content.getByRole('link', { name: 'Rule in Grafana' }).click();
  await expect(page).toHaveURL(new RegExp(`/alerting/grafana/${RULE}/view`));
});

test('a data source that does not answer costs only its own alerts', async ({ alertsPage }) => {
  await alertsPage.goto(NOW);
  await expect(alertsPage.row('JsonShopFails', SERVICE)).toHaveCount(1);
  // The others of the testbed are asked where one wants it.
  await alertsPage.content.getByRole('link', { name: 'Read all data sources' }).click();
  await expect(alertsPage.content.getByText('Forbidden refused the request')).toBeVisible();
  await expect(alertsPage.row('JsonShopFails', SERVICE)).toHaveCount(1);
});
