import { expect, expectShown, FIXED, test } from './support/fixtures';
import {
  errorRatio,
  INCIDENT,
  MEANS_ONLY,
  orders,
  quantile,
  RANGE,
  rate,
  served,
  services,
  timeSpent,
} from './support/truth';

const MINUTES = (RANGE.to - RANGE.from) / 60_000;

test('every service is listed with the figures of its requests', async ({ healthPage }) => {
  await healthPage.goto(FIXED);
  await expect(healthPage.services.rows).toHaveCount(services().length);
  for (const service of services()) {
    const texts = await healthPage.services.texts(service);
    const about = { service };
    expectShown(texts.rate, rate(about));
    expectShown(texts.errors, errorRatio(about));
    if (service === MEANS_ONLY) {
      expect(texts.p50).toMatch(/^mean [\d.]+ m?s$/);
      continue;
    }
    expectShown(texts.p50, quantile(about, 0.5));
    expectShown(texts.p95, quantile(about, 0.95));
    expectShown(texts.p99, quantile(about, 0.99));
  }
});

test('the share of time says who the time is spent in', async ({ healthPage }) => {
  await healthPage.goto(FIXED);
  for (const service of services()) {
    const { timeShare } = await healthPage.services.texts(service);
    // The shop's metrics count what requests of a class take on average, so whole percents agree, not their parts.
    expect(Math.abs(parseFloat(timeShare) - (100 * timeSpent({ service })) / timeSpent({}))).toBeLessThan(1);
  }
});

test('the culprit of the incident is on top, and critical', async ({ healthPage }) => {
  await healthPage.goto(FIXED);
  await healthPage.services.row(INCIDENT.culprit.service).waitFor();
  expect((await healthPage.services.names())[0]).toBe(INCIDENT.culprit.service);
  expect((await healthPage.services.texts(INCIDENT.culprit.service)).state).toBe('Critical');
});

test('a sentence names the culprit, and since when it fails', async ({ healthPage }) => {
  // Long enough before the incident for its beginning to be seen.
  await healthPage.goto({ ...FIXED, from: new Date(RANGE.from - 35 * 60_000).toISOString() });
  const { service } = INCIDENT.culprit;
  await expect(healthPage.verdict).toContainText(
    new RegExp(`^\\d of ${services().length} services critical: ${service}, error rate .*%, was .*%, since `)
  );
  const [, hours = NaN, minutes = NaN] = (/since (\d\d):(\d\d)/.exec(await healthPage.verdict.innerText()) ?? []).map(
    Number
  );
  const began = new Date(INCIDENT.from);
  const late = hours * 60 + minutes - (began.getUTCHours() * 60 + began.getUTCMinutes());
  expect(Math.abs(late)).toBeLessThanOrEqual(3);
  await expect(healthPage.services.reason(service)).toHaveText(/^Error rate .*%, was .*% in the previous hour$/);
});

test('the shop at a glance', async ({ healthPage }) => {
  await healthPage.goto(FIXED);
  await healthPage.services.row('payments').waitFor();
  expectShown(await healthPage.tileValue('requests').innerText(), rate({}));
  expectShown(await healthPage.tileValue('errors').innerText(), errorRatio({}));
  expectShown(await healthPage.tileValue('p95').innerText(), quantile({}, 0.95));
  const { count, revenue } = orders();
  expectShown(await healthPage.tileValue('orders').innerText(), count / MINUTES / 60);
  expect(Object.keys(revenue).length).toBeGreaterThan(1);
  for (const [currency, amount] of Object.entries(revenue)) {
    const shown = await healthPage.tile('revenue').getByText(currency).innerText();
    expectShown(shown.replace(currency, ''), amount);
  }
  await expect(healthPage.tileValue('lowStock')).toHaveText(/^\d+$/);
});

test('an environment leaves out what is not in it', async ({ healthPage }) => {
  await healthPage.goto({ ...FIXED, 'var-environment': 'staging' });
  await healthPage.services.row('storefront').waitFor();
  const about = { service: 'storefront', environment: 'staging' };
  expect(served(about).length).toBeGreaterThan(0);
  expectShown((await healthPage.services.texts('storefront')).rate, rate(about));
});

