import { rate } from './data/truth';
import { coreIf, expect, expectShown, test } from './fixtures';

// Each state that a page can be in, other than well: see docs/states.md.

test.use({ expectedErrors: [/Failed to load resource: the server responded with a status of [45]\d\d/] });

/** The slow one fails only when its time is over. */
const PATIENTLY = { timeout: 40_000 };

const FAILURES = [
  {
    uid: 'forbidden',
    kind: 'forbidden',
    message: /Forbidden refused the request.*Ask an admin to check the credentials/,
  },
  {
    uid: 'failing',
    kind: 'failed',
    message: /Failing (returned an error|cannot be reached).*(Run the query in Explore|Check that)/,
  },
  { uid: 'refused', kind: 'failed', message: /Refused cannot be reached.*Check that the server is running/ },
  // Grafana does not tell a time-out of its resource calls from another failure.
  { uid: 'slow', kind: 'failed', message: /Slow (timed out|returned an error)/ },
] as const;

for (const { uid, kind, message } of FAILURES) {
  test(`health, ${uid}: says what happened and what to do`, coreIf(uid === 'forbidden'), async ({ healthPage }) => {
    await healthPage.goto({ 'var-metrics': uid });
    await expect(healthPage.absence(kind).first()).toContainText(message, PATIENTLY);
    await expect(healthPage.heading).toHaveText('Health');
  });

  test(`service, ${uid}: says what happened and what to do`, coreIf(uid === 'forbidden'), async ({ servicePage }) => {
    await servicePage.goto({ service: 'shop-api', 'var-metrics': uid });
    await expect(servicePage.absence(kind).first()).toContainText(message, PATIENTLY);
    await expect(servicePage.tab('Routes')).toBeVisible();
  });

  test(`route, ${uid}: says what happened and what to do`, coreIf(uid === 'forbidden'), async ({ routePage }) => {
    await routePage.goto({ service: 'shop-api', route: '/checkout', 'var-metrics': uid });
    await expect(routePage.absence(kind).first()).toContainText(message, PATIENTLY);
    await expect(routePage.heading).toHaveText('/checkout');
  });
}

test('health, slow: says that it is loading', async ({ healthPage }) => {
  await healthPage.goto({ 'var-metrics': 'slow' });
  await expect(healthPage.content.getByText('Loading services')).toBeVisible();
});

test('health, empty: says what was looked for and what to do', { tag: '@core' }, async ({ healthPage }) => {
  await healthPage.goto({ 'var-metrics': 'empty' });
  await expect(healthPage.absence('empty')).toContainText('No services with HTTP metrics in this time range');
  await expect(healthPage.absence('empty')).toContainText('Setup page');
});

test('health, a time without data: says so', async ({ healthPage }) => {
  const from = Date.UTC(2026, 1, 1);
  await healthPage.goto({ from: String(from), to: String(from + 3600_000) });
  await expect(healthPage.absence('empty')).toContainText('in this time range');
});

test('service, empty: every panel says so', { tag: '@core' }, async ({ servicePage }) => {
  await servicePage.goto({ service: 'shop-api', 'var-metrics': 'empty' });
  await expect(servicePage.absence()).not.toHaveCount(0);
  await expect(servicePage.absence('failed')).toHaveCount(0);
});

test('service, unknown: says that there is no data', async ({ servicePage }) => {
  await servicePage.goto({ service: 'no such service' });
  await expect(servicePage.content).toContainText('No data for no such service in this time range');
});

test(
  'health, partial: what was answered is there, and what failed is named',
  { tag: '@core' },
  async ({ healthPage }) => {
    await healthPage.goto({ 'var-metrics': 'partial' });
    const texts = await healthPage.services.texts('payments');
    expectShown(texts.rate, rate({ service: 'payments' }));
    expect(texts.p95).toBe('');
    await expect(healthPage.absence('failed').first()).toContainText('too many samples');
  }
);

test('service, partial: a failure costs only its own panels', { tag: '@core' }, async ({ servicePage }) => {
  await servicePage.goto({ service: 'shop-api', 'var-metrics': 'partial' });
  await expect(servicePage.panel(/^Latency$/).getByTestId('absence-failed')).toContainText('too many samples');
  await expect(servicePage.panel('Requests by status').getByTestId(/^absence-/)).toHaveCount(0);
  await expect(servicePage.panel('CPU').getByTestId(/^absence-/)).toHaveCount(0);
});

test('a page recovers when the next data source answers', { tag: '@core' }, async ({ healthPage, page }) => {
  await healthPage.goto({ 'var-metrics': 'refused' });
  await expect(healthPage.absence('failed').first()).toBeVisible();
  await page.getByRole('combobox', { name: 'Metrics' }).click();
  await page.getByRole('option', { name: 'Prometheus' }).click();
  await expect(healthPage.services.row('payments')).toBeVisible();
  await expect(healthPage.absence('failed')).toHaveCount(0);
});
