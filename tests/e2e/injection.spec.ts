import { type Page } from '@playwright/test';
import { HOSTILE, windowOf } from './data/explorer';
import { expect, test } from './fixtures';
import { type LogsPage, STARTED_AT } from './pages/logs';
import { pushRaw } from './testbed/loki';

/** Lines are written by anybody: whatever they hold, they are text. */
test.skip(() => process.env.TESTBED_STARTED_AT === undefined, 'needs loki and tempo on the PATH');

const WHERE = ['service=hostile'];

/** Fails where a line did something: a dialog, a script, a picture that is asked for, a page that is wider. */
async function expectHarmless(page: Page, logsPage: LogsPage, dialogs: readonly string[]): Promise<void> {
  expect(dialogs).toEqual([]);
  expect(await page.evaluate(() => (window as unknown as { harmed?: boolean }).harmed)).toBeUndefined();
  expect(await logsPage.list.locator('img, script, iframe, a[href*="evil"]').count()).toBe(0);
  expect(await logsPage.overflow()).toBeLessThanOrEqual(0);
}

function dialogsOf(page: Page): string[] {
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  return dialogs;
}

test('in the list, wrapped or not, and with all details open', { tag: '@core' }, async ({ logsPage, page }) => {
  const dialogs = dialogsOf(page);
  const all = Object.keys(HOSTILE).length;
  await logsPage.open(WHERE);
  await expect(logsPage.lines).toHaveCount(all);
  await expectHarmless(page, logsPage, dialogs);
  // What HTML says is read as it was written.
  await expect(logsPage.lines.filter({ hasText: '<img src=x onerror="window.harmed=true">' })).toHaveCount(1);
  // Nothing is hidden: neither signs that have no width, nor those that turn the text round.
  const control = logsPage.lines.filter({ hasText: 'right-to-left' });
  expect(await control.innerText()).not.toMatch(/[\u0000-\u0008\u200b\u202e]/);
  await logsPage.content.getByRole('switch', { name: 'Wrap' }).check({ force: true });
  await expectHarmless(page, logsPage, dialogs);
  await logsPage.content.getByRole('switch', { name: 'Wrap' }).uncheck({ force: true });
  for (let i = 0; i < all; i++) {
    await logsPage.lines.nth(i).locator('[data-line-toggle]').click();
    await expect(logsPage.details.first()).toBeVisible();
    await expectHarmless(page, logsPage, dialogs);
    await logsPage.page.keyboard.press('Escape');
    await expect(logsPage.details).toHaveCount(0);
  }
});

test('as patterns, as a table, and in the facets', async ({ logsPage, page }) => {
  const dialogs = dialogsOf(page);
  await logsPage.open(WHERE, { column: 'service' });
  await expect(logsPage.content.getByRole('region', { name: 'Log lines as a table' })).toContainText('onerror');
  await expectHarmless(page, logsPage, dialogs);
  await logsPage.open(WHERE, { tab: 'patterns' });
  await expect(logsPage.content.getByRole('row').filter({ hasText: 'onerror' }).first()).toBeVisible();
  await expectHarmless(page, logsPage, dialogs);
  expect(await page.locator('#pageContent table img, #pageContent script').count()).toBe(0);
});

test('a megabyte in one line is cut, can be had in portions, and the page stays quick', async ({ logsPage, page }) => {
  await logsPage.open(WHERE, { text: '+t:huge 0123' });
  await expect(logsPage.lines).toHaveCount(1);
  const drawn = async () => (await logsPage.lines.first().innerText()).length;
  expect(await drawn()).toBeLessThan(5000);
  await logsPage.lines.first().locator('[data-line-toggle]').click();
  await expect(logsPage.details).toBeVisible();
  expect(await drawn()).toBeLessThan(50_000);
  const before = await drawn();
  await logsPage.details.getByRole('button', { name: /more characters/ }).click();
  await expect.poll(drawn).toBeGreaterThan(before + 50_000);
  // A key pressed now is answered within a moment.
  const answered = await page.evaluate(async () => {
    const begin = performance.now();
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return performance.now() - begin;
  });
  expect(answered).toBeLessThan(2000);
});

test('bytes that are no text at all do not cost the others', async ({ logsPage }) => {
  const { from } = windowOf(STARTED_AT);
  const labels = { container_name: 'bytes' };
  const nanoseconds = (seconds: number) => `${from + seconds * 1000}000000`;
  const body = Buffer.concat([
    Buffer.from(`{"streams":[{"stream":${JSON.stringify(labels)},"values":[["${nanoseconds(1)}","broken `),
    Buffer.from([0xff, 0xfe, 0xc3, 0x28]),
    Buffer.from(` bytes"],["${nanoseconds(2)}","a whole line"]]}]}`),
  ]);
  await pushRaw(process.env.TESTBED_LOKI_URL ?? '', body);
  await logsPage.open(['service=bytes']);
  await expect(logsPage.lines).toHaveCount(2);
  await expect(logsPage.lines.first()).toContainText('a whole line');
  await expect(logsPage.lines.nth(1)).toContainText(/broken .* bytes/);
});