test('is sorted by a click, and the address says so', async ({ healthPage, page }) => {
  const byRate = [...services()].sort((a, b) => rate({ service: b }) - rate({ service: a }));
  await healthPage.goto(FIXED);
  await healthPage.services.sortButton('Requests').click();
  await expect(healthPage.services.columnHeader('Requests')).toHaveAttribute('aria-sort', 'descending');
  expect(await healthPage.services.names()).toEqual(byRate);
  expect(healthPage.params.get('sort')).toBe('rate');
  await page.reload();
  await expect(healthPage.services.columnHeader('Requests')).toHaveAttribute('aria-sort', 'descending');
  expect(await healthPage.services.names()).toEqual(byRate);
});

test('is filtered by typing after a slash, and Escape takes the filter away', async ({ healthPage, page }) => {
  await healthPage.goto(FIXED);
  await healthPage.services.row('payments').waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('pay');
  await expect(healthPage.services.rows).toHaveCount(1);
  await expect.poll(() => healthPage.params.get('filter')).toBe('pay');
  await healthPage.services.filter.press('Escape');
  await expect(healthPage.services.rows).toHaveCount(services().length);
});

test('j, k and Enter lead from row to row and on', async ({ healthPage, servicePage, page }) => {
  await healthPage.goto(FIXED);
  await healthPage.services.row('payments').waitFor();
  const [first = '', second = ''] = await healthPage.services.names();
  await healthPage.services.link(first).focus();
  await page.keyboard.press('j');
  await expect(healthPage.services.link(second)).toBeFocused();
  await page.keyboard.press('k');
  await expect(healthPage.services.link(first)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(servicePage.heading).toHaveText(first);
});

test('a row leads to its service at the same time, and back leads back', async ({ healthPage, servicePage, page }) => {
  await healthPage.goto({ ...FIXED, sort: 'errors', 'var-environment': 'production' });
  await healthPage.services.link('payments').click();
  await expect(servicePage.heading).toHaveText('payments');
  const { params } = servicePage;
  expect(params.get('service')).toBe('payments');
  expect([params.get('from'), params.get('to')]).toEqual([FIXED.from, FIXED.to]);
  expect(params.get('var-environment')).toBe('production');
  await page.goBack();
  await expect(healthPage.heading).toHaveText('Health');
  await expect(healthPage.services.columnHeader('Error rate')).toHaveAttribute('aria-sort', 'descending');
});

test('one click leads to the service map, and from what is not well to the part around it', async ({
  healthPage,
  page,
}) => {
  await healthPage.goto(FIXED);
  const row = healthPage.services.row('payments');
  await row.getByRole('link', { name: 'Service map: upstream and downstream of payments' }).click();
  await expect(page).toHaveURL(/\/health\/service\?/);
  const around = new URL(page.url()).searchParams;
  expect([around.get('service'), around.get('tab'), around.get('from')]).toEqual([
    'payments',
    'dependencies',
    FIXED.from,
  ]);
  await page.goBack();
  await page.getByRole('link', { name: 'Service map', exact: true }).click();
  await expect(page).toHaveURL(/\/traces\?/);
  expect(new URL(page.url()).searchParams.get('tab')).toBe('map');
});

test('a row for each environment, where asked for, and the way on keeps to it', async ({ healthPage, page }) => {
  await healthPage.goto(FIXED);
  await page.getByText('Rows per environment').click();
  await expect.poll(() => healthPage.params.get('rows')).toBe('environment');
  const environments = [...new Set(served({ service: 'payments' }).map(({ environment }) => environment))];
  expect(environments.length).toBeGreaterThan(1);
  for (const environment of environments) {
    const row = page.getByTestId(`health-row-payments, ${environment}`);
    const about = { service: 'payments', environment };
    expectShown((await row.locator('td').nth(3).innerText()).split('\n')[0] ?? '', rate(about));
    await expect(row.getByRole('link', { name: 'payments', exact: true })).toHaveAttribute(
      'href',
      new RegExp(`var-environment=${environment}(&|$)`)
    );
  }
});
