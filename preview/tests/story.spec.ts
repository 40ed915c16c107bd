import { type Locator, type Page } from '@playwright/test';
import { openSampleShop } from '../../src/sample';
import { tracesOf } from '../../src/sample/truth';
import { AppPage } from '../../tests/e2e/pages/appPage';
import { expect, FIXED, test } from './support/fixtures';
import { INCIDENT, RANGE } from './support/truth';

const { culprit } = INCIDENT;

// Nobody has a file for each request: a plain host answers with the page for what is not there, which opens the story.
test.use({ expected: [/^error: Failed to load resource: .* 404/] });

/** A charge that the incident hit. */
const REQUEST = (() => {
  const { requests } = openSampleShop();
  const [traceId = ''] = tracesOf(requests, INCIDENT, 1);
  return requests.byTraceId(traceId, RANGE.to)!;
})();

async function openStory(page: Page, traceId = REQUEST.traceId): Promise<AppPage> {
  const story = new AppPage(page, `/traces/${traceId}`);
  await story.goto(FIXED);
  return story;
}

const spans = (page: Page): Locator => page.getByTestId('waterfall-span');
const lines = (page: Page): Locator => page.getByTestId('waterfall-line');
const selected = (page: Page): Locator => page.getByTestId('waterfall-rows').locator('[aria-selected="true"]');

test('all spans and lines of a request are there, each once', async ({ page }) => {
  await openStory(page);
  await expect(page.getByTestId('request-story')).toContainText(`${REQUEST.method} ${REQUEST.route}`);
  await expect(spans(page)).toHaveCount(REQUEST.spans.length);
  await expect(lines(page)).toHaveCount(REQUEST.lines.length);
  const shownSpans = await spans(page).evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')!));
  const names = shownSpans.map((label) => label.slice(0, label.indexOf(', ')));
  expect(names.sort()).toEqual(REQUEST.spans.map(({ service, name }) => `${service} ${name}`).sort());
  const shownLines = await lines(page).evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')!));
  const said = shownLines.map((label) => label.replace(/ log line at .*?: /, ' ')).sort();
  const written = REQUEST.lines.map(({ level, message }) => `${level} ${message}`).sort();
  // Lines in plain text go on with their fields.
  expect(said.map((text, i) => text.slice(0, written[i]?.length))).toEqual(written);
});

test('begins where the first error began', async ({ page }) => {
  await openStory(page);
  await expect(selected(page)).toHaveAttribute(
    'aria-label',
    new RegExp(`^${culprit.service} ${culprit.span}, .*failed`)
  );
  // What it is all about is said without a click; its details are there when they are asked for.
  await expect(page.getByTestId('story-verdict')).toContainText(`First error: ${culprit.service} ${culprit.span}`);
  await expect(page.getByTestId('waterfall-details')).toHaveCount(0);
  await page.getByTestId('waterfall-rows').press('Enter');
  await expect(page.getByTestId('waterfall-details')).toContainText(culprit.span);
});

test('is called what the request was and how it went, without controls that do nothing for it', async ({ page }) => {
  const story = await openStory(page);
  await expect(story.heading).toHaveText(
    new RegExp(`^${REQUEST.method} ${REQUEST.route} · ${REQUEST.status} · [\\d.]+ m?s$`)
  );
  await expect(page.getByTestId('data-testid TimePicker Open Button')).toHaveCount(0);
  await expect(page.getByRole('combobox', { name: 'Environment' })).toHaveCount(0);
});

test('the border between names and time is moved by keys, and stays where it was', async ({ page }) => {
  await openStory(page);
  const border = page.getByRole('separator', { name: 'Width of the name column' });
  await border.press('End');
  await expect(border).toHaveAttribute('aria-valuenow', '85');
  const name = () => spans(page).first().getByRole('gridcell').first().boundingBox();
  const wide = (await name())!.width;
  await page.reload();
  await expect(border).toHaveAttribute('aria-valuenow', '85');
  expect((await name())!.width).toBeCloseTo(wide, 0);
  await border.press('Home');
  await expect.poll(async () => (await name())!.width).toBeLessThan(wide / 3);
});

