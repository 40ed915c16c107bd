import { type Page } from '@playwright/test';
import { DIALECTS, type DialectRequest, dialectRequests } from './data/dialects';
import { expect, test } from './fixtures';

/**
 * Every hop between logs and traces, in every dialect of logs, on a real Loki and a real Tempo: the right target is
 * found, and none of a request whose id is nearly the same.
 */
test.skip(() => process.env.STAND_STARTED_AT === undefined, 'needs loki and tempo on the PATH');

const APP = '/a/tillwatch-shop-app';
// The tests are listed before the servers start; only then is the time known.
const requests = dialectRequests(Number(process.env.STAND_STARTED_AT ?? 0));
const RANGE = 'from=now-1h&to=now&timezone=utc';

const of = (dialect: (typeof DIALECTS)[number]) => requests.filter((request) => request.dialect === dialect) as Pair;
type Pair = [DialectRequest, DialectRequest];

const rows = (page: Page, kind: 'span' | 'line') => page.getByTestId(`waterfall-${kind}`);
const lineRows = (page: Page) => page.getByRole('list', { name: /log lines/i }).getByRole('listitem');
const bare = (id: string) => id.replace(/^0+/, '');

async function expectStoryOf(page: Page, request: DialectRequest): Promise<void> {
  await expect(page).toHaveURL(new RegExp(`/traces/${request.traceId}`));
  await expect(rows(page, 'span')).toHaveCount(request.spans.length);
  await expect(rows(page, 'line')).toHaveCount(request.lines.length);
  for (const message of request.messages) {
    await expect(rows(page, 'line').filter({ hasText: message })).toHaveCount(1);
  }
}

for (const dialect of DIALECTS) {
  test.describe(`logs as ${dialect}`, () => {
    const [request, decoy] = of(dialect);

    test('trace → story: its lines, each under its span, and no others', async ({ page }) => {
      await page.goto(`${APP}/traces/${request.traceId}?${RANGE}`);
      await expectStoryOf(page, request);
    });

    test('id without leading zeros, in capitals → story', async ({ page }) => {
      await page.goto(`${APP}/traces?${RANGE}`);
      const input = page.getByRole('textbox', { name: 'Open a trace by its id' });
      await input.fill(bare(request.traceId).toUpperCase());
      await input.press('Enter');
      await expectStoryOf(page, request);
    });

    test('traces of the service → story', async ({ page }) => {
      await page.goto(`${APP}/traces?${RANGE}&where=service%3D${request.service}`);
      await expect(page.getByTestId(/^trace-/)).toHaveCount(2);
      await page.getByTestId(`trace-${request.traceId}`).getByRole('link').first().click();
      await expectStoryOf(page, request);
    });

    test('lines of the service → story of the line that one chose', async ({ page }) => {
      await page.goto(`${APP}/logs?${RANGE}&where=service%3D${request.service}`);
      await expect(lineRows(page)).toHaveCount(request.lines.length + decoy.lines.length);
      const chosen = lineRows(page).filter({ hasText: request.messages[1] });
      await chosen.getByRole('link', { name: /trace/ }).click();
      await expectStoryOf(page, request);
    });

    test('story → the logs of its trace, and of one span', async ({ page }) => {
      await page.goto(`${APP}/traces/${request.traceId}?${RANGE}`);
      await rows(page, 'span').filter({ hasText: 'charge the card' }).click();
      await page.getByTestId('waterfall-details').getByRole('link', { name: 'Its logs' }).click();
      await expect(page).toHaveURL(/\/logs\?/);
      await expect(lineRows(page).filter({ hasText: request.messages[1] })).toHaveCount(1);
      await expect(lineRows(page).filter({ hasText: decoy.messages[1] })).toHaveCount(0);

      await page.goto(`${APP}/logs?${RANGE}&where=traceId%3D${request.traceId}`);
      await expect(lineRows(page)).toHaveCount(request.lines.length);
      for (const message of request.messages) {
        await expect(lineRows(page).filter({ hasText: message })).toHaveCount(1);
      }
    });

    test('a metric of the service → its logs, of errors only', async ({ page }) => {
      await page.goto(`${APP}/logs?${RANGE}&where=service%3D${request.service}&where=level%3Derror%7Cfatal`);
      await expect(lineRows(page)).toHaveCount(2);
      await expect(lineRows(page).filter({ hasText: request.messages[1] })).toHaveCount(1);
    });
  });
}

test.describe('a failure of one', () => {
  test.use({ expectedErrors: [/status of 500/] });
  const [request] = of('json');

  test('leaves the spans where Loki fails, and the lines where Tempo fails', async ({ page }) => {
    await page.goto(`${APP}/traces/${request.traceId}?${RANGE}&var-logs=loki-failing`);
    await expect(rows(page, 'span')).toHaveCount(request.spans.length);
    await expect(page.getByText(/Loki that fails/)).toBeVisible();
    await page.goto(`${APP}/traces/${request.traceId}?${RANGE}&var-traces=tempo-failing`);
    await expect(page.getByText(request.messages[1] ?? '')).toBeVisible();
    await expect(page.getByText(/Tempo that fails/).first()).toBeVisible();
  });
});
