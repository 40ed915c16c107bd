/**
 * The pictures of the catalog, the README and the docs, into `src/img/`: `npm run pictures`. Each shows the sample shop
 * during the same incident, so that they tell one story and change only when the pages do.
 */
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { openSampleShop } from '../../src/sample';
import { tracesOf } from '../../src/sample/truth';
import { chromium as installedChromium } from '../../tests/run/installed.mjs';
import { INCIDENT, RANGE } from '../tests/support/truth';
import globalSetup from '../tests/support/globalSetup';

const FOLDER = join(__dirname, '../../src/img');

/** As large as the catalog shows them, and as sharp as a screen of today. */
const SIZE = { width: 1400, height: 900 };

interface Picture {
  /** In the file's name: `screenshot-<name>.png`. */
  name: string;
  path: string;
  /** What the page says when it is done. */
  ready: string;
}

function pictures(): Picture[] {
  const [failed = ''] = tracesOf(openSampleShop().requests, INCIDENT, 1);
  return [
    { name: 'health', path: 'health?', ready: 'payments' },
    { name: 'service', path: 'health/service?service=payments', ready: 'Requests by status' },
    { name: 'traces', path: 'traces?where=service%3Dpayments', ready: 'card' },
    { name: 'story', path: `traces/${failed}?`, ready: 'payments' },
    { name: 'logs', path: 'logs?where=service%3Dpayments', ready: '1,000 of' },
    { name: 'map', path: 'traces?tab=map', ready: 'cardprocessor' },
  ];
}

async function take(browser: Browser, { name, path, ready }: Picture): Promise<void> {
  const context = await browser.newContext({ viewport: SIZE, colorScheme: 'dark', timezoneId: 'UTC' });
  const page = await context.newPage();
  const range = new URLSearchParams({
    from: new Date(RANGE.from).toISOString(),
    to: new Date(RANGE.to).toISOString(),
    timezone: 'browser',
  });
  await page.goto(`${process.env.PREVIEW_URL}a/tillwatch-shop-app/${path}&${range}`);
  await page.waitForFunction((text) => new RegExp(text).test(document.querySelector('main')?.innerText ?? ''), ready);
  await page.waitForFunction(() => !/^Loading/m.test(document.querySelector('main')?.innerText ?? ''));
  await page.screenshot({ path: join(FOLDER, `screenshot-${name}.png`), animations: 'disabled' });
  await context.close();
}

async function main(): Promise<void> {
  const stop = await globalSetup();
  const browser = await chromium.launch({ executablePath: installedChromium(), args: ['--no-sandbox'] });
  try {
    for (const picture of pictures()) {
      await take(browser, picture);
      console.log(`src/img/screenshot-${picture.name}.png`);
    }
  } finally {
    await browser.close();
    await stop();
  }
}

void main();
