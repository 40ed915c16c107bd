import { openSampleShop, sampleServices } from '../../src/sample';
import { RANGE, SERVICES } from './data/shop.data';
import { expect, expectShown, test } from './fixtures';

// Sample data in a Grafana that has data of its own: offered where there is nothing, named on every page, never mixed.

const SHOP = [...sampleServices()].sort();
const OWN = SERVICES.map(({ name }) => name);
/** Long enough to hold requests of every service, and short enough to count them one by one. */
const SHORT = { from: RANGE.from, to: RANGE.from + 10 * 60_000 };
const OFFER = { name: 'Try with sample data' };

/** Requests per second that each service of the sample shop served, from the requests themselves. */
function sampleRates(): Map<string, number> {
  const { requests } = openSampleShop().requests.find({ ...SHORT, limit: Infinity });
  const rates = new Map<string, number>();
  for (const { service } of requests.flatMap(({ spans }) => spans.filter(({ kind }) => kind === 'server'))) {
    rates.set(service, (rates.get(service) ?? 0) + 1000 / (SHORT.to - SHORT.from));
  }
  return rates;
}

test('is offered where nothing is found, and turned off on the spot', async ({ healthPage, dataRequests }) => {
  await healthPage.goto({ 'var-metrics': 'empty' });
  const nothing = healthPage.absence('empty');
  await expect(healthPage.sampleBanner).toHaveCount(0);
  await nothing.getByRole('button', OFFER).click();
  const asked = dataRequests.length;
  await expect(healthPage.services.rows).toHaveCount(SHOP.length);
  expect((await healthPage.services.names()).sort()).toEqual(SHOP);
  await expect(healthPage.sampleBanner).toContainText('a simulated shop');
  expect(dataRequests.length).toBe(asked);

  await healthPage.sampleBanner.getByRole('button', { name: 'Turn off sample data' }).click();
  await expect(nothing).toBeVisible();
  await expect(healthPage.services.rows).toHaveCount(0);
  await expect(healthPage.sampleBanner).toHaveCount(0);
});

test('is offered where nothing is known of a service, and where its panels find nothing', async ({ servicePage }) => {
  await servicePage.goto({ service: 'payments', 'var-metrics': 'empty' });
  await expect(servicePage.content).toContainText('No data for payments in this time range');
  await servicePage.content.getByRole('button', OFFER).click();
  await expect(servicePage.facts).toContainText('req/s');
  await expect(servicePage.content.getByRole('button', OFFER)).toHaveCount(0);
  await servicePage.sampleBanner.getByRole('button', { name: 'Turn off sample data' }).click();

  // Such metrics are there, but none of this service.
  await servicePage.goto({ service: 'no such service' });
  const nothing = servicePage.absence('empty');
  await expect(nothing).not.toHaveCount(0);
  await expect(nothing.getByRole('button', OFFER)).toHaveCount(await nothing.count());
});

test.describe('the figures', () => {
  let rates: Map<string, number>;
  // Before there is a browser: it would wait for answers while this is reckoned, and Grafana would give up on its own.
  test.beforeAll(() => {
    rates = sampleRates();
  });

  test(
    'are those of the sample shop’s requests, and none of one’s own',
    { tag: '@core' },
    async ({ setupPage, healthPage }) => {
      await setupPage.turnOnSampleData();
      await healthPage.goto({ from: String(SHORT.from), to: String(SHORT.to) });
      expect([...rates.keys()].sort()).toEqual(SHOP);
      for (const service of SHOP) {
        expectShown((await healthPage.services.texts(service)).rate, rates.get(service));
      }
      expect((await healthPage.services.names()).sort()).toEqual(SHOP);
    }
  );
});

test('is named on every page, asks no data source, and stays over a reload', async ({
  setupPage,
  healthPage,
  servicePage,
  routePage,
  page,
  dataRequests,
}) => {
  await setupPage.turnOnSampleData();
  const asked = dataRequests.length;
  await setupPage.goto();
  await expect(setupPage.sampleSwitch).toBeChecked();
  await expect(setupPage.sampleBanner).toBeVisible();
  await expect(setupPage.content).not.toContainText('http_requests_total');

  await healthPage.goto();
  await expect(page.getByRole('combobox', { name: 'Environment' })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Metrics' })).toHaveCount(0);
  await healthPage.services.link('payments').click();
  await expect(servicePage.facts).toContainText('req/s');
  await expect(servicePage.sampleBanner).toBeVisible();
  for (const [tab, title] of [
    ['Errors', 'Client errors by status'],
    ['Resources', 'CPU by instance'],
  ] as const) {
    await servicePage.tab(tab).click();
    await servicePage.panel(title).locator('canvas').first().waitFor();
    await expect(servicePage.sampleBanner).toBeVisible();
  }
  await servicePage.tab('Routes').click();
  await servicePage.routes.link('/charges').click();
  await expect(routePage.heading).toHaveText('/charges');
  await expect(routePage.facts).toContainText('req/s');
  await page.reload();
  await expect(routePage.facts).toContainText('req/s');
  await expect(routePage.sampleBanner).toBeVisible();
  await routePage.panel('Requests by method').locator('canvas').first().waitFor();
  expect(dataRequests.slice(asked).map((request) => request.url())).toEqual([]);
});

test('is turned off where it was turned on, and one’s own data is back', async ({ setupPage, healthPage }) => {
  await setupPage.turnOnSampleData();
  await setupPage.sampleSwitch.click({ force: true });
  await expect(setupPage.sampleBanner).toHaveCount(0);
  await expect(setupPage.content).toContainText('http_requests_total');
  await healthPage.goto();
  await expect(healthPage.services.rows).toHaveCount(OWN.length);
});

test('has no violations of accessibility', async ({ setupPage, healthPage, scanForA11yViolations }) => {
  await setupPage.turnOnSampleData();
  for (const open of [setupPage, healthPage]) {
    await open.goto();
    await expect(open.sampleBanner).toBeVisible();
    await expect(open.content.getByText(/Show sample data|req\/s/).first()).toBeVisible();
    const results = await scanForA11yViolations({
      include: ['#pageContent'],
      // Grafana's own refresh button has no name.
      exclude: ['[data-testid="data-testid RefreshPicker run button"]'],
    });
    expect(results).toHaveNoA11yViolations();
  }
});
