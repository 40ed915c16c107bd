import { type Page } from '@playwright/test';
import { expect, test } from './fixtures';

// Code that is loaded on demand and does not come: the network is gone for a while, or the plugin was updated after the
// page was opened, and the server no longer has the files that it asks for.

test.use({ expectedErrors: [/Failed to load resource|ChunkLoadError|Loading chunk/] });

/** The plugin's files but for its entry. */
const CHUNKS = /\/tillwatch-shop-app\/(?!module\.js)[\w.-]+\.js(\?|$)/;

/** Marks the document, so that one sees whether the browser loaded another. */
const mark = (page: Page) => page.evaluate(() => document.body.setAttribute('data-kept', ''));
const isMarked = (page: Page) => page.locator('body[data-kept]').count();
const failure = (page: Page) => page.getByRole('alert').filter({ hasText: 'This page could not be loaded' });
const loadAgain = (page: Page) => page.getByRole('button', { name: 'Load again' });

test('a page is there after it was loaded again, without loading all of Grafana anew', async ({
  page,
  healthPage,
  servicePage,
}) => {
  await healthPage.goto();
  await healthPage.services.rows.first().waitFor();
  const [name = ''] = await healthPage.services.names();
  await mark(page);
  await page.route(CHUNKS, (route) => route.abort());
  await healthPage.services.link(name).click();

  await expect(failure(page)).toBeVisible();
  // Title and address do not wait for the code.
  await expect(servicePage.heading).toHaveText(name);
  expect(servicePage.params.get('service')).toBe(name);

  await page.unroute(CHUNKS);
  await loadAgain(page).click();
  await expect(servicePage.facts).toContainText('req/s');
  await expect(failure(page)).toHaveCount(0);
  expect(await isMarked(page)).toBe(1);
});

test('after an update of the plugin, loading again opens the new one at the same address', async ({
  page,
  healthPage,
  servicePage,
}) => {
  await healthPage.goto();
  await healthPage.services.rows.first().waitFor();
  const [name = ''] = await healthPage.services.names();
  await mark(page);
  let isOldDocument = true;
  await page.route(CHUNKS, (route) => (isOldDocument ? route.fulfill({ status: 404 }) : route.continue()));
  await healthPage.services.link(name).click();
  await expect(failure(page)).toBeVisible();
  const { from, to } = Object.fromEntries(servicePage.params);

  page.once('framenavigated', () => (isOldDocument = false));
  await loadAgain(page).click();
  await expect(servicePage.facts).toContainText('req/s');
  expect(await isMarked(page)).toBe(0);
  expect(Object.fromEntries(servicePage.params)).toMatchObject({ service: name, from, to });
});

test('the app itself says so too', async ({ page, healthPage }) => {
  await page.route(CHUNKS, (route) => route.abort());
  await healthPage.goto();
  await expect(failure(page)).toBeVisible();
  await page.unroute(CHUNKS);
  await loadAgain(page).click();
  await healthPage.services.rows.first().waitFor();
});
