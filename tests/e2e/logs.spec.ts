import { readFileSync } from 'node:fs';
import { type Download } from '@playwright/test';
import Papa from 'papaparse';
import { type Level } from '../../src/telemetry/questions/logs';
import { COUNTS, FORMULA, type KnownLine, ORDER_TRACE, shopLines, windowOf } from './data/explorer';
import { expect, expectShown, test } from './fixtures';
import { LogsPage, STARTED_AT } from './pages/logs';
import { pushLines } from './testbed/loki';

/** The log explorer on a real Loki: every figure is one of the lines that were put in. */
test.skip(() => process.env.TESTBED_STARTED_AT === undefined, 'needs loki and tempo on the PATH');

/** Of the shop alone: what else is in the half hour is tested by itself. */
const SHOP = ['service=storefront|billing|importer|crawler'];
const BILLING = ['service=billing'];

const window = windowOf(STARTED_AT);
const known = shopLines(STARTED_AT).filter(({ time }) => time >= window.from && time < window.to);
const of = (part: Partial<Pick<KnownLine, 'service' | 'level'>>) =>
  known.filter((line) => line.service === (part.service ?? line.service) && line.level === (part.level ?? line.level));
const newestFirst = (lines: readonly KnownLine[]) => [...lines].sort((a, b) => b.time - a.time);

/** Expects the first rows to be these lines, in their order. */
async function expectLines(logsPage: LogsPage, lines: readonly KnownLine[], first = 5): Promise<void> {
  for (const [index, { message }] of lines.slice(0, first).entries()) {
    await expect(logsPage.lines.nth(index)).toContainText(message);
  }
}

test.describe('how many lines there are', () => {
  test('by level, over time and in all', { tag: '@core' }, async ({ logsPage }) => {
    await logsPage.open(SHOP);
    await expect(logsPage.volume).toBeVisible();
    for (const level of ['error', 'warn', 'info', 'debug'] satisfies Level[]) {
      expectShown(await logsPage.levelCount(level), of({ level }).length);
    }
    const label = await logsPage.volume.getByRole('img', { name: /./ }).getAttribute('aria-label');
    expect(label).toContain(`${known.length.toLocaleString('en-US')} log lines`);
  });

  test('in the step under the pointer', async ({ logsPage }) => {
    await logsPage.open(BILLING);
    const box = (await logsPage.volume.boundingBox())!;
    // A step is 30 s; in the middle of the 50th there are errors already.
    await logsPage.page.mouse.move(box.x + (box.width * 50.5) / 60, box.y + 20);
    const step = { from: window.from + 50 * 30_000, to: window.from + 51 * 30_000 };
    const time = (moment: number) => new Date(moment).toISOString().slice(11, 19);
    await expect(logsPage.content).toContainText(`${time(step.from)} to ${time(step.to)}`);
    for (const level of ['error', 'warn'] as const) {
      const expected = of({ service: 'billing', level }).filter(({ time: at }) => at >= step.from && at < step.to);
      expect(Number(await logsPage.levelCount(level))).toBe(expected.length);
    }
  });

  test('a drag over the chart chooses the time, and back undoes it', async ({ logsPage, page }) => {
    await logsPage.open(BILLING);
    const box = (await logsPage.volume.boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.75, box.y + 20, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => logsPage.params.get('from')).not.toBe(String(window.from));
    const [from, to] = ['from', 'to'].map((key) => new Date(logsPage.params.get(key) ?? '').valueOf());
    expect(Math.abs(from! - (window.from + 15 * 60_000))).toBeLessThan(10_000);
    expect(Math.abs(to! - (window.from + 22.5 * 60_000))).toBeLessThan(10_000);
    const inIt = of({ service: 'billing' }).filter(({ time }) => time >= from! && time < to!);
    await expect(logsPage.facts).toHaveText(`All ${inIt.length} log lines`);
    await page.goBack();
    await expect(logsPage.facts).toHaveText(`All ${of({ service: 'billing' }).length} log lines`);
  });
});

