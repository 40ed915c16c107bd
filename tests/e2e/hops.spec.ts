import { type Locator, type Page } from '@playwright/test';
import { type Dialect, DIALECTS, type DialectRequest, dialectRequests } from './data/dialects';
import { coreIf, expect, test } from './fixtures';

/**
 * Every hop between logs and traces, in every dialect of logs, on a real Loki and a real Tempo: the right target is
 * found, and none of a request whose id is nearly the same.
 */
test.skip(() => process.env.TESTBED_STARTED_AT === undefined, 'needs loki and tempo on the PATH');

const APP = '/a/tillwatch-shop-app';
/** The others are spellings of it, or lines that name no request: `npm run e2e` looks at them. */
const CORE: readonly string[] = ['json'] satisfies Dialect[];
// The tests are listed before the servers start; only then is the time known.
const requests = dialectRequests(Number(process.env.TESTBED_STARTED_AT ?? 0));
const RANGE = 'from=now-1h&to=now&timezone=utc&var-logs=loki&var-traces=tempo';

const of = (dialect: (typeof DIALECTS)[number]) => requests.filter((request) => request.dialect === dialect) as Pair;
type Pair = [DialectRequest, DialectRequest];

const rows = (page: Page, kind: 'span' | 'line') => page.getByTestId(`waterfall-${kind}`);
const lineRows = (page: Page) => page.getByRole('list', { name: /log lines/i }).getByRole('listitem');
const bare = (id: string) => id.replace(/^0+/, '');

/** The spans of just this request, and its lines where these name it: of a line that does not, nobody knows. */
async function expectStoryOf(page: Page, request: DialectRequest): Promise<void> {
  const messages = request.hasIds ? request.messages : [];
  await expect(page).toHaveURL(new RegExp(`/traces/${request.traceId}`));
  await expect(rows(page, 'span')).toHaveCount(request.spans.length);
  await expect(rows(page, 'line')).toHaveCount(messages.length);
  for (const message of messages) {
    await expect(rows(page, 'line').filter({ hasText: message })).toHaveCount(1);
  }
  if (!request.hasIds) {
    await expect(page.getByTestId('story-notices')).toContainText('No logs with this trace ID');
  }
}

/** Opens a line of the service among all of its lines. */
async function openLine(page: Page, { service }: DialectRequest, message = ''): Promise<Locator> {
  await page.goto(`${APP}/logs?${RANGE}&where=service%3D${service}`);
  await lineRows(page).filter({ hasText: message }).getByRole('button', { expanded: false }).first().click();
  return page.getByRole('region', { name: /^Log line details/ });
}

/** What all pages share is still in the address. */
function expectFiltersKept(page: Page): void {
  const { searchParams } = new URL(page.url());
  expect([searchParams.get('timezone'), searchParams.get('var-logs')]).toEqual(['utc', 'loki']);
}

