import { dialectRequests } from './data/dialects';
import { expect, test } from './fixtures';
import { NEIGHBOUR } from './testbed/neighbours';

/** Ways between Tillwatch and the rest of Grafana, in a real one. */
test.skip(() => process.env.TESTBED_STARTED_AT === undefined, 'needs loki and tempo on the PATH');

const APP = '/a/tillwatch-shop-app';
const [request] = dialectRequests(Number(process.env.TESTBED_STARTED_AT ?? 0));
const RANGE = 'from=now-1h&to=now&timezone=utc';

test('another app shows the story of a request with our component', { tag: '@core' }, async ({ page }) => {
  await page.goto(`/a/${NEIGHBOUR}?story=${request?.traceId.replace(/^0+/, '')}`);
  const story = page.getByTestId('neighbour').getByTestId('request-story');
  await expect(story.getByTestId('waterfall-span')).toHaveCount(request?.spans.length ?? 0);
  await expect(story.getByTestId('waterfall-line')).toHaveCount(request?.lines.length ?? 0);
});

test('lines lead to Logs Drilldown, which is enabled, and traces to no app, as theirs is not', async ({ page }) => {
  await page.goto(`${APP}/logs?${RANGE}&var-logs=loki&where=service%3Djson-shop`);
  await page.getByRole('button', { name: 'Show query', exact: true }).click();
  const link = page.getByRole('link', { name: 'Logs Drilldown' }).first();
  await link.click();
  const shown = page.getByTestId('neighbour');
  await expect(shown).toContainText('/a/grafana-lokiexplore-app/explore/');
  const { searchParams } = new URL((await shown.textContent()) ?? '', page.url());
  expect(searchParams.get('var-ds')).toBe('loki');
  expect(searchParams.getAll('var-filters')[0]).toContain('json-shop');

  await page.goto(`${APP}/traces/${request?.traceId}?${RANGE}`);
  await expect(page.getByTestId('request-story').getByRole('link', { name: 'Explore' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Traces Drilldown' })).toHaveCount(0);
});
