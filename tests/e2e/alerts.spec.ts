import { type APIRequestContext, request as requests } from '@playwright/test';
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

test.beforeAll(async ({ baseURL }) => {
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
  });
});

test.afterAll(({ baseURL }) => asAdmin(baseURL, (api) => api.delete(`/api/folders/${FOLDER}?forceDeleteRules=true`)));

/** Looks until both rules have fired. */
async function openList(
  alertsPage: { goto: (params: Record<string, string>) => Promise<void> },
  ready: () => Promise<void>
) {
  await expect(async () => {
    await alertsPage.goto(NOW);
    await ready();
  }).toPass({ timeout: 90_000 });
}

test('rules of Grafana and of Prometheus are in one list, each once', { tag: ['@core'] }, async ({ alertsPage }) => {
  const own = alertsPage.row('Orders fail', SERVICE);
  const others = alertsPage.row('JsonShopFails', SERVICE);
  await openList(alertsPage, async () => {
    await expect(own).toHaveCount(1, { timeout: 5000 });
    await expect(others).toHaveCount(1, { timeout: 5000 });
    // What is compared only Grafana's Alertmanager tells.
    await expect(own).toContainText('0.25', { timeout: 5000 });
  });
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
  await openList(alertsPage, () => expect(row).toHaveCount(1, { timeout: 5000 }));
  await row.getByRole('link', { name: 'JsonShopFails', exact: true }).click();
  await expect(alertPage.heading).toHaveText('JsonShopFails');
  await expect(alertPage.facts).toContainText('from Prometheus');
  // Recorded histories have steps of 15 s: one that has just begun is in the next of them.
  await expect(async () => {
    await alertPage.page.reload();
    await expect(alertPage.section('History').getByRole('img', { name: /^Fired 1 time/ })).toBeVisible({
      timeout: 8000,
    });
  }).toPass({ timeout: 60_000 });
  await expect(alertPage.section('What the rule watches')).toContainText('Threshold 0.2');
});

test('an alert of Grafana has a threshold, and leads to its rule', async ({ alertsPage, alertPage, page }) => {
  const row = alertsPage.row('Orders fail', SERVICE);
  await openList(alertsPage, () => expect(row).toHaveCount(1, { timeout: 5000 }));
  await row.getByRole('link', { name: 'Orders fail', exact: true }).click();
  await expect(alertPage.section('What the rule watches')).toContainText('Threshold 0.05');
  await alertPage.content.getByRole('link', { name: 'Rule in Grafana' }).click();
  await expect(page).toHaveURL(new RegExp(`/alerting/grafana/${RULE}/view`));
});

test('a data source that does not answer costs only its own alerts', async ({ alertsPage }) => {
  await openList(alertsPage, () => expect(alertsPage.row('JsonShopFails', SERVICE)).toHaveCount(1, { timeout: 5000 }));
  // The others of the testbed are asked where one wants it.
  await alertsPage.content.getByRole('link', { name: 'Read all data sources' }).click();
  await expect(alertsPage.content.getByText('Forbidden refused the request')).toBeVisible();
  await expect(alertsPage.row('JsonShopFails', SERVICE)).toHaveCount(1);
});
