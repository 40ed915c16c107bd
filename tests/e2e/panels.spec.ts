import { expect, test } from './fixtures';
import { FIXED_RANGE } from './pages/appPage';

const ROUTE = { service: 'shop-api', route: '/checkout' };

test.beforeEach(async ({ routePage }) => {
  await routePage.goto(ROUTE);
  await expect(routePage.facts).toContainText('req/s');
  const panel = routePage.panel('Requests by status');
  await panel.hover();
  await panel.getByRole('button', { name: /^Menu/ }).click();
});

test('a panel opens in Explore with its query, its data source and its time', { tag: '@core' }, async ({ page }) => {
  const link = page.getByRole('menuitem', { name: 'Open in Explore' });
  const href = (await link.getAttribute('href')) ?? '';
  const panes = JSON.parse(new URL(href, page.url()).searchParams.get('panes') ?? '{}') as Record<
    string,
    { datasource: string; queries: Array<{ expr: string }>; range: { from: string; to: string } }
  >;
  const [pane] = Object.values(panes);
  expect(pane?.datasource).toBe('prometheus');
  expect(pane?.range).toEqual({ from: FIXED_RANGE.from, to: FIXED_RANGE.to });
  expect(pane?.queries[0]?.expr).toContain('http_requests_total{');
  expect(pane?.queries[0]?.expr).toContain('path="/checkout"');
});

test('a panel shows the query behind it', async ({ page }) => {
  await page.getByRole('menuitem', { name: 'Show query' }).click();
  const dialog = page.getByRole('dialog', { name: /^Query: Requests by status code/ });
  await expect(dialog.getByLabel('PromQL query').first()).toContainText(
    'sum by (status) (rate(http_requests_total{service="shop-api", path="/checkout"}[$__rate_interval]))'
  );
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('a copied link holds the moment that one sees', async ({ page, routePage }) => {
  await page.getByRole('menuitem', { name: 'Copy link' }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const { searchParams } = new URL(copied);
  expect(searchParams.get('from')).toBe(FIXED_RANGE.from);
  expect(searchParams.get('to')).toBe(FIXED_RANGE.to);
  expect(searchParams.get('route')).toBe('/checkout');
  await page.goto(copied);
  await expect(routePage.heading).toHaveText('/checkout');
});