test.describe('facets', () => {
  test('what says the same as service or level is not listed twice', async ({ logsPage }) => {
    await logsPage.open();
    await expect(logsPage.facet('free')).toBeVisible();
    await expect(logsPage.facet('billing')).toHaveCount(1);
    await expect(logsPage.facet('error')).toHaveCount(1);
  });

  test(
    'count services and levels over all lines, fields over those at hand',
    { tag: '@core' },
    async ({ logsPage }) => {
      await logsPage.open(['service=storefront|billing|importer|crawler', 'service!=crawler']);
      const rest = known.filter(({ service }) => service !== 'crawler');
      for (const service of ['storefront', 'billing']) {
        const count = of({ service }).length;
        await expect(logsPage.facet(service)).toHaveAccessibleName(new RegExp(`^${service} ${count} `));
      }
      // What is left out is counted all the same, so that one sees what one leaves out.
      await expect(logsPage.facet('crawler')).toHaveAccessibleName(/^crawler 2,500 /);
      await expect(logsPage.facet('error')).toHaveAccessibleName(
        new RegExp(`^error ${rest.filter(({ level }) => level === 'error').length} `)
      );
      for (const [plan, count] of [
        ['free', 60],
        ['paid', 120],
      ] as const) {
        const [, lines, share = ''] = (await logsPage.facet(plan).innerText()).split(/\s+/);
        expect(lines).toBe(String(count));
        expectShown(share, count / rest.length);
      }
    }
  );

  test(
    'a click keeps a value, one more click a second; another control excludes; back undoes each',
    { tag: '@core' },
    async ({ logsPage, page }) => {
      await logsPage.open();
      await logsPage.facet('billing').click();
      await expect(logsPage.facts).toHaveText(`All ${of({ service: 'billing' }).length} log lines`);
      await expectLines(logsPage, newestFirst(of({ service: 'billing' })));
      await logsPage.facet('storefront').click();
      expect(logsPage.params.getAll('where')).toEqual(['service=billing|storefront']);
      const both = of({ service: 'billing' }).length + of({ service: 'storefront' }).length;
      await expect(logsPage.facts).toHaveText(`All ${both} log lines`);
      await logsPage.exclude('info').click();
      const withoutInfo = both - of({ service: 'storefront', level: 'info' }).length;
      await expect(logsPage.facts).toHaveText(`All ${withoutInfo} log lines`);
      await page.goBack();
      await expect(logsPage.facts).toHaveText(`All ${both} log lines`);
      await page.goBack();
      await expect(logsPage.facts).toHaveText(`All ${of({ service: 'billing' }).length} log lines`);
      await page.reload();
      await expect(logsPage.facts).toHaveText(`All ${of({ service: 'billing' }).length} log lines`);
      await expect(logsPage.facet('billing')).toHaveAttribute('aria-pressed', 'true');
    }
  );

  test('a field of lines is filtered by, and its values counted over all lines', async ({ logsPage }) => {
    await logsPage.open(BILLING);
    await logsPage.facet('north').click();
    expect(logsPage.params.getAll('where')).toEqual(['service=billing', 'field:gateway=north']);
    await expect(logsPage.facts).toHaveText('All 30 log lines');
    await logsPage.open(['service=storefront']);
    await logsPage.lines.first().locator('[data-line-toggle]').click();
    await logsPage.details.getByRole('button', { name: 'Count by plan' }).click();
    const counts = logsPage.content.getByRole('complementary', { name: 'Log lines by plan' });
    await expect(counts.getByRole('button', { name: /^paid 120 / })).toBeVisible();
    await expect(counts.getByRole('button', { name: /^free 60 / })).toBeVisible();
  });
});

test('several conditions on the text hold together: text, regular expression, case, with and without', async ({
  logsPage,
}) => {
  await logsPage.open(BILLING);
  const messages = of({ service: 'billing' }).map(({ text }) => text);
  const expectAll = async (kept: (text: string) => boolean) => {
    const count = messages.filter(kept).length;
    await expect(logsPage.facts).toHaveText(count === 0 ? 'No log lines' : `All ${count} log lines`);
  };
  await logsPage.filterText('declined');
  await expectAll((text) => /declined/i.test(text));
  await logsPage.filterText('card 47[12]\\d', { isRegexp: true });
  await expectAll((text) => /declined/i.test(text) && /card 47[12]\d/.test(text));
  await logsPage.filterText('card 4711', { isExcluded: true });
  await expectAll((text) => /declined/i.test(text) && /card 47[12]\d/.test(text) && !text.includes('card 4711'));
  await logsPage.filterText('declined', { isCase: true });
  await expectAll(() => false);
  await logsPage.button('Remove: contains “declined” (Aa)').click();
  await logsPage.filterText('Declined', { isCase: true });
  await expectAll((text) => /card 47[12]\d/.test(text) && !text.includes('card 4711') && text.includes('Declined'));
  // What is no expression is told before it is asked.
  await logsPage.filterText('(', { isRegexp: true });
  await expect(logsPage.content.getByRole('alert')).toContainText(/group/i);
  await logsPage.button('Clear all').click();
  await expect.poll(() => logsPage.params.getAll('text')).toEqual([]);
});

