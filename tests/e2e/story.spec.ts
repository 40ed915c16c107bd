import { idOf } from './data/explorer';
import { failedOrder, LOST, PEERS, STORY_LINES } from './data/requests';
import { coreIf, expect, test } from './fixtures';
import { STARTED_AT } from './pages/logs';
import { StoryPage } from './pages/story';

/** The story of one request, of which every span and line is known, on a real Loki and Tempo. */
test.skip(() => process.env.TESTBED_STARTED_AT === undefined, 'needs loki and tempo on the PATH');

const KNOWN = failedOrder(STARTED_AT);

const story = base(KNOWN.traceId);

function base(traceId: string) {
  return async (page: ConstructorParameters<typeof StoryPage>[0], params = {}) => {
    const opened = new StoryPage(page, traceId);
    await opened.open(params);
    return opened;
  };
}

/** All of it, spans and lines. */
async function whole(opened: StoryPage): Promise<StoryPage> {
  await expect(opened.row('span')).toHaveCount(KNOWN.spans.length);
  await expect(opened.row('line')).toHaveCount(KNOWN.lines.length);
  return opened;
}

test('every span is there with its duration, and what failed is marked', { tag: '@core' }, async ({ page }) => {
  const opened = await whole(await story(page));
  await expect(opened.heading).toHaveText('POST /orders · 500 · 900 ms');
  await expect(opened.story).toContainText('First error: ');
  await expect(opened.story).toContainText('POST /orders');
  await expect(opened.story).toContainText('900 ms');
  await expect(opened.story).toContainText('500');
  for (const { service, name, duration, status } of KNOWN.spans) {
    const label = new RegExp(
      `^${service} ${name}, ${duration.toFixed(duration < 100 ? 1 : 0)} ms, .*${status === 'error' ? 'failed' : ''}`
    );
    await expect(opened.row('span', name)).toHaveAttribute('aria-label', label);
  }
  await expect(opened.row('event', 'CardRefused')).toContainText('limit reached');
});

test(
  'lines stand under their spans; those that name none, and those from after the trace, say so',
  { tag: '@core' },
  async ({ page }) => {
    const opened = await whole(await story(page));
    const labels = await opened.rows
      .getByRole('row')
      .evaluateAll((rows) => rows.map((row) => `${row.getAttribute('aria-level')} ${row.getAttribute('aria-label')}`));
    const at = (text: string) => labels.findIndex((label) => label.includes(text));
    // The line of the charge is one level below it and before the next span.
    const level = (text: string) => Number(labels[at(text)]?.split(' ')[0]);
    expect(level(STORY_LINES.ofCharge)).toBe(level('charge the card') + 1);
    expect(at(STORY_LINES.ofCharge)).toBeGreaterThan(at('charge the card'));
    expect(at(STORY_LINES.ofCharge)).toBeLessThan(at('try again'));
    // By its service and time: the only span of pricing.
    expect(level(STORY_LINES.withoutSpan)).toBe(level('GET /prices') + 1);
    await expect(opened.row('line', STORY_LINES.withoutSpan)).toContainText('approx.');
    await expect(opened.row('line', STORY_LINES.ofCharge)).not.toContainText('approx.');
    // Four minutes later, of a service that has no span.
    const late = opened.row('line', STORY_LINES.late);
    await expect(late).toContainText('mailer');
    await late.click();
    await expect(opened.details).toContainText('placed by service and time; 4.0 mins after the trace');
  }
);

test('the critical path leaves out what nobody waited for', async ({ page }) => {
  const opened = await whole(await story(page));
  await expect(opened.row('span', 'charge the card')).toHaveAttribute('aria-label', /on the critical path/);
  await expect(opened.row('span', 'read the cart')).not.toHaveAttribute('aria-label', /on the critical path/);
  await opened.content.getByRole('switch', { name: 'Critical path only' }).check({ force: true });
  await expect(opened.row('span', 'read the cart')).toHaveCount(0);
  await expect(opened.row('span', 'charge the card')).toBeVisible();
});

test(
  'details tell of a span, and each of its attributes leads to others that have it',
  { tag: '@core' },
  async ({ page }) => {
    const opened = await whole(await story(page));
    await opened.row('span', 'charge the card').click();
    await expect(opened.details).toContainText('refused');
    await expect(opened.details).toContainText('Self time');
    await expect(opened.details.getByRole('table', { name: 'Exception' })).toContainText('CardRefused');
    await opened.details.getByRole('link', { name: 'Traces with this peer.service' }).click();
    await expect(page).toHaveURL(/where=span\.peer\.service%3Dbank/);
    await expect(page.getByTestId(`trace-${KNOWN.traceId}`)).toBeVisible();
  }
);

test('compared with the typical one, it says what is extra, missing and slower', { tag: '@core' }, async ({ page }) => {
  const opened = await whole(await story(page, { compare: 'typical' }));
  await expect(opened.row('span', 'try again')).toContainText('+ extra');
  await expect(opened.row('missing', 'reserve the stock')).toBeVisible();
  await expect(opened.row('span', 'charge the card')).toContainText('▲ +600 ms');
  await expect(opened.row('span', 'GET /prices')).not.toContainText(/[▲▼]|extra/);
  await opened.row('missing', 'reserve the stock').click();
  await expect(opened.details).toContainText(`100% of ${PEERS} traces have this span here`);
});

