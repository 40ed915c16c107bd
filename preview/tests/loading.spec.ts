import { type Page } from '@playwright/test';
import { expect, FIXED, test } from './support/fixtures';

// What the browser says of files that it was kept from loading.
test.use({ expected: [/Failed to load resource|Failed to fetch dynamically imported module/] });

/** Keeps every script from the page that was not asked for yet; what is returned lets them through again. */
async function blockScripts(page: Page): Promise<{ blocked: string[]; unblock: () => Promise<void> }> {
  const blocked: string[] = [];
  await page.route('**/*.js', (route) => {
    blocked.push(route.request().url());
    return route.abort();
  });
  return { blocked, unblock: () => page.unroute('**/*.js') };
}

test('a page whose code does not come says so, and is there after it was loaded again', async ({
  page,
  healthPage,
  logsPage,
}) => {
  await healthPage.goto(FIXED);
  await healthPage.services.row('payments').waitFor();
  const { blocked, unblock } = await blockScripts(page);
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Logs' }).click();

  await expect(page.getByRole('alert')).toContainText('This page could not be loaded');
  expect(blocked).not.toEqual([]);
  // Title, controls and the shared part of the address do not wait for the code.
  await expect(logsPage.heading).toHaveText('Logs');
  await expect(page.getByTestId('data-testid TimePicker Open Button')).toBeVisible();
  await expect.poll(() => logsPage.params.get('from')).toBe(FIXED.from);
  const address = new URL(page.url()).pathname;

  await unblock();
  await page.getByRole('button', { name: 'Load again' }).click();
  await expect(page.getByLabel('Log lines').getByRole('listitem').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Load again' })).toHaveCount(0);
  expect(new URL(page.url()).pathname).toBe(address);
  expect(logsPage.params.get('from')).toBe(FIXED.from);
});

test('a page is loaded without the code of the others', async ({ page, healthPage, logsPage }) => {
  const scripts: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'script') {
      scripts.push(request.url());
    }
  });
  await healthPage.goto(FIXED);
  await healthPage.services.row('payments').waitFor();
  const before = scripts.length;
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Logs' }).click();
  await expect(page.getByLabel('Log lines').getByRole('listitem').first()).toBeVisible();
  await expect(logsPage.heading).toHaveText('Logs');
  expect(scripts.length).toBeGreaterThan(before);
});
