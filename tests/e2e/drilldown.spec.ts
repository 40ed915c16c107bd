import { BUSINESS, ODD_ROUTE } from './data/shop.data';
import { count, errorRatio, quantile, rate, statusRatio, timeSpent } from './data/truth';
import { expect, expectShown, queriesOf, test } from './fixtures';
import { FIXED_RANGE } from './pages/appPage';

const SHOP = { service: 'shop-api' };

/** The numbers of a header line: `1.60 req/s · error rate 13% · p95 241 ms · 5,760 requests`. */
function numbersOf(header: string): { rate: string; errors: string; p95: string; count: string } {
  const [, rateText = '', errors = '', p95 = '', n = ''] =
    /([\d.,]+ (?:K )?req\/s) · error rate (.+?) · p95 (.+?) · ([\d.,]+(?: K)?) requests/.exec(header) ?? [];
  return { rate: rateText, errors, p95, count: n };
}

test(
  'leads from a service to its routes to one route, each with its numbers',
  { tag: '@core' },
  async ({ healthPage, page, routePage, servicePage }) => {
    await healthPage.goto();
    await healthPage.services.link('shop-api').click();

    await expect(servicePage.heading).toHaveText('shop-api');
    await expect(servicePage.facts).toContainText('req/s');
    const service = numbersOf(await servicePage.facts.innerText());
    expectShown(service.rate, rate(SHOP));
    expectShown(service.errors, errorRatio(SHOP));
    expectShown(service.p95, quantile(SHOP, 0.95));
    expectShown(service.count, count(SHOP));

    await servicePage.tab('Routes').click();
    const about = { ...SHOP, route: '/checkout' };
    const texts = await servicePage.routes.texts('/checkout');
    expectShown(texts.rate, rate(about));
    expectShown(texts.errors, errorRatio(about));
    expectShown(texts.p50, quantile(about, 0.5));
    expectShown(texts.p95, quantile(about, 0.95));
    expectShown(texts.p99, quantile(about, 0.99));
    expectShown(texts.timeShare, timeSpent(about) / timeSpent(SHOP));
    // By impact: what takes most of the time comes first.
    const names = await servicePage.routes.names();
    const byImpact = [...names].sort((a, b) => timeSpent({ ...SHOP, route: b }) - timeSpent({ ...SHOP, route: a }));
    expect(names).toEqual(byImpact);

    await servicePage.routes.link('/checkout').click();
    await expect(routePage.heading).toHaveText('/checkout');
    await expect(routePage.facts).toContainText('req/s');
    const route = numbersOf(await routePage.facts.innerText());
    expectShown(route.rate, rate(about));
    expectShown(route.errors, errorRatio(about));
    expectShown(route.p95, quantile(about, 0.95));
    expectShown(route.count, count(about));
    expect(new URL(page.url()).searchParams.get('route')).toBe('/checkout');
  }
);

test('a route of odd characters is one like any other', { tag: '@core' }, async ({ page, routePage, servicePage }) => {
  await servicePage.goto({ service: 'shop-api', tab: 'routes' });
  await servicePage.routes.link(ODD_ROUTE).click();
  await expect(routePage.heading).toHaveText(ODD_ROUTE);
  const about = { ...SHOP, route: ODD_ROUTE };
  const check = async () => {
    await expect(routePage.facts).toContainText('req/s');
    const numbers = numbersOf(await routePage.facts.innerText());
    expectShown(numbers.rate, rate(about));
    expectShown(numbers.errors, errorRatio(about));
    expectShown(numbers.count, count(about));
  };
  await check();
  await page.reload();
  await check();
});

test('the overview shows what a service does and uses', { tag: '@core' }, async ({ servicePage }) => {
  await servicePage.goto({ service: 'shop-api' });
  for (const title of [
    'Requests by status',
    'Error rate',
    /^Latency$/,
    'Latency heatmap',
    'In flight',
    'CPU',
    'Memory',
  ]) {
    await expect(servicePage.panel(title)).toBeVisible();
    await expect(servicePage.absenceIn(servicePage.panel(title))).toHaveCount(0);
  }
  await expect(servicePage.panel('Low stock')).toContainText(String(BUSINESS.lowStock));
  // Of a service that is well logs and traces are asked on demand; what failed is told by metrics.
  const errors = servicePage.panel('Top errors').getByRole('row');
  await expect(errors.filter({ hasText: ODD_ROUTE })).toContainText('503');
  await servicePage.panel('Slowest traces').getByRole('button', { name: 'Find slowest traces' }).click();
  await expect(servicePage.panel('Slowest traces')).toContainText(/No traces of shop-api|No data source/);
});

