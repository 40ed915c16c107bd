/**
 * How long the health page takes to its first number, warm, beside a plain Grafana dashboard with the same queries on
 * the same server: `npm run bench`. Prints medians and their ratio; machines differ, ratios less so. Nothing fails by
 * time.
 */
import { chromium as browserType, type BrowserContext, type Page } from 'playwright-core';
import { FIXED_RANGE } from '../tests/e2e/pages/appPage';
import globalSetup from '../tests/e2e/testbed/globalSetup';
import { chromium as installedChromium } from '../tests/run/installed.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 7);

interface AskedQuery {
  refId: string;
  expr: string;
  instant?: boolean;
  range?: boolean;
}

/** One way to look at the same numbers. */
interface Contestant {
  name: string;
  url: string;
  /** What is on the screen once the first number is. */
  firstNumber: string;
}

const RANGE = `from=${FIXED_RANGE.from}&to=${FIXED_RANGE.to}&timezone=utc`;
const HEALTH: Contestant = {
  name: 'health page',
  url: `./a/tillwatch-shop-app/health?${RANGE}`,
  firstNumber: '#pageContent >> text=/\\d req\\/s/',
};

/** Milliseconds from the start of the navigation to the first number. */
async function measure(page: Page, { url, firstNumber }: Contestant): Promise<number> {
  await page.goto('about:blank');
  const started = performance.now();
  await page.goto(url, { waitUntil: 'commit' });
  await page.locator(firstNumber).first().waitFor({ timeout: 60_000 });
  return performance.now() - started;
}

/** The queries of the present that the health page sends. */
async function queriesOfHealth(page: Page): Promise<AskedQuery[]> {
  const queries: AskedQuery[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/ds/query')) {
      const body = request.postDataJSON() as { to: string; queries: AskedQuery[] };
      queries.push(...body.queries.filter(({ refId }) => refId !== 'Detection' && body.to === FIXED_RANGE.to));
    }
  });
  await measure(page, HEALTH);
  await page.waitForLoadState('networkidle');
  page.removeAllListeners('request');
  return queries;
}

/** Makes a dashboard with the same queries: one panel a query, numbers as numbers and lines as lines. */
async function makeDashboard(context: BrowserContext, queries: AskedQuery[]): Promise<Contestant> {
  const panels = queries.map(({ refId, expr, instant }, index) => ({
    id: index + 1,
    type: instant ? 'stat' : 'timeseries',
    title: refId,
    gridPos: { x: (index % 6) * 4, y: Math.floor(index / 6) * 5, w: 4, h: 5 },
    datasource: { type: 'prometheus', uid: 'prometheus' },
    fieldConfig: { defaults: { unit: 'reqps' }, overrides: [] },
    targets: [{ refId: 'A', expr, instant: Boolean(instant), range: !instant }],
  }));
  const dashboard = { uid: 'bench', title: 'The same numbers', schemaVersion: 41, panels };
  const made = await context.request.post('api/dashboards/db', { data: { dashboard, overwrite: true } });
  if (!made.ok()) {
    throw new Error(`The dashboard could not be made: ${made.status()} ${await made.text()}`);
  }
  return {
    name: 'plain dashboard',
    url: `./d/bench?${RANGE}`,
    firstNumber: '[data-testid^="data-testid Panel header"] >> text=/\\d req\\/s/',
  };
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle - 0.5)] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

async function main(): Promise<void> {
  const stop = await globalSetup();
  const browser = await browserType.launch({ executablePath: installedChromium(), args: ['--no-sandbox'] });
  try {
    const context = await browser.newContext({
      baseURL: `${process.env.GRAFANA_URL}/`,
      viewport: { width: 1400, height: 900 },
    });
    await context.request.post('login', { data: { user: 'admin', password: 'admin123' } });
    const page = await context.newPage();
    const dashboard = await makeDashboard(context, await queriesOfHealth(page));
    // The first visit of each fills the caches: warm is what counts.
    await measure(page, dashboard);
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      // In turn, so that whatever else the machine does meets both.
      ours.push(await measure(page, HEALTH));
      theirs.push(await measure(page, dashboard));
    }
    console.log(`${HEALTH.name}: median ${Math.round(median(ours))} ms of ${ROUNDS} runs`);
    console.log(`${dashboard.name}: median ${Math.round(median(theirs))} ms of ${ROUNDS} runs`);
    console.log(`ratio: ${(median(ours) / median(theirs)).toFixed(2)} (1 or less: no slower than plain Grafana)`);
  } finally {
    await browser.close();
    await stop();
  }
}

void main();
