import { expect, test } from './fixtures';
import { StackPage } from './pages/stack';

// Some data sources of the tests cannot be reached, or refuse: Grafana's tests of them fail, as they should.
test.use({ expectedErrors: [/Failed to load resource: the server responded with a status of [45]\d\d/] });

/** Lines are of the time in which the tests run. */
const RECENT = { from: 'now-1h', to: 'now' };

/** What the first view of a page may ask, and what finds out how streams name services. */
const MOST_REQUESTS = 8 + 3;

test('the stack says what it can be trusted with, and tests the data sources', async ({
  page,
  settled,
  dataRequests,
}) => {
  const stack = new StackPage(page);
  await stack.goto(RECENT);
  await expect(stack.heading).toHaveText('Stack');
  await expect(stack.verdict).toContainText(/\w/);
  for (const signal of ['metrics', 'logs', 'traces'] as const) {
    await expect(stack.signal(signal)).toContainText(/Fresh|Incomplete|Late|Missing|Unknown/);
  }
  await expect(stack.source('Prometheus')).toContainText('OK');
  await settled();
  expect(dataRequests.length).toBeLessThanOrEqual(MOST_REQUESTS);
});

test('where Prometheus scrapes no server, the page says so and how to add them', async ({ page }) => {
  const stack = new StackPage(page);
  await stack.goto();
  await expect(stack.section('Servers')).toContainText('Prometheus scrapes no server of the monitoring stack');
  await expect(stack.section('Not monitored')).toContainText('Loki not scraped');
  await expect(stack.content.getByLabel('Scrape configuration')).toContainText('loki:3100');
});

test('the bytes of logs are those that Loki counts', async ({ page, settled }) => {
  const stack = new StackPage(page);
  await stack.goto(RECENT);
  await settled();
  await expect(stack.costs.first()).toBeVisible();
  await expect(stack.section('What logs cost')).toContainText('a day at this pace');
});

test('a data source that refuses costs what it alone knows', async ({ page }) => {
  const stack = new StackPage(page);
  await stack.goto({ ...RECENT, 'var-metrics': 'forbidden' });
  await expect(stack.verdict).toContainText(/\w/);
  await expect(stack.signal('metrics')).toContainText('Unknown');
  await expect(stack.costs.first()).toBeVisible();
});
