/**
 * 100,000 log lines in one real Grafana over a real Loki: our list, scrolled until it holds them all, beside the logs
 * in Grafana's Explore with the 5,000 that Loki gives at once. First lines are timed in turn, round after round. Prints
 * medians and ratios, and what the page holds in memory; nothing fails by time. Run: npm run build && npx tsx
 * bench/logLines.ts
 */
import { type BrowserContext, type CDPSession, type Page } from 'playwright-core';
import { framesWhileScrolling, launch, signedIn, timeTo } from './support/browser';
import { comparison, machine, ms, quantile } from './support/figures';
import { manyLines } from './support/manyLines';
import { startTestbed } from './support/testbed';

const ROUNDS = Number(process.env.ROUNDS ?? 5);
const LINES = Number(process.env.LINES ?? 100_000);
const EXPLORE_LINES = 5000;
const HOUR = 3_600_000;
/** Pixels that are scrolled in each frame: a wheel that is turned fast, and three times that. */
const SPEEDS = [100, 300] as const;
const OUR_LINE = '[aria-label="Log lines"] [role="listitem"]';
const THEIR_LINE = '.log-line-body, [data-testid="log-row-message"]';

/** Opens a list, and waits until the page rests. Milliseconds until its first line was there. */
async function openList(page: Page, url: string, line: string): Promise<number> {
  const firstLine = await timeTo(page, url, line);
  await page.waitForTimeout(3000);
  return firstLine;
}

function exploreUrl(from: string, to: string): string {
  const loki = { type: 'loki', uid: 'loki' };
  const query = {
    refId: 'A',
    datasource: loki,
    expr: '{env="production"}',
    queryType: 'range',
    maxLines: EXPLORE_LINES,
  };
  const panes = { one: { datasource: loki.uid, queries: [query], range: { from, to } } };
  return `./explore?schemaVersion=1&orgId=1&panes=${encodeURIComponent(JSON.stringify(panes))}`;
}

/** What a page holds once what it no longer needs is gone. */
async function held(page: Page, session: CDPSession): Promise<{ megabytes: number; nodes: number }> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const nodes = await page.evaluate(() => document.querySelectorAll('[aria-label="Log lines"] *').length);
  return { megabytes: usedSize / 1e6, nodes };
}

/** Scrolls to the end of what is there, until all lines are. */
async function loadAll(page: Page): Promise<{ seconds: number; longest: number }> {
  const started = performance.now();
  const longest = await page.evaluate(
    async ([line, wanted]) => {
      let last = performance.now();
      let most = 0;
      for (;;) {
        const rows = document.querySelectorAll(line);
        const box = rows[0]?.closest('[role="list"]');
        const count = Number(rows[0]?.getAttribute('aria-setsize') ?? 0);
        if (!box || count >= wanted) {
          return most;
        }
        box.scrollTop = box.scrollHeight;
        await new Promise(requestAnimationFrame);
        most = Math.max(most, performance.now() - last);
        last = performance.now();
      }
    },
    [OUR_LINE, LINES] as const
  );
  return { seconds: (performance.now() - started) / 1000, longest };
}

/** Our list with a thousand lines and with all, and then both lists scrolled in turn. */
async function growth(context: BrowserContext, ours: string, theirs: string): Promise<void> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await openList(page, ours, OUR_LINE);
  const few = await held(page, session);
  const { seconds, longest } = await loadAll(page);
  const explore = await context.newPage();
  await openList(explore, theirs, THEIR_LINE);
  console.log(`${LINES} lines loaded by scrolling in ${seconds.toFixed(0)} s; longest frame meanwhile ${ms(longest)}`);
  for (const pixels of SPEEDS) {
    const times: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
    for (let round = 0; round < ROUNDS; round++) {
      times.ours.push(await scrolling(page, OUR_LINE, pixels));
      times.theirs.push(await scrolling(explore, THEIR_LINE, pixels));
    }
    const what = `p95 of a frame, ${pixels} px each, scrolling ${LINES} lines, and ${EXPLORE_LINES} in Explore`;
    console.log(comparison(what, times.ours, times.theirs, 1));
  }
  await explore.close();
  const many = await held(page, session);
  console.log(
    `elements of the list: ${few.nodes} with the first lines, ${many.nodes} with all; ` +
      `memory of the page: ${few.megabytes.toFixed(0)} MB and ${many.megabytes.toFixed(0)} MB`
  );
  await page.close();
}

/** Scrolls from the beginning of a list, in front of all other pages: only what is seen is drawn at every frame. */
async function scrolling(page: Page, line: string, pixels: number): Promise<number> {
  await page.bringToFront();
  await framesWhileScrolling(page, line, -1e8, 2);
  await page.waitForTimeout(2000);
  return quantile(await framesWhileScrolling(page, line, pixels), 0.95);
}

async function main(): Promise<void> {
  const testbed = await startTestbed();
  const browser = await launch();
  try {
    const span = { from: Date.now() - HOUR, to: Date.now() };
    await testbed.push(manyLines(LINES, span));
    const [from, to] = [String(span.from), String(span.to)];
    const ours = `./a/tillwatch-shop-app/logs?from=${from}&to=${to}&where=env%3Dproduction`;
    const context = await signedIn(browser, testbed.grafana);
    const times: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
    // The first visit of each fills the caches.
    for (let round = -1; round < ROUNDS; round++) {
      const page = await context.newPage();
      const own = await openList(page, ours, OUR_LINE);
      const grafanas = await openList(page, exploreUrl(from, to), THEIR_LINE);
      await page.close();
      if (round >= 0) {
        times.ours.push(own);
        times.theirs.push(grafanas);
      }
    }
    console.log(`${LINES} lines; medians of ${ROUNDS} rounds; ${machine()}`);
    console.log(comparison('first line', times.ours, times.theirs));
    await growth(context, ours, exploreUrl(from, to));
  } finally {
    await browser.close();
    await testbed.stop();
  }
}

void main();