test.describe('patterns', () => {
  const row = (logsPage: LogsPage, text: string) => logsPage.content.getByRole('row').filter({ hasText: text });

  test('are counted, and compared with the half hour before', { tag: '@core' }, async ({ logsPage }) => {
    await logsPage.open(['service=storefront|billing|importer'], { tab: 'patterns' });
    const lines = known.filter(({ service }) => service !== 'crawler');
    await expect(logsPage.content).toContainText(
      `${lines.length} log lines · compared with 226 of the previous period`
    );
    const { placed, retried, declined } = COUNTS;
    for (const [text, count, change] of [
      ['placed for customer', placed.now, ''],
      ['retried after', retried.now, 'Up'],
      ['Declined by the bank', declined.now, 'New'],
      ['of the old shop', 0, 'Gone'],
    ] as const) {
      const cells = row(logsPage, text).getByRole('cell');
      expectShown(await cells.nth(1).innerText(), count);
      await expect(cells.nth(4)).toContainText(change);
    }
  });

  test('a click keeps the lines of one, or excludes them', async ({ logsPage }) => {
    await logsPage.open(BILLING, { tab: 'patterns' });
    await row(logsPage, 'retried after').getByRole('button', { name: 'Include pattern' }).click();
    await expect(logsPage.facts).toHaveText(`All ${COUNTS.retried.now} log lines`);
    await logsPage.open(BILLING, { tab: 'patterns' });
    await row(logsPage, 'retried after').getByRole('button', { name: 'Exclude pattern' }).click();
    await expect(logsPage.facts).toHaveText(`All ${COUNTS.declined.now} log lines`);
  });
});

test(
  'errors of all services are grouped, with when they were seen, and lead to a line and to a story',
  { tag: '@core' },
  async ({ logsPage, page }) => {
    await logsPage.open(SHOP, { tab: 'errors' });
    await expect(logsPage.content).toContainText('2 distinct errors · 30 error and fatal log lines');
    const group = (text: string) => logsPage.content.getByRole('row').filter({ hasText: text });
    const declined = group('Declined by the bank').getByRole('cell');
    expectShown(await declined.nth(2).innerText(), COUNTS.declined.now);
    await expect(declined.nth(1)).toContainText('billing');
    const thrown = group('TypeError').getByRole('cell');
    expectShown(await thrown.nth(2).innerText(), COUNTS.thrown.now);
    await expect(group('TypeError')).toContainText('total is undefined');
    await expect(group('Declined by the bank').getByRole('link', { name: 'Trace' })).toHaveAttribute(
      'href',
      new RegExp(ORDER_TRACE)
    );
    await group('TypeError').getByRole('button', { name: 'Log' }).click();
    await expect(logsPage.details).toContainText('at sum (/app/cart.js:12:7)');
    await page.goBack();
    await expect(group('TypeError')).toBeVisible();
  }
);

