/**
 * Pictures of every page in every state, both themes and two widths, into `screenshots/`, for people to look at:
 * `npm run screenshots`, or only some: `npm run screenshots -- '^logs.*dark'`. Starts the tests' servers by itself, or
 * looks at `GRAFANA_URL`.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { headlessChromium } from '../run/installed.mjs';
import { windowOf } from './data/explorer';
import { failedOrder } from './data/requests';
import { AppPage, type Params } from './pages/appPage';
import { Traffic } from './pages/traffic';
import globalSetup from './testbed/globalSetup';

const FOLDER = resolve(__dirname, '../../screenshots');
const THEMES = ['dark', 'light'] as const;
const WIDTHS = [1400, 700] as const;

type Entry = [name: string, path: string, params: Params];

/** Alerts are as they are now, whenever the known data is of. */
const ALERTS_NOW: Params = { from: 'now-15m', to: 'now' };

/** Pages of what is measured. */
const MEASURED: Entry[] = [
  ['health', '/health', {}],
  ['service', '/health/service', { service: 'shop-api' }],
  ['service-routes', '/health/service', { service: 'shop-api', tab: 'routes' }],
  ['service-errors', '/health/service', { service: 'shop-api', tab: 'errors' }],
  ['service-resources', '/health/service', { service: 'shop-api', tab: 'resources' }],
  ['route', '/health/route', { service: 'shop-api', route: '/checkout' }],
  ['alerts', '/alerts', ALERTS_NOW],
  ['alert', '/alerts/alert', { ...ALERTS_NOW, alert: 'JsonShopFails', service: 'json-shop' }],
  ['changes', '/changes', {}],
  ['objectives', '/objectives', {}],
  ['infrastructure', '/infrastructure', {}],
  ['stack', '/stack', {}],
  ['setup', '/setup', {}],
];

/** Pages of requests, at the half hour of which all are known. */
function requested(startedAt: number): Entry[] {
  const { from, to } = windowOf(startedAt);
  const known = { from: String(from), to: String(to) };
  const story = `/traces/${failedOrder(startedAt).traceId}`;
  return [
    ['service-dependencies', '/health/service', { ...known, service: 'billing', tab: 'dependencies' }],
    ['logs', '/logs', known],
    ['logs-patterns', '/logs', { ...known, tab: 'patterns' }],
    ['logs-errors', '/logs', { ...known, tab: 'errors' }],
    ['traces', '/traces', known],
    ['traces-groups', '/traces', { ...known, tab: 'groups' }],
    ['traces-map', '/traces', { ...known, tab: 'map' }],
    ['story', story, known],
    ['story-compared', story, { ...known, compare: 'typical' }],
    ['story-not-found', `/traces/${'deadbeef'.repeat(4)}`, known],
  ];
}

type States = Array<[name: string, params: Params]>;

/** States by the data source that brings them about; in the first all is well. */
const STATES: States = [
  ['well', {}],
  ['compared', { 'var-compare': 'previous' }],
  ['loading', { 'var-metrics': 'slow' }],
  ['empty', { 'var-metrics': 'empty' }],
  ['partial', { 'var-metrics': 'partial' }],
  ['forbidden', { 'var-metrics': 'forbidden' }],
  ['failing', { 'var-metrics': 'failing' }],
  ['refused', { 'var-metrics': 'refused' }],
];

const STATES_OF_REQUESTS: States = [
  ['well', {}],
  ...['loading', 'forbidden', 'failing', 'refused'].map((state): States[number] => {
    const way = state === 'loading' ? 'slow' : state;
    return [state, { 'var-logs': `loki-${way}`, 'var-traces': `tempo-${way}` }];
  }),
  ['partial', { 'var-logs': 'loki-uncounted', 'var-traces': 'tempo-unmeasured' }],
];

interface Shot {
  file: string;
  path: string;
  params: Params;
  width: number;
  /** Taken at once, not when the page is quiet. */
  isLoading: boolean;
}

/** All pages in their states; those of requests where there is a Loki and a Tempo that hold some. */
function shots(): Shot[] {
  const startedAt = process.env.TESTBED_STARTED_AT;
  return [
    ...shotsOf(MEASURED, STATES),
    ...(startedAt === undefined ? [] : shotsOf(requested(Number(startedAt)), STATES_OF_REQUESTS)),
  ];
}

function shotsOf(pages: readonly Entry[], states: States): Shot[] {
  return pages.flatMap(([name, path, own]) =>
    states.flatMap(([state, more]) =>
      THEMES.flatMap((theme) =>
        WIDTHS.map((width) => ({
          file: `${name}.${state}.${theme}.${width}.png`,
          path,
          params: { ...own, ...more, theme },
          width,
          isLoading: state === 'loading',
        }))
      )
    )
  );
}

async function signedIn(browser: Browser, baseURL: string): Promise<Page> {
  const context = await browser.newContext({ baseURL });
  await context.request.post('login', { data: { user: 'admin', password: 'admin123' } });
  return context.newPage();
}

async function take(page: Page, path: string, params: Params, isLoading: boolean, file: string): Promise<void> {
  const traffic = Traffic.of(page);
  await new AppPage(page, path).goto(params);
  await page.locator('#pageContent h1').first().waitFor({ timeout: 30_000 });
  if (!isLoading) {
    // What is never quiet is taken as it is after a while.
    await traffic.settled({ timeout: 20_000 }).catch(() => undefined);
    // Patterns are mined when their lines are there.
    const isDone = () => !/^Loading/m.test(document.querySelector<HTMLElement>('#pageContent')?.innerText ?? '');
    await page.waitForFunction(isDone, undefined, { timeout: 20_000 }).catch(() => undefined);
  }
  await page.screenshot({ path: file, fullPage: true });
}

async function main(): Promise<void> {
  const wanted = new RegExp(process.argv[2] ?? '');
  const stop = await globalSetup();
  const browser = await chromium.launch({ executablePath: headlessChromium(), args: ['--no-sandbox'] });
  try {
    const page = await signedIn(browser, `${process.env.GRAFANA_URL}/`);
    mkdirSync(FOLDER, { recursive: true });
    for (const { file, path, params, width, isLoading } of shots()) {
      if (wanted.test(file)) {
        await page.setViewportSize({ width, height: 900 });
        await take(page, path, params, isLoading, join(FOLDER, file));
        console.log(file);
      }
    }
  } finally {
    await browser.close();
    await stop();
  }
}

void main();
