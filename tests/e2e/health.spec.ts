import { BUSINESS, ODD_ROUTE, RANGE, SERVICES } from './data/shop.data';
import { errorRatio, quantile, rate, timeSpent } from './data/truth';
import { expect, expectShown, test } from './fixtures';
import { FIXED_RANGE } from './pages/appPage';

const TOTAL_TIME = timeSpent({});

test('every service is listed with the right figures', { tag: '@core' }, async ({ healthPage }) => {
  await healthPage.goto();
  for (const { name, version } of SERVICES) {
    await test.step(name, async () => {
      const texts = await healthPage.services.texts(name);
      const about = { service: name };
      expectShown(texts.rate, rate(about));
      expectShown(texts.errors, errorRatio(about));
      expectShown(texts.p50, quantile(about, 0.5));
      expectShown(texts.p95, quantile(about, 0.95));
      expectShown(texts.p99, quantile(about, 0.99));
      expectShown(texts.timeShare, timeSpent(about) / TOTAL_TIME);
      expect(texts.version ?? '').toBe(version ?? '');
    });
  }
});

test('services without a status have unknown errors, not none', async ({ healthPage }) => {
  await healthPage.goto();
  expect((await healthPage.services.texts('flask-app')).errors).toBe('unknown');
});

test('lists the shop’s services and nothing else, the worst first', { tag: '@core' }, async ({ healthPage }) => {
  await healthPage.goto();
  await expect(healthPage.services.rows).toHaveCount(SERVICES.length);
  const names = await healthPage.services.names();
  expect([...names].sort()).toEqual(SERVICES.map(({ name }) => name).sort());
  expect(names.slice(0, 2)).toEqual(['payments', 'inventory']);
  expect((await healthPage.services.texts('payments')).state).toBe('Critical');
  expect((await healthPage.services.texts('inventory')).state).toBe('Critical');
  expect((await healthPage.services.texts('shop-api')).state).toBe('OK');
});

test('a sentence names the worst service, and a line below each that is not well says why', async ({ healthPage }) => {
  await healthPage.goto();
  const now = `${Math.round(100 * (errorRatio({ service: 'payments' }) ?? NaN))}%`;
  await expect(healthPage.verdict).toContainText(
    new RegExp(`^\\d of ${SERVICES.length} services critical: payments, error rate ${now}, was 0`)
  );
  await expect(healthPage.verdict.getByRole('link', { name: 'payments' })).toHaveAttribute('href', /service=payments/);
  await expect(healthPage.services.reason('payments')).toHaveText(
    new RegExp(`^Error rate ${now}, was 0.*% in the previous hour$`)
  );
  await expect(healthPage.services.reason('shop-api')).toHaveCount(0);
});

test('the shop at a glance', { tag: '@core' }, async ({ healthPage }) => {
  await healthPage.goto();
  await healthPage.services.row('payments').waitFor();
  expectShown(await healthPage.tileValue('requests').innerText(), rate({}));
  expectShown(await healthPage.tileValue('errors').innerText(), errorRatio({}));
  expectShown(await healthPage.tileValue('p95').innerText(), quantile({}, 0.95));
  expectShown(await healthPage.tileValue('orders').innerText(), BUSINESS.ordersPerSecond);
  expectShown(await healthPage.tileValue('lowStock').innerText(), BUSINESS.lowStock);
  for (const [currency, perSecond] of Object.entries(BUSINESS.revenuePerSecond)) {
    const amount = healthPage.tile('revenue').getByText(currency);
    expectShown((await amount.innerText()).replace(currency, ''), perSecond * 3600);
  }
});

test('changes against the hour before are shown', { tag: '@core' }, async ({ healthPage }) => {
  await healthPage.goto();
  const row = healthPage.services.row('payments');
  await expect(healthPage.content.getByText('Changes vs previous hour')).toBeVisible();
  const now = errorRatio({ service: 'payments' }) ?? 0;
  const before = errorRatio({ service: 'payments' }, 'before') ?? 0;
  await expect(row.getByRole('cell').nth(3)).toContainText(`×${Math.round(now / before)}`);
});