test.describe('a line', () => {
  test('shows all that it says, JSON laid out, and each field leads on', { tag: '@core' }, async ({ logsPage }) => {
    await logsPage.open(['service=storefront', 'level=info']);
    const [newest] = newestFirst(of({ service: 'storefront', level: 'info' }));
    await logsPage.lines.first().locator('[data-line-toggle]').click();
    const whole = logsPage.details.getByLabel('Full log line');
    await expect(whole).toHaveText(JSON.stringify(JSON.parse(newest!.text), null, 2), { useInnerText: true });
    await expect(logsPage.details.getByRole('row', { name: /plan/ })).toContainText('paid');
    await logsPage.details
      .getByRole('row', { name: /plan/ })
      .getByRole('button', { name: 'Filter for this value' })
      .click();
    await expect(logsPage.facts).toHaveText('All 120 log lines');
  });

  test('has what came before and after it in its stream', async ({ logsPage }) => {
    const billing = newestFirst(of({ service: 'billing' })).reverse();
    const at = billing.findIndex(({ message }) => message.startsWith('card 4720'));
    await logsPage.open(BILLING, { text: '+t:card 4720' });
    await logsPage.lines.first().locator('[data-line-toggle]').click();
    await logsPage.button('Show context').click();
    const around = logsPage.content.getByRole('list', { name: 'Context: same log stream' }).getByRole('listitem');
    const own = around.filter({ hasText: 'card 4720' });
    await expect(own).toBeVisible();
    await expect(around.filter({ hasText: billing[at - 1]!.message })).toBeVisible();
    await expect(around.filter({ hasText: billing[at + 1]!.message })).toBeVisible();
  });

  test('has the lines of its trace, whoever wrote them', { tag: '@core' }, async ({ logsPage }) => {
    await logsPage.open(BILLING, { text: '+t:card 4711 ' });
    await logsPage.lines.first().locator('[data-line-toggle]').click();
    await logsPage.button('Logs for this trace').click();
    const lines = logsPage.content.getByRole('list', { name: 'Logs for this trace' }).getByRole('listitem');
    await expect(lines).toHaveCount(2);
    await expect(lines.filter({ hasText: 'storefront' })).toContainText('placed for customer');
    await expect(lines.filter({ hasText: 'billing' })).toContainText('card 4711');
  });

  test('has a link of its own, which others open', async ({ logsPage, page }) => {
    // Among the oldest: it is not on the first page of all lines.
    await logsPage.open(['service=crawler'], { text: '+t:visited page 7', order: 'oldest' });
    await logsPage.lines.first().locator('[data-line-toggle]').click();
    await expect(logsPage.details).toContainText('visited page 7');
    await logsPage.details.getByRole('button', { name: 'Copy link' }).click();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    await page.goto('about:blank');
    await page.goto(link);
    await expect(logsPage.details).toHaveCount(1);
    await expect(logsPage.details.getByLabel('Full log line')).toHaveText(/visited page 7$/);
    await expect(logsPage.details).toBeInViewport();
  });
});

test('more than a page of lines: it says so, tells what it cost, and goes on to the last', async ({
  dataRequests,
  logsPage,
}) => {
  await logsPage.open(['service=crawler']);
  await expect(logsPage.facts).toHaveText('Newest 1,000 of 2,500 log lines');
  await expect(logsPage.cost).toHaveText(/^Scanned [\d.]+ (?:k|M)?B · [\d,.]+ ?K? lines/);
  const before = dataRequests.length;
  // A page begins with the last line of the one before, which is shown once.
  for (const shown of [/^Newest (?:2,000|1,999) of 2,500 log lines$/, 'All 2,500 log lines']) {
    await logsPage.list.evaluate((list) => list.scrollTo({ top: list.scrollHeight }));
    await expect(logsPage.facts).toHaveText(shown);
  }
  expect(dataRequests.length - before).toBe(2);
  await logsPage.list.evaluate((list) => list.scrollTo({ top: list.scrollHeight }));
  await expect(logsPage.lines.last()).toContainText('visited page 0');
  await expect(logsPage.content).toContainText('End of log lines in this time range');
});

test('shows the query that was sent, which Explore opens', async ({ logsPage }) => {
  await logsPage.open(BILLING);
  await logsPage.button('Show query').click();
  const text = await logsPage.content.getByLabel('Query sent to Loki').first().innerText();
  expect(text).toContain('billing');
  const href = await logsPage.content.getByRole('link', { name: 'Explore' }).first().getAttribute('href');
  const panes = JSON.parse(new URL(href ?? '', 'http://grafana').searchParams.get('panes') ?? '{}');
  expect(JSON.stringify(panes)).toContain(JSON.stringify(text).slice(1, -1));
});