test('compared with another trace, chosen by its id', async ({ page }) => {
  const opened = await whole(await story(page));
  await opened.content.getByRole('button', { name: 'Compare' }).click();
  await page.getByRole('menuitem', { name: /^Another trace/ }).click();
  await page.getByRole('textbox', { name: 'Trace ID' }).fill(idOf('peer 1'));
  await page.getByRole('dialog').getByRole('button', { name: 'Compare' }).click();
  await expect(opened.row('missing', 'reserve the stock')).toBeVisible();
  expect(opened.params.get('compare')).toBe(idOf('peer 1'));
  await page.goBack();
  await expect(opened.row('missing')).toHaveCount(0);
});

test('search finds in spans, attributes and lines, and n goes on', async ({ page }) => {
  const opened = await whole(await story(page));
  await page.keyboard.press('/');
  await expect(opened.search).toBeFocused();
  await page.keyboard.type('card');
  // The span, its exception, and its line.
  await expect(opened.content.getByText(/^(?:3 found|[123] of 3)$/)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(opened.content.getByText(/^[123] of 3$/)).toBeVisible();
  const before = await opened.selected.getAttribute('aria-rowindex');
  await opened.rows.focus();
  await page.keyboard.press('n');
  await expect(opened.selected).not.toHaveAttribute('aria-rowindex', before ?? '');
});

test('all can be done with keys, and the address follows', { tag: '@core' }, async ({ page }) => {
  const opened = await whole(await story(page));
  // It begins where the first error began.
  await expect(opened.selected).toHaveAttribute('aria-label', /charge the card/);
  await opened.rows.focus();
  await page.keyboard.press('Home');
  await expect(opened.selected).toHaveAttribute('aria-label', /POST \/orders/);
  await page.keyboard.press('ArrowLeft');
  await expect(opened.row('span')).toHaveCount(1);
  await page.keyboard.press('ArrowRight');
  await expect(opened.row('span')).toHaveCount(KNOWN.spans.length);
  await page.keyboard.press('e');
  // The address follows a moment later.
  const address = () => ['span', 'event', 'line'].map((key) => opened.params.get(key));
  const charge = KNOWN.spans.find(({ name }) => name === 'charge the card')?.spanId ?? '';
  await expect.poll(address).toEqual([charge, null, null]);
  await page.keyboard.press('j');
  const reached = (await opened.selected.getAttribute('aria-label')) ?? '';
  await page.keyboard.press('Enter');
  await expect(opened.details).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(opened.rows).toBeFocused();
  await expect.poll(address).not.toEqual([charge, null, null]);
  await page.reload();
  await expect(opened.selected).toHaveAttribute('aria-label', reached);
});

test('a drag over the minimap shows that part larger, a double click all again', async ({ page }) => {
  const opened = await whole(await story(page));
  const bar = opened.row('span', 'GET /prices').getByRole('gridcell').nth(2).locator('[style*="width"]').first();
  const before = (await bar.boundingBox())!.width;
  const box = (await opened.minimap.boundingBox())!;
  await page.mouse.move(box.x + 1, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 4, box.y + 20, { steps: 4 });
  await page.mouse.up();
  await expect(opened.content.getByRole('button', { name: 'Reset zoom' })).toBeVisible();
  const zoomed = (await bar.boundingBox())!.width;
  expect(zoomed / before).toBeGreaterThan(3.5);
  expect(zoomed / before).toBeLessThan(4.5);
  await opened.minimap.dblclick();
  await expect(opened.content.getByRole('button', { name: 'Reset zoom' })).toHaveCount(0);
});

test('keys zoom into the overview and out of it as well', async ({ page }) => {
  const opened = await whole(await story(page));
  await opened.minimap.press('+');
  await expect(opened.content.getByRole('button', { name: 'Reset zoom' })).toBeVisible();
  await opened.minimap.press('Escape');
  await expect(opened.content.getByRole('button', { name: 'Reset zoom' })).toHaveCount(0);
});

test(
  'of a trace that is not found the likely causes are ranked, and its lines are shown',
  { tag: '@core' },
  async ({ page }) => {
    const opened = await base(LOST.traceId)(page);
    const causes = opened.content.getByTestId('story-not-found').getByRole('listitem');
    await expect(causes.first()).toContainText('Likely: It was not sampled: the trace flags on the log lines say so');
    // Others of that time are there: it cannot be too old.
    await expect(causes.filter({ hasText: /old, / })).toHaveCount(0);
    await expect(opened.content.getByRole('list', { name: /^Logs for this trace/ })).toContainText(LOST.message);
  }
);

test('an id that nothing carries has causes, and a way to retry', async ({ page }) => {
  const opened = await base(idOf('nobody'))(page);
  await expect(opened.content.getByTestId('story-not-found').getByRole('listitem').first()).toBeVisible();
  await opened.content.getByRole('button', { name: 'Retry' }).click();
  await expect(opened.content.getByTestId('story-not-found')).toBeVisible();
});

for (const [what, params] of [
  ['told when it was', { near: String(KNOWN.spans[0]?.start) }],
  ['found by its id alone', {}],
] as const) {
  test(
    `the first view of a request ${what} takes eight requests or fewer`,
    coreIf('near' in params),
    async ({ dataRequests, page, settled }) => {
      await whole(await story(page, params));
      await settled();
      const asked = dataRequests.map((request) => request.url());
      expect(asked.length, asked.join('\n')).toBeLessThanOrEqual(8);
    }
  );
}
