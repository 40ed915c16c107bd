/**
 * What a trace of 100,000 spans costs in the timeline of the story, in a browser: to its first row, and frames while
 * scrolling, beside frames of the same page at rest and beside a trace of 100 spans. Prints medians and ratios;
 * machines differ, ratios less so. Nothing fails by time. Run: npx tsx bench/waterfall.ts
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { type Browser, chromium as browserType, type Page } from 'playwright-core';
import { chromium as installedChromium } from '../tests/run/installed.mjs';
import { type Figures } from './waterfall/page';

const ROUNDS = Number(process.env.ROUNDS ?? 5);
const SPANS = Number(process.env.SPANS ?? 100_000);
const FEW = 100;
const FRAMES = 120;

/** Builds the page of this benchmark as the preview is built, with its own entry. */
async function buildPage(): Promise<string> {
  const { build, loadConfigFromFile, mergeConfig } = await import('vite');
  const configFile = resolve(__dirname, '../preview/vite.config.mts');
  const loaded = await loadConfigFromFile({ command: 'build', mode: 'production' }, configFile);
  if (!loaded) {
    throw new Error(`${configFile} cannot be read`);
  }
  const outDir = await mkdtemp(join(tmpdir(), 'tillwatch-bench-'));
  const own = { outDir, emptyOutDir: true, rollupOptions: { input: resolve(__dirname, 'waterfall/main.ts') } };
  await build({ ...mergeConfig(loaded.config, { build: own }), configFile: false, logLevel: 'error' });
  return outDir;
}

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

async function serve(folder: string) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = join(folder, pathname === '/' ? 'index.html' : pathname);
    readFile(file).then(
      (content) => response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream').end(content),
      () => response.writeHead(404).end()
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, stop: () => server.close() };
}

/** Milliseconds between frames, while the rows are scrolled so many pixels a frame. */
function frames(page: Page, pixels: number): Promise<number[]> {
  return page.evaluate(
    async ([count, by]) => {
      const rows = document.querySelector('[data-testid="waterfall-rows"]');
      const times: number[] = [];
      let last = performance.now();
      for (let i = 0; i < (count ?? 0); i++) {
        rows?.scrollBy(0, by ?? 0);
        await new Promise(requestAnimationFrame);
        const now = performance.now();
        times.push(now - last);
        last = now;
      }
      return times;
    },
    [FRAMES, pixels]
  );
}

async function measure(browser: Browser, url: string, spans: number) {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  await page.goto(`${url}?spans=${spans}`);
  await page.waitForFunction(() => window.figures !== undefined, undefined, { timeout: 120_000 });
  const figures = await page.evaluate(() => window.figures as Figures);
  await page.waitForTimeout(500);
  const rest = p95(await frames(page, 0));
  const scrolling = p95(await frames(page, 300));
  const key = await page.evaluate(async () => {
    const started = performance.now();
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'e' }));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return performance.now() - started;
  });
  await page.close();
  return { ...figures, rest, scrolling, key };
}

function p95(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? NaN;
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

async function main() {
  const folder = await buildPage();
  const { url, stop } = await serve(folder);
  const browser = await browserType.launch({
    executablePath: installedChromium(),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const [few, many]: Array<Array<Awaited<ReturnType<typeof measure>>>> = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      few?.push(await measure(browser, url, FEW));
      many?.push(await measure(browser, url, SPANS));
    }
    const of = (some: typeof few, what: keyof Figures | 'rest' | 'scrolling' | 'key') =>
      median((some ?? []).map((one) => one[what]));
    const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
    console.log(`${SPANS} spans, ${of(many, 'lines')} lines; medians of ${ROUNDS} rounds`);
    console.log(`tree, critical path, self times, errors, gaps: ${ms(of(many, 'read'))}`);
    console.log(`lines woven in: ${ms(of(many, 'weave'))}`);
    console.log(`first row on the screen: ${ms(of(many, 'firstRow'))} (${FEW} spans: ${ms(of(few, 'firstRow'))})`);
    console.log(`next error by key, on the screen: ${ms(of(many, 'key'))} (${FEW} spans: ${ms(of(few, 'key'))})`);
    console.log(
      `p95 of a frame: scrolling ${ms(of(many, 'scrolling'))}, at rest ${ms(of(many, 'rest'))} ` +
        `(${FEW} spans: ${ms(of(few, 'scrolling'))}, ${ms(of(few, 'rest'))})`
    );
    console.log(`ratio of scrolling to rest: ${(of(many, 'scrolling') / of(many, 'rest')).toFixed(2)}`);
  } finally {
    await browser.close();
    stop();
    await rm(folder, { recursive: true, force: true });
  }
}

void main();
