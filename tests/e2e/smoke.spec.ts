import { expect, test } from './fixtures';

// What holds for any shop: run against the Grafana of the demo stack (`GRAFANA_URL`), with live data.

const LIVE = { from: 'now-15m', to: 'now', timezone: undefined };

test('every service has a rate, and leads to its page and to a route', async ({
  healthPage,
  routePage,
  servicePage,
}) => {
  await healthPage.goto(LIVE);
  await healthPage.services.rows.first().waitFor();
  const names = await healthPage.services.names();
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) {
    expect((await healthPage.services.texts(name)).rate, name).toMatch(/req\/s/);
  }
  const [first = ''] = names;
  await healthPage.services.link(first).click();
  await expect(servicePage.heading).toHaveText(first);
  await expect(servicePage.facts).toContainText('req/s');
  await servicePage.tab('Routes').click();
  await servicePage.routes.rows.first().waitFor();
  const [route = ''] = await servicePage.routes.names();
  await servicePage.routes.link(route).click();
  await expect(routePage.heading).toHaveText(route);
  await expect(routePage.facts).toContainText('req/s');
});

test('the set-up names what it found', async ({ setupPage }) => {
  await setupPage.goto(LIVE);
  await expect(setupPage.content).toContainText(/requests_total|request_duration/);
});