test(
  'a live tail shows a line when it is written, and stands still while one reads',
  { tag: '@core' },
  async ({ logsPage }) => {
    const labels = { container_name: 'ticker' };
    const say = (text: string) => pushLines(process.env.TESTBED_LOKI_URL ?? '', [{ time: Date.now(), labels, text }]);
    await say('level=info msg="tick before"');
    await logsPage.goto({ from: 'now-5m', to: 'now', where: 'service=ticker' });
    await expect(logsPage.lines).toHaveCount(1);
    await logsPage.button('Live').click();
    await expect(logsPage.button('Stop')).toBeVisible();
    // Loki tells of nothing until there is a line.
    await expect(async () => {
      await say('level=info msg="tick to begin"');
      await expect(logsPage.lines.filter({ hasText: 'tick to begin' }).first()).toBeVisible({ timeout: 2000 });
    }).toPass({ timeout: 30_000 });
    await expect(logsPage.content.getByText('Live', { exact: true })).toBeVisible();
    await say(`level=error msg="tick of an error" trace_id=${ORDER_TRACE}`);
    const arrived = logsPage.lines.filter({ hasText: 'tick of an error' });
    await expect(arrived).toHaveCount(1);
    await expect(logsPage.lines.first()).toContainText('tick of an error');
    // As whole as any other line: level, service, and a way to its story.
    await expect(arrived).toContainText('ticker');
    await expect(arrived.getByTitle('error')).toBeVisible();
    await expect(arrived.getByRole('link', { name: /^trace / })).toHaveAttribute('href', new RegExp(ORDER_TRACE));
    await logsPage.button('Stop').click();
    await expect(logsPage.button('Live')).toBeVisible();
  }
);

test.describe('an export', () => {
  async function exported(logsPage: LogsPage, format: RegExp): Promise<{ name: string; text: string }> {
    await logsPage.button('Export').click();
    const waiting = logsPage.page.waitForEvent('download');
    await logsPage.page.getByRole('menuitem', { name: format }).click();
    const download: Download = await waiting;
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
  }

  test('as CSV has every line, and no cell that a spreadsheet would run', { tag: '@core' }, async ({ logsPage }) => {
    await logsPage.open(['service=sheets']);
    await expect(logsPage.facts).toHaveText('1 log line');
    const { name, text } = await exported(logsPage, /^CSV/);
    expect(name).toMatch(/^logs-.*\.csv$/);
    const [row] = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;
    expect(row).toMatchObject({ service: 'sheets', message: `'${FORMULA}`, 'field.cell': "'+1+1" });
    expect(text).not.toContain('jane.doe@example.com');
    expect(Object.values(row ?? {}).filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
  });

  test('as JSON and as text has the lines that are shown', async ({ logsPage }) => {
    const billing = newestFirst(of({ service: 'billing' }));
    await logsPage.open(BILLING);
    await expect(logsPage.facts).toHaveText(`All ${billing.length} log lines`);
    const json = await exported(logsPage, /^NDJSON/);
    const objects = json.text
      .trimEnd()
      .split('\n')
      .map((row) => JSON.parse(row) as Record<string, unknown>);
    expect(objects.map(({ message, level }) => ({ message, level }))).toEqual(
      billing.map(({ message, level }) => ({ message, level }))
    );
    const plain = await exported(logsPage, /^Text/);
    expect(
      plain.text
        .trimEnd()
        .split('\n')
        .map((row) => row.slice(row.indexOf(' ') + 1))
    ).toEqual(billing.map(({ text }) => text));
  });
});

for (const [what, where, params, most] of [
  ['all lines', [], {}, 8],
  ['a service', BILLING, {}, 8],
  // The errors are there with eight. Which of them are new is asked for after that, in two steps, the second of which
  // finds out by two more how streams named services at that time.
  ['errors', BILLING, { tab: 'errors' }, 12],
] as const) {
  test(`the first view of ${what} takes ${most} requests or fewer`, async ({ dataRequests, logsPage, settled }) => {
    await logsPage.open([...where], params);
    await expect(logsPage.volume).toBeVisible();
    await expect(logsPage.cost).toBeVisible();
    await settled();
    const asked = dataRequests.map((request) => request.url());
    expect(asked.length, asked.join('\n')).toBeLessThanOrEqual(most);
  });
}
