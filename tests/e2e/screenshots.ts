/**
 * Pictures of every page in every state, both themes and two widths, into `screenshots/`, for people to look at:
 * `npm run screenshots`. Starts the tests' servers by itself, or looks at `GRAFANA_URL`.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { chromium as installedChromium } from '../run/installed.mjs';
import { AppPage, type Params } from './pages/appPage';
import globalSetup from './stand/globalSetup';

const FOLDER = resolve(__dirname, '../../screenshots');
const THEMES = ['dark', 'light'] as const;
const WIDTHS = [1400, 700] as const;

const PAGES: Array<[name: string, path: string, params: Params]> = [
  ['health', '/health', {}],
  ['service', '/health/service', { service: 'shop-api' }],
  ['service-routes', '/health/service', { service: 'shop-api', tab: 'routes' }],
  ['service-errors', '/health/service', { service: 'shop-api', tab: 'errors' }],
  ['service-resources', '/health/service', { service: 'shop-api', tab: 'resources' }],
  ['route', '/health/route', { service: 'shop-api', route: '/checkout' }],
  ['setup', '/setup', {}],
];

/** States by the data source that brings them about; in the first all is well. */
const STATES: Array<[name: string, params: Params]> = [
  ['well', {}],
  ['compared', { 'var-compare': 'previous' }],
  ['loading', { 'var-metrics': 'slow' }],
  ['empty', { 'var-metrics': 'empty' }],
  ['partial', { 'var-metrics': 'partial' }],
  ['forbidden', { 'var-metrics': 'forbidden' }],
  ['failing', { 'var-metrics': 'failing' }],
  ['refused', { 'var-metrics': 'refused' }],
];

async function signedIn(browser: Browser, baseURL: string): Promise<Page> {
  const context = await browser.newContext({ baseURL });
  await context.request.post('login', { data: { user: 'admin', password: 'admin123' } });
  return context.newPage();
}

async function take(page: Page, path: string, params: Params, isLoading: boolean, file: string): Promise<void> {
  await new AppPage(page, path).goto(params);
  await page.locator('#pageContent h1').first().waitFor({ timeout: 30_000 });
  if (!isLoading) {
    // What is never quiet is taken as it is after a while.
    await page.waitForLoadState('networkidle', { timeout: 20_000 }).catch(() => undefined);
  }
  await page.screenshot({ path: file, fullPage: true });
}

async function main(): Promise<void> {
  const only = process.argv[2];
  const stop = await globalSetup();
  const browser = await chromium.launch({ executablePath: installedChromium(), args: ['--no-sandbox'] });
  try {
    const page = await signedIn(browser, `${process.env.GRAFANA_URL}/`);
    mkdirSync(FOLDER, { recursive: true });
    for (const [name, path, own] of PAGES) {
      for (const [state, more] of STATES) {
        for (const theme of THEMES) {
          for (const width of WIDTHS) {
            const file = `${name}.${state}.${theme}.${width}.png`;
            if (only === undefined || file.includes(only)) {
              await page.setViewportSize({ width, height: 900 });
              await take(page, path, { ...own, ...more, theme }, state === 'loading', join(FOLDER, file));
              console.log(file);
            }
          }
        }
      }
    }
  } finally {
    await browser.close();
    await stop();
  }
}

void main();
