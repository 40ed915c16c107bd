import { type Page } from '@playwright/test';
import { SETUP_DASHBOARD_UID, toDashboard } from '../../src/datasources/setupDashboard';
import { errorRatio } from './data/truth';
import { expect, test } from './fixtures';
import { ObjectivesPage } from './pages/objectives';

const TARGET = 0.99;
const PAYMENTS = 'payments:availability:7d';

/** Lets Grafana say that an admin has set an objective of payments; nothing is saved. */
async function withObjective(page: Page): Promise<void> {
  const objectives = [{ service: 'payments', target: TARGET, days: 7 }];
  await page.route(/\/api\/search\?.*dashboardUIDs=/, (route) =>
    route.fulfill({ json: [{ uid: SETUP_DASHBOARD_UID }] })
  );
  await page.route(new RegExp(`/api/dashboards/uid/${SETUP_DASHBOARD_UID}$`), (route) =>
    route.fulfill({ json: { dashboard: toDashboard({ serviceLevelObjectives: objectives }, 1), meta: {} } })
  );
}

test('an objective burns as fast as its requests fail', { tag: '@core' }, async ({ page, settled, dataRequests }) => {
  await withObjective(page);
  const objectives = new ObjectivesPage(page);
  await objectives.goto();
  await expect(objectives.verdict).toContainText('payments, availability');
  await settled();
  const expected = (errorRatio({ service: 'payments' }) ?? NaN) / (1 - TARGET);
  const shown = await objectives.burnRate(PAYMENTS, '1 h');
  expect(Math.abs(shown - expected)).toBeLessThan(Math.max(0.5, expected * 0.05));
  await expect(objectives.row(PAYMENTS)).toContainText('99% over 7 days');
  // The data begins some hours ago, and the page says so.
  await expect(objectives.content).toContainText('Data since');
  expect(dataRequests.length).toBeLessThanOrEqual(8);
});

test('one objective has a page with its budget over time, and rules to copy', async ({ page, settled }) => {
  await withObjective(page);
  const objectives = new ObjectivesPage(page);
  await objectives.goto();
  await objectives.row(PAYMENTS).getByRole('link').click();
  await expect(objectives.heading).toHaveText('payments · Availability');
  await expect(objectives.content.getByRole('img', { name: /^Budget left: / })).toBeVisible();
  await objectives.content.getByRole('button', { name: 'Show Prometheus rules' }).click();
  const file = objectives.content.getByLabel('Rule file');
  await expect(file).toContainText('service:slo_errors:ratio_rate5m');
  await expect(file).toContainText('http_requests_total');
  await objectives.content.getByRole('button', { name: 'Show Grafana alert rules' }).click();
  await expect(file).toContainText('__expr__');
  await settled();
});

test('without objectives the page says so', async ({ page }) => {
  const objectives = new ObjectivesPage(page);
  await objectives.goto();
  await expect(objectives.absence('empty')).toContainText('No objectives');
  await expect(objectives.content.getByRole('button', { name: 'Propose from the last 30 days' })).toBeVisible();
});
