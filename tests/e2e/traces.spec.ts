import { windowOf } from './data/explorer';
import { DURATIONS, failedIds, failedOrder, REQUESTS, slowIds } from './data/requests';
import { SAMPLED_SHOP, sampledWindow } from './data/sampledShop';
import { expect, expectShown, test } from './fixtures';
import { STARTED_AT } from './pages/logs';

/** Search and analysis of traces on a real Tempo: every figure is one of the spans that were put in. */
test.skip(() => process.env.TESTBED_STARTED_AT === undefined, 'needs loki and tempo on the PATH');

const STOREFRONT = ['service=storefront'];
const TOTAL = REQUESTS.checkouts + REQUESTS.views;
const SECONDS = 1800;

test('rate, errors and durations are those of the requests', { tag: '@core' }, async ({ tracesPage }) => {
  await tracesPage.open(STOREFRONT);
  await expect(tracesPage.heatmap).toBeVisible();
  expectShown(await tracesPage.figure('Requests').innerText(), TOTAL / SECONDS);
  expectShown(await tracesPage.figure('Error rate').innerText(), REQUESTS.failed / TOTAL);
  await expect(tracesPage.basis('Requests')).toHaveText(`${TOTAL} requests`);
  const [p50, , p99] = (await tracesPage.figure('Latency p50 · p95 · p99').innerText()).split(' · ');
  // Rows are powers of two: a duration is known as well as they are high.
  const milliseconds = (text = '') => Number.parseFloat(text) * (text.endsWith('ms') ? 1 : 1000);
  expect(milliseconds(p50) / DURATIONS.view).toBeGreaterThan(0.5);
  expect(milliseconds(p50) / DURATIONS.view).toBeLessThan(2);
  expect(milliseconds(p99) / DURATIONS.slow).toBeGreaterThan(0.5);
  expect(milliseconds(p99) / DURATIONS.slow).toBeLessThan(2);
});

test(
  'the heatmap has each request where it was, and what is dragged over is selected',
  { tag: '@core' },
  async ({ page, tracesPage }) => {
    await tracesPage.open(STOREFRONT);
    await tracesPage.heatmap.waitFor();
    await tracesPage.dragOver({ x: 0.001, y: 0.001 }, { x: 0.999, y: 0.999 });
    await expect(tracesPage.heatmapWords).toContainText(`${TOTAL} requests · ${REQUESTS.failed} failed`);
    await page.mouse.up();
    await expect(tracesPage.content.getByRole('heading', { name: 'Selected traces' })).toBeVisible();

    // The slow ones are in the topmost row, from 1,000 s to 1,200 s.
    await tracesPage.dragOver({ x: 0.54, y: 0.005 }, { x: 0.69, y: 0.03 });
    await expect(tracesPage.heatmapWords).toContainText(`${REQUESTS.slow} requests`);
    await page.mouse.up();
    await expect(tracesPage.rows).toHaveCount(REQUESTS.slow);
    expect((await tracesPage.ids()).sort()).toEqual(slowIds().sort());
    const different = tracesPage.differences(/^Selected requests/);
    await expect(different.getByRole('listitem').first()).toContainText('shop.cache = miss');
    await expect(different.getByRole('listitem').first()).toContainText('100%');

    await tracesPage.content.getByRole('link', { name: 'Zoom to selection' }).click();
    await expect.poll(() => tracesPage.params.get('selected')).toBeNull();
    const seconds =
      (new Date(tracesPage.params.get('to')!).valueOf() - new Date(tracesPage.params.get('from')!).valueOf()) / 1000;
    expect(seconds).toBeGreaterThan(200);
    expect(seconds).toBeLessThan(330);
    await expect(tracesPage.heatmap).toBeVisible();
    await page.goBack();
    await expect(tracesPage.rows).toHaveCount(REQUESTS.slow);

    await tracesPage.content.getByRole('link', { name: 'Clear selection' }).click();
    await expect.poll(() => tracesPage.params.get('selected')).toBeNull();
    await page.goBack();
    await expect(tracesPage.rows).toHaveCount(REQUESTS.slow);
  }
);

test(
  'what stands out in those that failed is their cause, and a click leads to them',
  { tag: '@core' },
  async ({ tracesPage }) => {
    await tracesPage.open(STOREFRONT);
    const failed = tracesPage.differences(/^Failed requests/);
    const cause = failed.getByRole('listitem').filter({ hasText: 'shop.payment = invoice' });
    await expect(cause).toContainText('100%');
    const { checkouts } = REQUESTS;
    const others = (checkouts / 4 - REQUESTS.failed) / (TOTAL - REQUESTS.failed);
    expectShown(/vs ([\d.]+%)/.exec(await cause.innerText())?.[1] ?? '', others);
    // The route that they have all in common is told too, and nothing that has nothing to do with it.
    await expect(failed).not.toContainText('shop.cache = miss');
    await cause.getByRole('link').click();
    expect(tracesPage.params.getAll('where')).toEqual(['service=storefront', 'span.shop.payment=invoice']);
    await expect(tracesPage.basis('Requests')).toHaveText(`${checkouts / 4} requests`);
    expectShown(await tracesPage.figure('Error rate').innerText(), REQUESTS.failed / (checkouts / 4));
  }
);

