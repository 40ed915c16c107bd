import { type Locator, type Page } from '@playwright/test';
import { openSampleLogs } from '../../src/sample';
import { type LogLine, type LogLinesQuestion, type LogSelection } from '../../src/telemetry/questions/logs';
import { expect, FIXED, test } from './support/fixtures';
import { INCIDENT, latestOutage, RANGE, services } from './support/truth';

const FIRST = 8;
const CULPRIT = INCIDENT.culprit.service;

/** The newest lines in the range, as the shop wrote them. */
async function newest(selection: Partial<LogSelection> = {}, limit = FIRST): Promise<LogLine[]> {
  const question: LogLinesQuestion = { about: 'logLines', where: [], lines: [], limit, order: 'newest', ...selection };
  return (await openSampleLogs([], () => RANGE.to).lines(question, RANGE)).lines;
}

function rows(page: Page): Locator {
  return page.getByRole('list', { name: 'Log lines' }).getByRole('listitem');
}

/** Expects the first rows to be these lines, in their order. */
async function expectFirst(page: Page, lines: readonly LogLine[]): Promise<void> {
  expect(lines).toHaveLength(FIRST);
  for (const [index, { reading }] of lines.entries()) {
    await expect(rows(page).nth(index)).toContainText(reading.message);
    await expect(rows(page).nth(index)).toContainText(reading.service!);
  }
}

function facet(page: Page, name: RegExp | string): Locator {
  return page.getByRole('navigation', { name: 'Facets' }).getByRole('button', { name, exact: true });
}

test('shows the lines of the time range, the newest first', async ({ logsPage, page }) => {
  await logsPage.goto(FIXED);
  await expectFirst(page, await newest());
  for (const service of services()) {
    await expect(facet(page, new RegExp(`^${service} `))).toBeVisible();
  }
});

test('a value is kept by a click, the address says so, and back undoes it', async ({ logsPage, page }) => {
  await logsPage.goto(FIXED);
  await facet(page, new RegExp(`^${CULPRIT} `)).click();
  await expect.poll(() => logsPage.params.getAll('where')).toEqual([`service=${CULPRIT}`]);
  await expectFirst(page, await newest({ where: [{ field: 'service', op: 'in', values: [CULPRIT] }] }));
  await page.reload();
  await expect(facet(page, new RegExp(`^${CULPRIT} `))).toHaveAttribute('aria-pressed', 'true');
  await page.goBack();
  await expect.poll(() => logsPage.params.getAll('where')).toEqual([]);
  await expectFirst(page, await newest());
});

test('a value is excluded', async ({ logsPage, page }) => {
  await logsPage.goto(FIXED);
  await facet(page, 'Exclude storefront').click();
  await expect.poll(() => logsPage.params.getAll('where')).toEqual(['service!=storefront']);
  await expectFirst(page, await newest({ where: [{ field: 'service', op: 'notIn', values: ['storefront'] }] }));
});

test('a text is asked for after a slash', async ({ logsPage, page }) => {
  const filter = { text: 'acquirer unavailable', kind: 'text', caseSensitive: false, op: 'include' } as const;
  await logsPage.goto(FIXED);
  await rows(page).first().waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type(filter.text);
  await page.keyboard.press('Enter');
  await expect.poll(() => logsPage.params.getAll('text')).toEqual([`+t:${filter.text}`]);
  await expectFirst(page, await newest({ lines: [filter] }));
});

test('keys over the log volume choose the time range', async ({ logsPage, page }) => {
  await logsPage.goto(FIXED);
  await page.getByRole('application', { name: 'Log volume' }).focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(page.getByRole('button', { name: 'Zoom to selection' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect.poll(() => logsPage.params.get('from')).not.toBe(FIXED.from);
});

test('patterns and errors tell of the incident', async ({ logsPage, page }) => {
  const [, , unchanging = ''] = INCIDENT.culprit.line.message.split(/ for \{\w+\} in \{\w+\}(: )/);
  expect(unchanging).not.toBe('');
  await logsPage.goto(FIXED);
  await page.getByRole('tab', { name: 'Patterns' }).click();
  await expect.poll(() => logsPage.params.get('tab')).toBe('patterns');
  const pattern = logsPage.content.getByRole('row').filter({ hasText: unchanging });
  await expect(pattern.first()).toBeVisible();
  await page.getByRole('tab', { name: 'Errors' }).click();
  await expect.poll(() => logsPage.params.get('tab')).toBe('errors');
  const group = logsPage.content.getByRole('row').filter({ hasText: unchanging }).first();
  await expect(group.getByRole('button', { name: CULPRIT })).toBeVisible();
  await group.getByRole('link', { name: 'Trace' }).click();
  await expect(page.getByTestId('waterfall-line').filter({ hasText: unchanging }).first()).toBeVisible();
});

test('an error that was fixed is back: it comes first, says since which version, and is shown alone', async ({
  logsPage,
  page,
}) => {
  const outage = latestOutage();
  await logsPage.goto({ ...outage, tab: 'errors' });
  const errors = logsPage.content.getByTestId(/^error-/);
  await expect(errors.first()).toContainText(/Back in 5\.\d+\.\d+, was fixed in 5\.\d+\.\d+/);
  await logsPage.content.getByRole('button', { name: 'Back 1', exact: true }).click();
  await expect.poll(() => logsPage.params.get('errors')).toBe('back');
  await expect(errors).toHaveCount(1);
  await errors
    .first()
    .getByRole('button', { name: /^Actions for/ })
    .click();
  await expect(page.getByText('These are marks of the sample shop')).toBeVisible();
  await page.goBack();
  await expect.poll(() => logsPage.params.get('errors')).toBeNull();
  await expect(errors.nth(1)).toBeVisible();
});

test('a line leads to the story of its request, and back', async ({ logsPage, page }) => {
  const [line] = await newest({ where: [{ field: 'service', op: 'in', values: [CULPRIT] }] });
  await logsPage.goto({ ...FIXED, where: `service=${CULPRIT}` });
  await rows(page)
    .first()
    .getByRole('link', { name: /^trace / })
    .click();
  await expect(page.getByTestId('request-story')).toContainText(line!.reading.traceId!);
  await expect(page.locator('[data-testid="waterfall-line"][aria-selected="true"]')).toContainText(
    line!.reading.message
  );
  await page.goBack();
  await expect(logsPage.heading).toHaveText('Logs');
  await expect.poll(() => logsPage.params.getAll('where')).toEqual([`service=${CULPRIT}`]);
});

test('a link to a line opens it, and a reload keeps all', async ({ logsPage, page }) => {
  const [, , third] = await newest({ where: [{ field: 'service', op: 'in', values: [CULPRIT] }] });
  await logsPage.goto({ ...FIXED, where: `service=${CULPRIT}` });
  await rows(page).nth(2).locator('[data-line-toggle]').click();
  await expect.poll(() => logsPage.params.get('line')).toBe(third!.id);
  const details = page.getByRole('region', { name: /^Log line details/ });
  await expect(details).toHaveCount(1);

  await page.reload();
  await expect(details).toContainText(third!.reading.traceId!);
  expect(logsPage.params.getAll('where')).toEqual([`service=${CULPRIT}`]);

  await details.getByRole('button', { name: 'Copy link' }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await page.goto(link);
  await expect(details).toHaveCount(1);
  await expect(details).toContainText(third!.reading.traceId!);
});