test('a panel of what a service does not measure is left out', async ({ servicePage }) => {
  await servicePage.goto({ service: 'payments' });
  await expect(servicePage.panel('Memory')).toBeVisible();
  await expect(servicePage.panel('Requests by status code').locator('canvas').first()).toBeVisible();
  await expect(servicePage.panel('Low stock')).toHaveCount(0);
});

test('failures are counted by route and status', { tag: '@core' }, async ({ servicePage }) => {
  await servicePage.goto({ service: 'shop-api', tab: 'errors' });
  await expect(servicePage.failures).toHaveCount(3);
  const rows = await servicePage.failures.evaluateAll((elements) =>
    elements.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? ''))
  );
  const expected = [
    { route: ODD_ROUTE, status: '503' },
    { route: '/checkout', status: '500' },
    { route: '/products/:id', status: '404' },
  ];
  expect(rows.map(([route, status]) => ({ route, status }))).toEqual(expected);
  for (const [index, about] of expected.entries()) {
    const [, , counted = '', share = ''] = rows[index] ?? [];
    expectShown(counted, count({ ...SHOP, ...about }));
    expectShown(share, count({ ...SHOP, ...about }) / count({ ...SHOP, route: about.route }));
  }
});

test('what a service does not measure is said in its place', { tag: '@core' }, async ({ servicePage }) => {
  await servicePage.goto({ service: 'flask-app' });
  await expect(servicePage.panel('Error rate').getByTestId('absence-not-supported')).toContainText('no HTTP status');
  await expect(servicePage.panel('Requests by status').getByTestId(/^absence-/)).toHaveCount(0);
  await expect(servicePage.facts).toContainText('error rate unknown');
  expect(statusRatio({ service: 'flask-app' }, '5')).toBeUndefined();
});

test('an address without a name says so and leads back', async ({ healthPage, routePage, servicePage }) => {
  await servicePage.goto();
  await expect(servicePage.absence('empty')).toContainText('No service selected');
  await routePage.goto({ service: 'shop-api' });
  await expect(routePage.absence('empty')).toContainText('No route selected');
  await routePage.content.getByRole('link', { name: /Health page/ }).click();
  await expect(healthPage.services.row('payments')).toBeVisible();
});

for (const [name, open] of [
  ['service', { service: 'shop-api' }],
  ['routes', { service: 'shop-api', tab: 'routes' }],
] as const) {
  test(`the first view of ${name} takes eight requests or fewer`, async ({ dataRequests, servicePage, settled }) => {
    await servicePage.goto(open);
    await expect(servicePage.facts).toContainText('req/s');
    await settled();
    const asked = dataRequests.map((request) => request.url());
    expect(asked.length, asked.join('\n')).toBeLessThanOrEqual(8);
  });
}

test(
  'the first view of a route takes eight requests or fewer',
  { tag: '@core' },
  async ({ dataRequests, routePage, settled }) => {
    await routePage.goto({ service: 'shop-api', route: '/checkout' });
    await expect(routePage.facts).toContainText('req/s');
    await settled();
    expect(dataRequests.length).toBeLessThanOrEqual(8);
  }
);

test(
  'the value of a name reaches the query escaped, so that Grafana finds no variable in it',
  { tag: '@core' },
  async ({ dataRequests, routePage }) => {
    await routePage.goto({ ...FIXED_RANGE, service: 'shop-api', route: ODD_ROUTE });
    await expect(routePage.facts).toContainText('req/s');
    const texts = dataRequests
      .filter((request) => request.method() === 'POST')
      .flatMap((request) => queriesOf(request))
      .filter(({ expr }) => expr.includes('path='));
    expect(texts.length).toBeGreaterThan(0);
    for (const { expr } of texts) {
      expect(expr).not.toMatch(/\$y|\$\{w|\[\[z/);
    }
  }
);