test.describe('filters', () => {
  test('on errors: only these are left', { tag: '@core' }, async ({ page, tracesPage }) => {
    await tracesPage.open(STOREFRONT);
    await tracesPage.heatmap.waitFor();
    await tracesPage.content.getByRole('button', { name: 'Duration, errors' }).click();
    await page.getByRole('switch', { name: 'Errors only' }).check({ force: true });
    await expect(tracesPage.rows).toHaveCount(REQUESTS.failed);
    expect((await tracesPage.ids()).sort()).toEqual(failedIds().sort());
    expect(tracesPage.params.getAll('where')).toEqual(['service=storefront', 'error=true']);
  });

  test('on service, route, status, any attribute: chosen from what there is', async ({ page, tracesPage }) => {
    await tracesPage.open();
    await tracesPage.heatmap.waitFor();
    const choose = async (label: string, value: string) => {
      await tracesPage.content.getByRole('combobox', { name: label, exact: true }).click();
      await page.getByRole('option', { name: value, exact: true }).click();
    };
    const expectTotal = (total: number) => expect(tracesPage.basis('Requests')).toHaveText(`${total} requests`);
    await choose('Service', 'storefront');
    await expectTotal(TOTAL);
    await choose('Route', '/checkout');
    await expectTotal(REQUESTS.checkouts);
    await choose('Status code', '500');
    await expectTotal(REQUESTS.failed);
    await tracesPage.content.getByRole('button', { name: 'Remove: status = 500' }).click();
    await expectTotal(REQUESTS.checkouts);
    await tracesPage.content.getByRole('combobox', { name: 'Attribute' }).fill('payment');
    await page.getByRole('option', { name: 'shop.payment' }).click();
    await choose('Value', 'card');
    await expectTotal((REQUESTS.checkouts * 3) / 4);
    await tracesPage.content.getByRole('button', { name: 'Clear all' }).click();
    await expect.poll(() => tracesPage.params.getAll('where')).toEqual([]);
  });

  test('on duration', async ({ page, tracesPage }) => {
    await tracesPage.open(STOREFRONT);
    await tracesPage.heatmap.waitFor();
    await tracesPage.content.getByRole('button', { name: 'Duration, errors' }).click();
    const shortest = page.getByRole('spinbutton', { name: /^Minimum duration/ });
    await shortest.fill('1000');
    await shortest.press('Enter');
    await expect(tracesPage.rows).toHaveCount(REQUESTS.slow);
    expect((await tracesPage.ids()).sort()).toEqual(slowIds().sort());
  });
});

test(
  'the slowest come first, and a row leads to its story and back',
  { tag: '@core' },
  async ({ page, tracesPage }) => {
    await tracesPage.open(STOREFRONT);
    await expect(tracesPage.rows.first()).toBeVisible();
    const [first] = await tracesPage.ids();
    expect(slowIds()).toContain(first);
    await expect(tracesPage.rows.first()).toContainText('1.60 s');
    await tracesPage.rows.first().getByRole('link').click();
    await expect(page.getByTestId('request-story')).toContainText(first!);
    await expect(page.getByTestId('request-story')).toContainText('GET /products');
    await page.goBack();
    await expect(tracesPage.rows.first()).toBeVisible();
    expect(tracesPage.params.getAll('where')).toEqual(STOREFRONT);
  }
);

const { traceId } = failedOrder(STARTED_AT);
const dashed = traceId.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
const SPELLINGS = [
  ['as it is', traceId],
  ['without zeros, in capitals', traceId.replace(/^0+/, '').toUpperCase()],
  ['with its name', `trace_id="${traceId}"`],
  ['as a UUID', dashed],
  ['as a traceparent', `00-${traceId}-00f067aa0ba902b7-01`],
] as const;