test('is sorted by a click and by the URL', async ({ healthPage }) => {
  const byRate = [...SERVICES].sort((a, b) => rate({ service: b.name }) - rate({ service: a.name }));
  const names = byRate.map(({ name }) => name);
  await healthPage.goto();
  await healthPage.services.sortButton('Requests').click();
  await expect(healthPage.services.columnHeader('Requests')).toHaveAttribute('aria-sort', 'descending');
  expect(await healthPage.services.names()).toEqual(names);
  expect(healthPage.params.get('sort')).toBe('rate');
  await healthPage.services.sortButton('Requests').click();
  await expect(healthPage.services.columnHeader('Requests')).toHaveAttribute('aria-sort', 'ascending');
  expect(await healthPage.services.names()).toEqual([...names].reverse());

  await healthPage.goto({ sort: 'name' });
  await expect(healthPage.services.rows).toHaveCount(SERVICES.length);
  expect(await healthPage.services.names()).toEqual([...names].sort((a, b) => a.localeCompare(b)));
});

test('a number on top sorts the table by it', async ({ healthPage }) => {
  await healthPage.goto();
  await healthPage.tile('errors').getByRole('link').click();
  await expect(healthPage.services.columnHeader('Error rate')).toHaveAttribute('aria-sort', 'descending');
  expect((await healthPage.services.names())[0]).toBe('payments');
});

test('is filtered by typing after a slash', async ({ healthPage, page }) => {
  await healthPage.goto();
  await healthPage.services.row('payments').waitFor();
  await page.keyboard.press('/');
  await expect(healthPage.services.filter).toBeFocused();
  await page.keyboard.type('shop');
  await expect(healthPage.services.rows).toHaveCount(3);
  expect([...(await healthPage.services.names())].sort()).toEqual(['otel-shop', 'preview-shop', 'shop-api']);
  await expect.poll(() => healthPage.params.get('filter')).toBe('shop');
  await page.reload();
  await expect(healthPage.services.rows).toHaveCount(3);
  await healthPage.services.filter.press('Escape');
  await expect(healthPage.services.rows).toHaveCount(SERVICES.length);
});

test('j, k and Enter lead from row to row and on', async ({ healthPage, page, servicePage }) => {
  await healthPage.goto();
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

test('an environment leaves out what is not in it', { tag: '@core' }, async ({ healthPage }) => {
  await healthPage.goto({ 'var-environment': 'staging' });
  await expect(healthPage.services.rows).toHaveCount(1);
  const texts = await healthPage.services.texts('preview-shop');
  expectShown(texts.rate, rate({ service: 'preview-shop' }));
});

test('the environments that are there can be chosen', async ({ healthPage, page }) => {
  await healthPage.goto();
  await expect(healthPage.services.rows).toHaveCount(SERVICES.length);
  await page.getByRole('combobox', { name: 'Environment' }).click();
  await page.getByRole('option', { name: 'production' }).click();
  await page.keyboard.press('Escape');
  await expect(healthPage.services.rows).toHaveCount(3);
  expect(healthPage.params.get('var-environment')).toBe('production');
});

test('is down to eight requests or fewer at first', { tag: '@core' }, async ({ healthPage, dataRequests, settled }) => {
  await healthPage.goto();
  await healthPage.services.row('payments').waitFor();
  await settled();
  expect(dataRequests.map((request) => request.url()).length).toBeLessThanOrEqual(8);
});

test('a number of the hour in the URL is a number of that hour', async ({ healthPage }) => {
  // The hour before, when payments did well.
  const from = String(RANGE.from - 3600_000);
  await healthPage.goto({ ...FIXED_RANGE, from, to: String(RANGE.from) });
  const texts = await healthPage.services.texts('payments');
  expectShown(texts.errors, errorRatio({ service: 'payments' }, 'before'));
  expectShown(texts.rate, rate({ service: 'payments' }, 'before'));
});

test('odd names do not disturb their neighbours', async ({ servicePage }) => {
  await servicePage.goto({ service: 'shop-api', tab: 'routes' });
  expectShown((await servicePage.routes.texts(ODD_ROUTE)).rate, rate({ service: 'shop-api', route: ODD_ROUTE }));
});
