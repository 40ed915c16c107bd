import { SERVICES } from './data/shop.data';
import { errorRatio, rate } from './data/truth';
import { failedOrder, REQUESTS } from './data/requests';
import { COUNTS } from './data/explorer';
import { expect, expectShown, test } from './fixtures';
import { STARTED_AT } from './pages/logs';
import { StoryPage } from './pages/story';

// Run as Viewer and as Editor: who may only look sees the same numbers as an Admin.

test('health', { tag: '@core' }, async ({ healthPage }) => {
  await healthPage.goto();
  await expect(healthPage.services.rows).toHaveCount(SERVICES.length);
  const texts = await healthPage.services.texts('payments');
  expectShown(texts.rate, rate({ service: 'payments' }));
  expectShown(texts.errors, errorRatio({ service: 'payments' }));
});

test('service', { tag: '@core' }, async ({ servicePage }) => {
  await servicePage.goto({ service: 'payments' });
  await expect(servicePage.facts).toContainText('req/s');
  await expect(servicePage.absence('forbidden')).toHaveCount(0);
  await servicePage.tab('Routes').click();
  expectShown((await servicePage.routes.texts('/charge')).rate, rate({ service: 'payments', route: '/charge' }));
});

test('route', { tag: '@core' }, async ({ routePage }) => {
  await routePage.goto({ service: 'payments', route: '/charge' });
  await expect(routePage.facts).toContainText('req/s');
});

test('the set-up can be read and not be changed', { tag: '@core' }, async ({ setupPage }) => {
  await setupPage.goto();
  await expect(setupPage.content).toContainText('http_requests_total');
  await expect(setupPage.content.getByRole('button', { name: /^Save/ })).toHaveCount(0);
});

test.describe('logs, traces and stories', { tag: '@core' }, () => {
  test.skip(() => process.env.TESTBED_STARTED_AT === undefined, 'needs loki and tempo on the PATH');

  test('logs', async ({ logsPage }) => {
    await logsPage.open(['service=billing']);
    await expect(logsPage.facts).toHaveText(`All ${COUNTS.retried.now + COUNTS.declined.now} log lines`);
    expectShown(await logsPage.levelCount('error'), COUNTS.declined.now);
    await logsPage.lines.first().locator('[data-line-toggle]').click();
    await logsPage.button('Show context').click();
    await expect(logsPage.content.getByRole('list', { name: /^Context/ }).getByRole('listitem')).not.toHaveCount(0);
    await logsPage.tab('Patterns').click();
    await expect(logsPage.content.getByRole('row').filter({ hasText: 'retried after' })).toBeVisible();
    await expect(logsPage.absence()).toHaveCount(0);
  });

  test('traces', async ({ tracesPage }) => {
    await tracesPage.open(['service=storefront', 'error=true']);
    await expect(tracesPage.rows).toHaveCount(REQUESTS.failed);
    expectShown(await tracesPage.figure('Requests').innerText(), REQUESTS.failed / 1800);
    await expect(tracesPage.absence()).toHaveCount(0);
  });

  test('a story', async ({ page }) => {
    const { traceId, spans, lines } = failedOrder(STARTED_AT);
    const story = new StoryPage(page, traceId);
    await story.open();
    await expect(story.row('span')).toHaveCount(spans.length);
    await expect(story.row('line')).toHaveCount(lines.length);
    await expect(story.absence('forbidden')).toHaveCount(0);
  });
});
