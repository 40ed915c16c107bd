/**
 * A trace of 100,000 spans, with 5,000 log lines, in one real Grafana over a real Tempo and Loki: the page of its story
 * beside Grafana's own trace view in Explore. Both are opened in turn, round after round, so that whatever else the
 * machine does meets both. Prints medians and ratios; nothing fails by time. Run: npm run build && npx tsx
 * bench/story.ts
 */
import { type BrowserContext, type Page } from 'playwright-core';
import { framesWhileScrolling, launch, signedIn, timeTo } from './support/browser';
import { comparison, machine, median, ms, quantile } from './support/figures';
import { largeTrace, type LargeTrace } from './support/largeTrace';
import { startTestbed } from './support/testbed';

const ROUNDS = Number(process.env.ROUNDS ?? 5);
const SPANS = Number(process.env.SPANS ?? 100_000);
const LINES = SPANS / 20;
/** Pixels that are scrolled in each frame: eleven rows of ours. */
const PIXELS = 300;
const MINUTE = 60_000;

interface Contestant {
  url: string;
  /** A row of the timeline. */
  row: string;
}

interface Figures {
  firstRow: number;
  scrolling: number;
}

/** Opens a timeline, waits until the page rests, and scrolls. */
async function measure(page: Page, { url, row }: Contestant): Promise<Figures> {
  const firstRow = await timeTo(page, url, row);
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(2000);
  return { firstRow, scrolling: quantile(await framesWhileScrolling(page, row, PIXELS), 0.95) };
}

/** Milliseconds from a key to the next error on the screen. */
async function nextError(page: Page): Promise<number> {
  // No named functions in what runs in the page: the compiler would name them by a helper of its own.
  return page.evaluate(async (selected) => {
    const before = document.querySelector(selected)?.id;
    const started = performance.now();
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'e', bubbles: true }));
    while ([before, undefined].includes(document.querySelector(selected)?.id)) {
      await new Promise(requestAnimationFrame);
    }
    return performance.now() - started;
  }, '[data-entry][aria-selected="true"]');
}

function contestants({ traceId, spans }: LargeTrace): { ours: Contestant; theirs: Contestant } {
  const start = spans[0]?.start ?? 0;
  const [from, to] = [String(Math.floor(start - 5 * MINUTE)), String(Math.floor(start + 15 * MINUTE))];
  const tempo = { type: 'tempo', uid: 'tempo' };
  const pane = {
    datasource: tempo.uid,
    queries: [{ refId: 'A', datasource: tempo, queryType: 'traceql', query: traceId }],
    range: { from, to },
  };
  const panes = encodeURIComponent(JSON.stringify({ one: pane }));
  return {
    ours: { url: `./a/tillwatch-shop-app/traces/${traceId}?from=${from}&to=${to}`, row: '[data-entry]' },
    theirs: { url: `./explore?schemaVersion=1&orgId=1&panes=${panes}`, row: '[data-testid="span-view"]' },
  };
}

async function rounds(context: BrowserContext, trace: LargeTrace) {
  const { ours, theirs } = contestants(trace);
  const figures: { ours: Figures[]; theirs: Figures[]; keys: number[] } = { ours: [], theirs: [], keys: [] };
  // The first visit of each fills the caches.
  for (let round = -1; round < ROUNDS; round++) {
    // Each page is new: what one leaves behind in memory is not for the other to clear away.
    const page = await context.newPage();
    const own = await measure(page, ours);
    const key = await nextError(page);
    await page.close();
    const other = await context.newPage();
    const grafanas = await measure(other, theirs);
    await other.close();
    if (round >= 0) {
      figures.ours.push(own);
      figures.theirs.push(grafanas);
      figures.keys.push(key);
    }
  }
  return figures;
}

async function main(): Promise<void> {
  const testbed = await startTestbed();
  const browser = await launch();
  try {
    const trace = largeTrace(SPANS, LINES, Date.now() - 10 * MINUTE);
    await testbed.receive([...trace.spans].sort((a, b) => (a.service < b.service ? -1 : 1)));
    await testbed.push(
      trace.lines.map(({ time, body, reading }) => ({
        time,
        labels: { service_name: reading.service ?? '' },
        metadata: { trace_id: trace.traceId, ...(reading.spanId && { span_id: reading.spanId }) },
        text: body,
      }))
    );
    const { ours, theirs, keys } = await rounds(await signedIn(browser, testbed.grafana), trace);
    const of = (figures: Figures[], what: keyof Figures) => figures.map((one) => one[what]);
    console.log(`${SPANS} spans, ${LINES} lines; medians of ${ROUNDS} rounds; ${machine()}`);
    console.log(comparison('first row', of(ours, 'firstRow'), of(theirs, 'firstRow'), 0.6));
    console.log(comparison('p95 of a frame, scrolling', of(ours, 'scrolling'), of(theirs, 'scrolling'), 0.25));
    console.log(`next error by key, on the screen: ${ms(median(keys))}`);
  } finally {
    await browser.close();
    await testbed.stop();
  }
}

void main();
