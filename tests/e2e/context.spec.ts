import { SERVICES } from './data/shop.data';
import { errorRatio } from './data/truth';
import { expect, expectShown, queriesOf, test } from './fixtures';
import { FIXED_RANGE } from './pages/appPage';

const CONTEXT = { 'var-environment': 'production', 'var-compare': 'previous', sort: '-rate', filter: 'a' } as const;

/** What all pages share, as the URL has it. */
function shared(params: URLSearchParams): Record<string, string | null> {
  const of = (key: string) => params.get(key);
  const moment = (key: string) => String(new Date(Number(of(key)) || (of(key) ?? '')).valueOf());
  return { from: moment('from'), to: moment('to'), environment: of('var-environment'), compare: of('var-compare') };
}

const EXPECTED = { from: FIXED_RANGE.from, to: FIXED_RANGE.to, environment: 'production', compare: 'previous' };

test(
  'time, environment and comparison go along on every hop, and come back',
  { tag: '@core' },
  async ({ healthPage, page, routePage, servicePage }) => {
    await healthPage.goto(CONTEXT);
    await healthPage.services.link('payments').click();
    await expect(servicePage.heading).toHaveText('payments');
    expect(shared(servicePage.params)).toEqual(EXPECTED);
    await servicePage.tab('Routes').click();
    await servicePage.routes.link('/charge').click();
    await expect(routePage.heading).toHaveText('/charge');
    expect(shared(routePage.params)).toEqual(EXPECTED);

    await page.goBack();
    await expect(servicePage.routes.row('/charge')).toBeVisible();
    await page.goBack();
    await page.goBack();
    await expect(healthPage.heading).toHaveText('Health');
    await expect(healthPage.services.columnHeader('Requests')).toHaveAttribute('aria-sort', 'ascending');
    expect(shared(healthPage.params)).toEqual(EXPECTED);
    expect(healthPage.params.get('filter')).toBe('a');
    expect(healthPage.params.get('sort')).toBe('-rate');
  }
);

test('a reload keeps everything', { tag: '@core' }, async ({ healthPage, page }) => {
  await healthPage.goto(CONTEXT);
  await healthPage.services.row('payments').waitFor();
  const before = await healthPage.services.names();
  await page.reload();
  await healthPage.services.row('payments').waitFor();
  expect(await healthPage.services.names()).toEqual(before);
  expect(shared(healthPage.params)).toEqual(EXPECTED);
  expect(healthPage.params.get('filter')).toBe('a');
});

test('Grafana’s own navigation, which links bare pages, keeps the time range', async ({ healthPage }) => {
  await healthPage.goto({ 'var-environment': 'production' });
  await healthPage.services.row('payments').waitFor();
  await healthPage.gotoBare();
  await healthPage.services.row('payments').waitFor();
  expect(shared(healthPage.params)).toEqual({ ...EXPECTED, compare: 'off' });
  expectShown((await healthPage.services.texts('payments')).errors, errorRatio({ service: 'payments' }));
});

test('the root of the app is the health page', async ({ healthPage, page }) => {
  await page.goto(`./a/tillwatch-shop-app?from=${FIXED_RANGE.from}&to=${FIXED_RANGE.to}`);
  await expect(healthPage.heading).toHaveText('Health');
  await expect(healthPage.services.rows).toHaveCount(SERVICES.length);
});

test(
  'the time before is asked for and drawn beside the present',
  { tag: '@core' },
  async ({ dataRequests, page, servicePage, settled }) => {
    await servicePage.goto({ service: 'payments' });
    await expect(servicePage.facts).toContainText('req/s');
    await settled();
    const asked = () =>
      dataRequests
        .filter((request) => request.method() === 'POST')
        .flatMap((request) => {
          const { from, to } = request.postDataJSON() as { from: string; to: string };
          return queriesOf(request).map(({ refId }) => ({ refId, from, to }));
        })
        .filter(({ refId }) => refId.startsWith('p95Compared'));
    expect(asked()).toEqual([]);
    await expect(servicePage.panel(/^Latency$/).getByText('p95, previous hour')).toHaveCount(0);

    await page.getByRole('combobox', { name: 'Overlay on charts' }).click();
    await page.getByRole('option', { name: 'Previous period' }).click();
    await expect(servicePage.panel(/^Latency$/).getByText('p95, previous hour')).toBeVisible();
    await expect(servicePage.panel('Error rate').getByText('errors (5xx), previous hour')).toBeVisible();
    const hour = 3600_000;
    expect(asked()[0]).toMatchObject({
      from: String(Number(FIXED_RANGE.from) - hour),
      to: String(Number(FIXED_RANGE.to) - hour),
    });
  }
);

test('an address that no page has says so, and leads on at the same time', async ({ healthPage, page }) => {
  await page.goto(`./a/tillwatch-shop-app/nowhere?${new URLSearchParams(FIXED_RANGE)}`);
  await expect(healthPage.heading).toHaveText('Not found');
  await healthPage.content.getByRole('link', { name: 'Go to Health' }).click();
  await expect(healthPage.heading).toHaveText('Health');
  expect(shared(healthPage.params).from).toBe(FIXED_RANGE.from);
});
