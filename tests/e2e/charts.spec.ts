import { type Locator, type Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { FIXED_RANGE } from './pages/appPage';
import { followExemplar } from './pages/exemplar';

const SERVICE = { service: 'shop-api' };
const [FROM, TO] = [Number(FIXED_RANGE.from), Number(FIXED_RANGE.to)];

/** A place of a chart between its axes, as shares of its width and height. */
async function place(panel: Locator, x: number, y: number): Promise<{ x: number; y: number }> {
  const plot = panel.locator('.u-over');
  await plot.scrollIntoViewIfNeeded();
  const box = await plot.boundingBox();
  if (!box) {
    throw new Error('The plot is not on the screen');
  }
  return { x: box.x + box.width * x, y: box.y + box.height * y };
}

/** Drags over a chart until its menu is there: a chart that is being drawn anew forgets what was begun on it. */
async function drag(page: Page, panel: Locator, from: number, to: number): Promise<void> {
  await expect(async () => {
    const [start, end] = [await place(panel, from, 0.5), await place(panel, to, 0.6)];
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    await page.mouse.move(end.x, end.y, { steps: 6 });
    await page.mouse.up();
    await expect(page.getByRole('menuitem', { name: 'Zoom in' })).toBeVisible({ timeout: 5_000 });
  }).toPass();
}

function expectPlace(time: number, share: number): void {
  expect(Math.abs(time - (FROM + share * (TO - FROM)))).toBeLessThan(30_000);
}

test.beforeEach(async ({ servicePage }) => {
  await servicePage.goto(SERVICE);
  await expect(servicePage.facts).toContainText('req/s');
});

test('a drag over a chart offers to zoom in', async ({ servicePage, page }) => {
  await drag(page, servicePage.panel('Requests by status'), 0.25, 0.75);
  await page.getByRole('menuitem', { name: 'Zoom in' }).click();
  await expect.poll(() => servicePage.params.get('from')).not.toBe(FIXED_RANGE.from);
  expectPlace(Date.parse(servicePage.params.get('from') ?? ''), 0.25);
  expectPlace(Date.parse(servicePage.params.get('to') ?? ''), 0.75);
});

test('a zoom is undone by a click', async ({ servicePage, page }) => {
  await drag(page, servicePage.panel('Requests by status'), 0.25, 0.75);
  await page.getByRole('menuitem', { name: 'Zoom in' }).click();
  await page.getByRole('button', { name: /^Back to \d\d:\d\d – \d\d:\d\d$/ }).click();
  await expect.poll(() => Date.parse(servicePage.params.get('from') ?? '')).toBe(FROM);
  expect(Date.parse(servicePage.params.get('to') ?? '')).toBe(TO);
  await expect(page.getByRole('button', { name: /^Back to / })).toHaveCount(0);
});

test('a range is chosen with keys, too', async ({ servicePage, page }) => {
  const panel = servicePage.panel('Requests by status');
  // A chart that is being drawn anew loses the focus.
  await expect(async () => {
    await panel.getByRole('button', { name: /^Menu for panel/ }).focus();
    await page.keyboard.press('Tab');
    await expect(panel.locator('.uplot')).toBeFocused({ timeout: 5_000 });
  }).toPass();
  await page.keyboard.down('Space');
  await page.keyboard.down('ArrowRight');
  const chosen = panel.locator('.u-select');
  await expect.poll(() => chosen.evaluate((range) => range.getBoundingClientRect().width)).toBeGreaterThan(20);
  await page.keyboard.up('ArrowRight');
  await page.keyboard.up('Space');
  await expect(page.getByRole('menuitem', { name: 'Zoom in' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Back to / })).toBeVisible();
});

test(
  'a drag over a chart leads to the logs, to the traces and to what is different in that time',
  { tag: '@core' },
  async ({ servicePage, page }) => {
    await drag(page, servicePage.panel('Error rate'), 0.25, 0.75);
    const paramsOf = async (name: string) => {
      const href = await page.getByRole('menuitem', { name }).getAttribute('href');
      return new URL(href ?? '', page.url()).searchParams;
    };
    const [logs, traces] = [await paramsOf('Show logs for this range'), await paramsOf('Show traces for this range')];
    expect(logs.getAll('where')).toEqual(['service=shop-api', 'level=error|fatal']);
    expect(traces.getAll('where')).toEqual(['service=shop-api', 'error=true']);
    for (const params of [logs, traces]) {
      expectPlace(Number(params.get('from')), 0.25);
      expectPlace(Number(params.get('to')), 0.75);
    }
    await page.getByRole('menuitem', { name: 'Find what stands out here' }).click();
    await expect(page).toHaveURL(/\/traces\?/);
    const [from = NaN, to = NaN] = (servicePage.params.get('selected') ?? '').split(',').map(Number);
    expectPlace(from, 0.25);
    expectPlace(to, 0.75);
  }
);

test('a point of a chart leads to its traces and its logs', { tag: '@core' }, async ({ servicePage, page }) => {
  const traces = page.getByRole('link', { name: 'Traces at this time' });
  // A chart that is being drawn anew forgets what was clicked on it.
  await expect(async () => {
    const { x, y } = await place(servicePage.panel(/^Latency$/), 0.5, 0.5);
    await page.mouse.move(x - 3, y);
    await page.mouse.move(x, y);
    await page.mouse.click(x, y);
    await expect(traces).toBeVisible({ timeout: 5_000 });
  }).toPass();
  const { searchParams } = new URL((await traces.getAttribute('href')) ?? '', page.url());
  expect(searchParams.getAll('where')).toEqual(['service=shop-api', expect.stringMatching(/^duration=\d[\d.]*\.\.$/)]);
  expect(Number(searchParams.get('to')) - Number(searchParams.get('from'))).toBeGreaterThanOrEqual(120_000);
  await page.getByRole('link', { name: 'Logs at this time' }).click();
  await expect(page).toHaveURL(/\/logs\?/);
  expect(servicePage.params.getAll('where')).toEqual(['service=shop-api']);
});

test('an exemplar leads to the story of its request', { tag: '@core' }, async ({ servicePage, setupPage, page }) => {
  await setupPage.turnOnSampleData();
  await servicePage.goto({ ...SERVICE, from: 'now-1h', to: 'now' });
  await followExemplar(page, servicePage.panel(/^Latency$/));
  expect(servicePage.params.get('from')).toBe('now-1h');
});
