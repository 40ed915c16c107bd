/**
 * How long one waits for the preview: from its start to its answer (the build included), and in a browser that has
 * never seen it to a page's first panel with data. Prints medians; machines differ, and nothing fails by time.
 * Run: npx tsx bench/preview.ts
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { type Browser, chromium as browserType } from 'playwright-core';
import { chromium as installedChromium } from '../tests/run/installed.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 5);

interface PageToOpen {
  name: string;
  path: string;
  /** What is on the screen once the first panel has data. */
  firstPanel: string;
}

/** The area between a chart's axes. */
const PLOT = '.u-over';
const PAGES: PageToOpen[] = [
  { name: 'health, 1 h', path: 'health', firstPanel: '[data-testid^="health-row-"] >> text=/\\d req\\/s/' },
  { name: 'health, 7 d', path: 'health?from=now-7d&to=now', firstPanel: '[data-testid^="health-row-"]' },
  { name: 'service, 1 h', path: 'health/service?service=payments', firstPanel: PLOT },
  { name: 'service, 7 d', path: 'health/service?service=payments&from=now-7d&to=now', firstPanel: PLOT },
];

/** Builds and serves the preview as its user does. */
async function start(): Promise<{ url: string; seconds: number; stop: () => Promise<unknown> }> {
  const started = performance.now();
  const child = spawn(process.execPath, [resolve(__dirname, '../preview/run/serve.mjs')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  let output = '';
  for await (const chunk of child.stdout) {
    output += String(chunk);
    const [url] = /http:\/\/\S+\//.exec(output) ?? [];
    if (url) {
      const seconds = (performance.now() - started) / 1000;
      return { url, seconds, stop: () => (child.kill(), ended) };
    }
  }
  throw new Error(`The preview did not start.\n${output}`);
}

/** Milliseconds to the first panel, with an empty cache. */
async function firstPanel(browser: Browser, url: string, { path, firstPanel }: PageToOpen): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  const page = await context.newPage();
  const started = performance.now();
  await page.goto(`${url}a/tillwatch-shop-app/${path}`, { waitUntil: 'commit' });
  await page.locator(firstPanel).first().waitFor({ timeout: 60_000 });
  const taken = performance.now() - started;
  await context.close();
  return taken;
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

async function main(): Promise<void> {
  const preview = await start();
  console.log(`built and answering after ${preview.seconds.toFixed(1)} s`);
  const browser = await browserType.launch({
    executablePath: installedChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    for (const page of PAGES) {
      const times: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        times.push(await firstPanel(browser, preview.url, page));
      }
      console.log(`${page.name}: first panel after ${median(times).toFixed(0)} ms (median of ${ROUNDS})`);
    }
  } finally {
    await browser.close();
    await preview.stop();
  }
}

void main();