test('j and k move, Enter leads to the details, Escape back, and the address follows', async ({ page }) => {
  const story = await openStory(page);
  // Rows move until all is there.
  await expect(lines(page)).toHaveCount(REQUEST.lines.length);
  const first = Number(await selected(page).getAttribute('aria-rowindex'));
  const place = () => story.params.get('span') ?? story.params.get('line');
  const steps: Array<[string, number]> = [
    ['j', first + 1],
    ['k', first],
    ['k', first - 1],
  ];
  const rows = page.getByTestId('waterfall-rows');
  await rows.focus();
  for (const [key, row] of steps) {
    const before = place();
    await page.keyboard.press(key);
    await expect(selected(page)).toHaveAttribute('aria-rowindex', String(row));
    // It is written a moment later; a reload before that would find the row before.
    await expect.poll(place).not.toBe(before);
  }
  const reached = (await selected(page).getAttribute('aria-label'))!;
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('waterfall-details')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(rows).toBeFocused();
  await page.reload();
  await expect(selected(page)).toHaveAttribute('aria-label', reached);
});

test('spans are closed and opened', async ({ page }) => {
  await openStory(page);
  await page.getByRole('button', { name: 'Collapse all' }).click();
  await expect.poll(() => spans(page).count()).toBeLessThan(REQUEST.spans.length);
  await page.getByRole('button', { name: 'Expand all' }).click();
  await expect(spans(page)).toHaveCount(REQUEST.spans.length);
  await page.getByTestId('waterfall-rows').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowLeft');
  await expect(spans(page)).toHaveCount(1);
  await page.keyboard.press('ArrowRight');
  await expect(spans(page)).toHaveCount(REQUEST.spans.length);
});

test('only errors are shown where only they are asked for', async ({ page }) => {
  await openStory(page);
  await page.getByRole('switch', { name: /^Errors only/ }).press('Space');
  await expect.poll(() => spans(page).count()).toBeLessThan(REQUEST.spans.length);
  await expect(spans(page).filter({ hasText: culprit.span })).toBeVisible();
  const failed = REQUEST.spans.filter(({ isError }) => isError).length;
  await expect(page.locator('[data-testid="waterfall-span"][aria-label*=", failed"]')).toHaveCount(failed);
});

test('what is searched for is found and led to', async ({ page }) => {
  await openStory(page);
  await expect(selected(page)).toHaveCount(1);
  await page.keyboard.press('/');
  await page.keyboard.type('acquirer unavailable');
  await expect(page.getByTestId('request-story')).toContainText(/[1-9] found/);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('request-story')).toContainText(/[1-9] of [1-9]Errors only/);
  const line = lines(page).filter({ hasText: 'acquirer unavailable' });
  await line.click();
  await expect(page.getByTestId('waterfall-details')).toContainText('acquirer unavailable');
});

test('a request that is unknown is said to be, with causes by what speaks for them', async ({ page }) => {
  await openStory(page, 'deadbeefdeadbeefdeadbeefdeadbeef');
  const absence = page.getByTestId('story-not-found');
  await expect(absence).toContainText('Trace not found');
  await expect(absence.getByRole('listitem').nth(1)).toBeVisible();
  const order = ['Certain', 'Likely', 'Possible', 'Less likely'];
  const ranks = (await absence.getByRole('listitem').allInnerTexts()).map((text) => order.indexOf(text.split(':')[0]!));
  expect(ranks).not.toContain(-1);
  expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
});

test('what is no id is said to be none', async ({ page }) => {
  await openStory(page, 'not-an-id');
  await expect(page.getByTestId('story-not-found')).toContainText('is not a trace ID');
});