for (const dialect of DIALECTS) {
  test.describe(`logs as ${dialect}`, coreIf(CORE.includes(dialect)), () => {
    const [request, decoy] = of(dialect);
    const both = request.lines.length + decoy.lines.length;

    test('trace → story: its lines, each under its span, and no others', async ({ page }) => {
      await page.goto(`${APP}/traces/${request.traceId}?${RANGE}`);
      await expectStoryOf(page, request);
    });

    test('id without leading zeros, in capitals → story', async ({ page }) => {
      await page.goto(`${APP}/traces?${RANGE}`);
      const input = page.getByRole('textbox', { name: 'Open trace by ID' });
      await input.fill(bare(request.traceId).toUpperCase());
      await input.press('Enter');
      await expectStoryOf(page, request);
      expectFiltersKept(page);
    });

    test('traces of the service → story', async ({ page }) => {
      await page.goto(`${APP}/traces?${RANGE}&where=service%3D${request.service}`);
      await expect(page.getByTestId(/^trace-/)).toHaveCount(2);
      await page.getByTestId(`trace-${request.traceId}`).getByRole('link').first().click();
      await expectStoryOf(page, request);
      expectFiltersKept(page);
    });

    test('lines of the service → story of the line that one chose', async ({ page }) => {
      if (request.hasIds) {
        await page.goto(`${APP}/logs?${RANGE}&where=service%3D${request.service}`);
        await expect(lineRows(page)).toHaveCount(both);
        const chosen = lineRows(page).filter({ hasText: request.messages[1] });
        await chosen.getByRole('link', { name: /trace/ }).click();
      } else {
        const details = await openLine(page, request, request.messages[1]);
        await details.getByRole('button', { name: 'Likely traces' }).click();
        await expect(details.getByText(/match: same service, running at that time/)).toHaveCount(1);
        await details.getByRole('link', { name: /^trace/ }).click();
      }
      await expectStoryOf(page, request);
      expectFiltersKept(page);
    });

    test('story → the logs of one span, and of the whole trace', async ({ page }) => {
      await page.goto(`${APP}/traces/${request.traceId}?${RANGE}`);
      await rows(page, 'span').filter({ hasText: 'charge the card' }).click();
      await page.getByTestId('waterfall-details').getByRole('link', { name: 'Logs for this span' }).click();
      await expect(page).toHaveURL(/\/logs\?/);
      const found = request.hasIds ? 1 : 0;
      await expect(lineRows(page).filter({ hasText: request.messages[1] })).toHaveCount(found);
      await expect(lineRows(page)).toHaveCount(found);
      expectFiltersKept(page);

      await page.goBack();
      await page.getByTestId('request-story').getByRole('link', { name: 'Logs', exact: true }).click();
      await expect(page).toHaveURL(/\/logs\?where=traceId/);
      await expect(lineRows(page)).toHaveCount(request.hasIds ? request.lines.length : 0);
      for (const message of request.hasIds ? request.messages : []) {
        await expect(lineRows(page).filter({ hasText: message })).toHaveCount(1);
      }
    });

    test('a line → lines of other requests with its pattern', async ({ page }) => {
      if (request.hasIds) {
        await page.goto(`${APP}/traces/${request.traceId}?${RANGE}`);
        await rows(page, 'line').filter({ hasText: request.messages[1] }).click();
        await page.getByTestId('waterfall-details').getByRole('link', { name: 'Similar logs' }).click();
      } else {
        const details = await openLine(page, request, request.messages[1]);
        await details.getByRole('link', { name: 'Similar logs' }).click();
      }
      await expect(page).toHaveURL(/\/logs\?.*text=/);
      await expect(lineRows(page)).toHaveCount(2);
      for (const { messages } of [request, decoy]) {
        await expect(lineRows(page).filter({ hasText: messages[1] })).toHaveCount(1);
      }
      expectFiltersKept(page);
    });

    test('the story → the metrics of its route', async ({ page }) => {
      await page.goto(`${APP}/traces/${request.traceId}?${RANGE}`);
      const link = page.getByTestId('request-story').getByRole('link', { name: 'Route metrics' }).first();
      const times = new URL((await link.getAttribute('href')) ?? '', page.url()).searchParams;
      await link.click();
      await expect(page).toHaveURL(/\/health\/route\?/);
      const { searchParams } = new URL(page.url());
      expect([searchParams.get('service'), searchParams.get('route')]).toEqual([request.service, request.route]);
      const [from, to] = ['from', 'to'].map((key) => Number(times.get(key)));
      expect(from).toBeLessThan(request.spans[0]?.start ?? 0);
      expect(to).toBeGreaterThan(request.spans[0]?.start ?? 0);
      expectFiltersKept(page);
    });

    test('a metric of the service → its logs, of errors only', async ({ page }) => {
      await page.goto(`${APP}/logs?${RANGE}&where=service%3D${request.service}&where=level%3Derror%7Cfatal`);
      await expect(lineRows(page)).toHaveCount(2);
      await expect(lineRows(page).filter({ hasText: request.messages[1] })).toHaveCount(1);
    });

    test('a group of errors → its line, and the story of a request that has it', async ({ page }) => {
      const errors = `${APP}/logs?${RANGE}&where=service%3D${request.service}&tab=errors`;
      await page.goto(errors);
      const group = page.getByRole('row').filter({ hasText: 'declined by the bank' });
      await expect(group).toHaveCount(1);
      // The latest request that has it is the sample.
      await expect(group.getByRole('link', { name: 'Trace' })).toHaveCount(request.hasIds ? 1 : 0);
      if (request.hasIds) {
        await group.getByRole('link', { name: 'Trace' }).click();
        await expectStoryOf(page, decoy);
        expectFiltersKept(page);
        await page.goto(errors);
      }
      await group.getByRole('button', { name: 'Log' }).click();
      await expect(page.getByRole('region', { name: /^Log line details/ })).toContainText(decoy.messages[1] ?? '');
    });
  });
}

test.describe('a failure of one', () => {
  test.use({ expectedErrors: [/status of 500/] });
  const [request] = of('json');

  test('leaves the spans where Loki fails, and the lines where Tempo fails', async ({ page }) => {
    await page.goto(`${APP}/traces/${request.traceId}?${RANGE.replace('var-logs=loki', 'var-logs=loki-failing')}`);
    await expect(rows(page, 'span')).toHaveCount(request.spans.length);
    await expect(page.getByText(/Loki that fails/)).toBeVisible();
    await page.goto(
      `${APP}/traces/${request.traceId}?${RANGE.replace('var-traces=tempo', 'var-traces=tempo-failing')}`
    );
    await expect(page.getByText(request.messages[1] ?? '')).toBeVisible();
    await expect(page.getByText(/Tempo that fails/).first()).toBeVisible();
  });
});
