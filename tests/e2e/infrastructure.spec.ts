import { expect, test } from './fixtures';
import { InfrastructurePage } from './pages/infrastructure';

// The known data has no machines; some data sources cannot be reached, or refuse.
test.use({ expectedErrors: [/Failed to load resource: the server responded with a status of [45]\d\d/] });

/** What the first view of a page may ask, and what finds out which services there are. */
const MOST_REQUESTS = 8 + 3;

test('where nothing tells of machines, the page says so and how to add what does', async ({
  page,
  settled,
  dataRequests,
}) => {
  const infrastructure = new InfrastructurePage(page);
  await infrastructure.goto();
  await expect(infrastructure.heading).toHaveText('Infrastructure');
  await expect(infrastructure.verdict).toContainText('No host, container or database is measured');
  await expect(infrastructure.section('Hosts')).toContainText('Prometheus has no node_* or system_* metrics');
  await expect(infrastructure.scrapeJob('Hosts')).toContainText('node-exporter:9100');
  await expect(infrastructure.scrapeJob('Containers')).toContainText('cadvisor:8080');
  await settled();
  expect(dataRequests.length).toBeLessThanOrEqual(MOST_REQUESTS);
});

test('a data source that refuses is told of once', async ({ page }) => {
  const infrastructure = new InfrastructurePage(page);
  await infrastructure.goto({ 'var-metrics': 'forbidden' });
  await expect(infrastructure.absence('forbidden')).toContainText('Ask an admin');
  await expect(infrastructure.absence()).toHaveCount(1);
});

test('a data source that fails says what happened and what to do', async ({ page }) => {
  const infrastructure = new InfrastructurePage(page);
  await infrastructure.goto({ 'var-metrics': 'failing' });
  await expect(infrastructure.absence('failed')).toContainText(/Failing (returned an error|cannot be reached)/);
});

test('a host that is not there is said to be missing', async ({ page }) => {
  await page.goto('/a/tillwatch-shop-app/infrastructure/host?host=nobody');
  await expect(page.locator('#pageContent')).toContainText('Host not found');
});