test('requests are grouped by an attribute: rate, share, errors and p95 of each value', async ({ tracesPage }) => {
  await tracesPage.open(STOREFRONT, { tab: 'groups', by: 'span.shop.cache' });
  const table = tracesPage.content.getByRole('table', { name: 'Requests by shop.cache' });
  const row = (value: string) =>
    table.getByRole('row').filter({ has: tracesPage.page.getByRole('rowheader', { name: value, exact: true }) });
  await expect(row('miss')).toBeVisible();
  const missed = await row('miss').getByRole('cell').allInnerTexts();
  expectShown(missed[0]!, REQUESTS.slow / SECONDS);
  expectShown(missed[1]!, REQUESTS.slow / TOTAL);
  const ordered = await row('(none)').getByRole('cell').allInnerTexts();
  expectShown(ordered[0]!, REQUESTS.checkouts / SECONDS);
  expectShown(ordered[2]!, REQUESTS.failed / REQUESTS.checkouts);
  await row('miss').getByRole('link').click();
  await expect(tracesPage.rows).toHaveCount(REQUESTS.slow);
  expect((await tracesPage.ids()).sort()).toEqual(slowIds().sort());
});

test('an id is found in whatever way it is written', { tag: '@core' }, async ({ page, tracesPage }) => {
  await tracesPage.open();
  for (const [what, written] of SPELLINGS) {
    await test.step(what, async () => {
      const input = tracesPage.content.getByRole('textbox', { name: 'Open trace by ID' });
      await input.fill(written);
      await input.press('Enter');
      await expect(page).toHaveURL(new RegExp(`/traces/${traceId}`));
      await expect(page.getByTestId('request-story')).toContainText('POST /orders');
      await page.goBack();
    });
  }
});

test(
  'the map and its table show who calls whom, how often, and what fails',
  { tag: '@core' },
  async ({ page, tracesPage }) => {
    await tracesPage.open([], { tab: 'map' });
    await tracesPage.content.getByRole('radio', { name: 'Table' }).check({ force: true });
    const table = tracesPage.content.getByRole('table', { name: /^Calls/ });
    const row = table.getByRole('row').filter({ hasText: 'storefront' }).filter({ hasText: 'billing' });
    const cells = row.getByRole('cell');
    expectShown(await cells.nth(3).innerText(), REQUESTS.checkouts / SECONDS);
    // From the latest traces, of which every fourth fails.
    await expect(tracesPage.content).toContainText(/Sampled: from the newest [\d,]+ traces/);
    const share = Number(/([\d.]+)%/.exec(await cells.nth(4).innerText())?.[1]) / 100;
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.3);
    await tracesPage.content.getByRole('radio', { name: 'Map', exact: true }).check({ force: true });
    await expect(tracesPage.content.getByRole('link', { name: /billing/ }).first()).toBeVisible();
    await expect(tracesPage.content.getByRole('link', { name: /storefront/ }).first()).toBeVisible();
    await tracesPage.content.getByRole('radio', { name: 'Table' }).check({ force: true });
    await row.getByRole('link', { name: /^Traces of calls/ }).click();
    await expect(page).toHaveURL(/where=service%3Dbilling/);
    await expect(tracesPage.heatmap).toBeVisible();
    await expect(tracesPage.rows.first()).toBeVisible();
  }
);

test('a time without requests says so', async ({ tracesPage }) => {
  const { from } = windowOf(STARTED_AT);
  await tracesPage.open(STOREFRONT, { from: String(from - 3600_000), to: String(from - 1800_000) });
  await expect(tracesPage.absence('empty')).toContainText('No requests in this time range');
});

for (const [what, where] of [
  ['all traces', []],
  ['a service', STOREFRONT],
] as const) {
  test(`the first view of ${what} takes eight requests or fewer`, async ({ dataRequests, settled, tracesPage }) => {
    await tracesPage.open([...where]);
    await expect(tracesPage.heatmap).toBeVisible();
    await expect(tracesPage.rows.first()).toBeVisible();
    await settled();
    const asked = dataRequests.map((request) => request.url());
    expect(asked.length, asked.join('\n')).toBeLessThanOrEqual(8);
  });
}

test('so does that of a measured service that fails, and what metrics counted is asked when it is there', async ({
  dataRequests,
  tracesPage,
}) => {
  const { from, to } = sampledWindow(STARTED_AT);
  await tracesPage.open([`service=${SAMPLED_SHOP.service}`], { from: String(from), to: String(to) });
  await expect(tracesPage.differences(/^Failed requests/)).toBeVisible();
  await expect(tracesPage.rows.first()).toBeVisible();
  await expect.poll(() => dataRequests.at(-1)?.url()).toContain('requestId=counted');
  const [counted, ...first] = [...dataRequests].reverse();
  const asked = first.map((request) => request.url());
  expect(asked.length, asked.join('\n')).toBeLessThanOrEqual(8);
  const ends = first.map((request) => request.timing().startTime + request.timing().responseEnd);
  // When it began is not known before it is answered.
  await counted?.response();
  expect(counted?.timing().startTime).toBeGreaterThan(Math.max(...ends));
});
