import { test as base } from '@grafana/plugin-e2e';
import { type Browser, type Locator, type Page } from '@playwright/test';
import { join } from 'node:path';
import { dialectRequests } from './data/dialects';
import { errorRatio, rate } from './data/truth';
import { expect, expectShown, watch } from './fixtures';
import { FIXED_RANGE } from './pages/appPage';
import { HealthPage } from './pages/health';
import { ServicePage } from './pages/service';
import { ADMIN, type GrafanaOptions, PLUGIN_ID, startGrafana } from './testbed/grafana';
import { startPluginCdn } from './testbed/pluginCdn';
import { startTogether } from './testbed/program';

// Grafana set up in other ways: under a path, with a content security policy, with plugins from a CDN, and in their
// sandbox.

type Variant = Omit<GrafanaOptions, 'addresses'>;

interface Variants {
  /** Serves under a path, and lets pages load nothing from elsewhere. */
  strictGrafana: string;
  /** Hands out the plugin from a server of another origin; that and no other may be asked besides Grafana. */
  cdn: { grafana: string; url: string; asked: string[] };
  /** Runs the plugin in the front-end sandbox. */
  sandboxGrafana: string;
}

const SANDBOX = { GF_SECURITY_ENABLE_FRONTEND_SANDBOX_FOR_PLUGINS: PLUGIN_ID };

const test = base.extend<object, Variants>({
  strictGrafana: [
    async ({}, use) =>
      withGrafana({ subPath: '/grafana', settings: { GF_SECURITY_CONTENT_SECURITY_POLICY: 'true' } }, use),
    { scope: 'worker', timeout: 240_000 },
  ],
  cdn: [
    async ({}, use) => {
      const cdn = await startPluginCdn();
      const sections = { plugins: { cdn_base_url: cdn.url }, [`plugin.${PLUGIN_ID}`]: { cdn: 'true' } };
      const settings = {
        GF_SECURITY_CONTENT_SECURITY_POLICY: 'true',
        // Grafana's own policy, with the CDN as the one more address from which scripts are read.
        GF_SECURITY_CONTENT_SECURITY_POLICY_TEMPLATE:
          "script-src 'self' 'unsafe-eval' 'unsafe-inline' 'strict-dynamic' $NONCE;object-src 'none';font-src 'self';" +
          "style-src 'self' 'unsafe-inline' blob:;img-src * data:;base-uri 'self';" +
          `connect-src 'self' ${cdn.url} ws://$ROOT_PATH wss://$ROOT_PATH;manifest-src 'self';media-src 'none';` +
          "form-action 'self';",
      };
      await withGrafana({ sections, settings }, (grafana) => use({ grafana, url: cdn.url, asked: cdn.asked }));
      await cdn.stop();
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  sandboxGrafana: [async ({}, use) => withGrafana({ settings: SANDBOX }, use), { scope: 'worker', timeout: 240_000 }],
});

async function withGrafana(variant: Variant, use: (url: string) => Promise<void>): Promise<void> {
  const addresses = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => /^TESTBED_.*_URL$/.test(name))
  ) as Record<string, string>;
  const { url, stop } = await startTogether('variant', (folder, keep) =>
    keep(startGrafana(join(folder, 'grafana'), { addresses, ...variant }))
  );
  await use(url).finally(stop);
}

/** What a page did while workers ran: what each said, in order. */
interface Visit {
  page: Page;
  complaints: string[];
  workersSaid: () => Promise<string[]>;
}

/** Signs in, and hears what workers of the page say. */
async function visit(browser: Browser, grafana: string, expected: RegExp[] = []): Promise<Visit> {
  const context = await browser.newContext({ baseURL: `${grafana}/`, viewport: { width: 1400, height: 900 } });
  await context.addInitScript(() => {
    const said: string[] = [];
    const Native = window.Worker;
    class HeardWorker extends Native {
      constructor(script: string | URL, options?: WorkerOptions) {
        super(script, options);
        this.addEventListener('message', ({ data }) => said.push(String((data as { kind?: unknown }).kind)));
      }
    }
    Object.assign(window, { Worker: HeardWorker, workersSaid: said });
  });
  const page = await context.newPage();
  const complaints = watch(page, new URL(grafana).origin, expected);
  await context.request.post('login', { data: ADMIN });
  return {
    page,
    complaints,
    workersSaid: () => page.evaluate(() => (window as unknown as { workersSaid: string[] }).workersSaid),
  };
}

const APP = `./a/${PLUGIN_ID}`;
const KNOWN = new URLSearchParams(FIXED_RANGE).toString();
const LAST_HOUR = 'from=now-1h&to=now&timezone=utc';
const requests = dialectRequests(Number(process.env.TESTBED_STARTED_AT ?? 0));
const [request] = requests;
const OF_ONE_SERVICE = `${LAST_HOUR}&where=service%3D${request?.service}`;
const lineCount = requests.filter(({ service }) => service === request?.service).flatMap(({ lines }) => lines).length;
const FOUND_PATTERNS = new RegExp(`patterns? · ${lineCount} log lines`);

/** Every page, and what on it shows that it has its data. */
const PAGES: Array<{ path: string; shows: (page: Page) => Locator; needsLogsAndTraces?: boolean }> = [
  { path: `health?${KNOWN}`, shows: (page) => page.getByTestId('health-row-payments').getByText(/req\/s/) },
  { path: `health/service?service=payments&${KNOWN}`, shows: (page) => page.getByText(/req\/s · .* errors/) },
  {
    path: `health/service?service=payments&tab=routes&${KNOWN}`,
    shows: (page) => page.getByText('/charge').first(),
  },
  { path: 'setup', shows: (page) => page.getByText('Metrics: Prometheus') },
  {
    path: `logs?${LAST_HOUR}`,
    shows: (page) => page.getByRole('list', { name: 'Log lines' }).getByRole('listitem').first(),
    needsLogsAndTraces: true,
  },
  {
    path: `logs?tab=errors&${LAST_HOUR}`,
    shows: (page) => page.getByText(/declined by the bank/).first(),
    needsLogsAndTraces: true,
  },
  {
    path: `traces?${OF_ONE_SERVICE}`,
    shows: (page) => page.getByTestId(`trace-${request?.traceId}`),
    needsLogsAndTraces: true,
  },
  {
    path: `traces/${request?.traceId}?${LAST_HOUR}`,
    shows: (page) => page.getByTestId('waterfall-line').filter({ hasText: request?.messages[1] }),
    needsLogsAndTraces: true,
  },
  // Last, as it is what workers are for.
  {
    path: `logs?tab=patterns&${OF_ONE_SERVICE}`,
    shows: (page) => page.getByText(FOUND_PATTERNS),
    needsLogsAndTraces: true,
  },
];

const hasLogsAndTraces = process.env.TESTBED_STARTED_AT !== undefined;

async function expectAllPages(page: Page): Promise<void> {
  for (const { path, shows, needsLogsAndTraces } of PAGES) {
    if (hasLogsAndTraces || !needsLogsAndTraces) {
      await page.goto(`${APP}/${path}`, { waitUntil: 'domcontentloaded' });
      await expect(shows(page), path).toBeVisible({ timeout: PATIENCE });
    }
  }
}

/** Now and the period before are each mined by a worker of their own. */
const TWO_MINED = ['patterns', 'patterns', 'ready', 'ready'];

/** Each test has Grafanas of its own started beside the others'. */
const PATIENCE = 30_000;
test.describe.configure({ timeout: 180_000 });

test(
  'under a sub-path and a content security policy the pages work and lead on',
  { tag: '@core' },
  async ({ browser, strictGrafana }) => {
    const { page, complaints } = await visit(browser, strictGrafana);
    const healthPage = new HealthPage(page);
    await healthPage.goto();
    const texts = await healthPage.services.texts('payments');
    expectShown(texts.rate, rate({ service: 'payments' }));
    expectShown(texts.errors, errorRatio({ service: 'payments' }));

    await healthPage.services.link('payments').click();
    const servicePage = new ServicePage(page);
    await expect(servicePage.heading).toHaveText('payments');
    await expect(servicePage.facts).toContainText('req/s');
    expect(new URL(page.url()).pathname).toBe('/grafana/a/tillwatch-shop-app/health/service');
    expect(complaints).toEqual([]);
    await page.context().close();
  }
);

test('under a sub-path and a content security policy every page opens, and patterns are mined in workers', async ({
  browser,
  strictGrafana,
}) => {
  const { page, complaints, workersSaid } = await visit(browser, strictGrafana);
  await expectAllPages(page);
  expect((await workersSaid()).sort()).toEqual(hasLogsAndTraces ? TWO_MINED : []);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('where a policy forbids workers, patterns are mined without', async ({ browser, strictGrafana }) => {
  test.skip(!hasLogsAndTraces, 'needs loki and tempo on the PATH');
  // A document that a test hands out has no address of its own, and Chromium then lets it open no WebSocket to this
  // machine.
  const expected = [/Content Security Policy/i, /WebSocket.*LOCAL_NETWORK_ACCESS/];
  const { page, complaints, workersSaid } = await visit(browser, strictGrafana, expected);
  await page.route(/\/logs\?/, async (route) => {
    const response = await route.fetch();
    const policy = response.headers()['content-security-policy'] ?? '';
    await route.fulfill({
      response,
      headers: { ...response.headers(), 'content-security-policy': `${policy}worker-src 'none';` },
    });
  });
  await page.goto(`${APP}/logs?tab=patterns&${OF_ONE_SERVICE}`, { waitUntil: 'domcontentloaded' });
  await expect(page.getByText(FOUND_PATTERNS)).toBeVisible({ timeout: PATIENCE });
  expect(await workersSaid()).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('with the plugin from a CDN every page opens, and patterns are mined in workers', async ({ browser, cdn }) => {
  const { page, complaints, workersSaid } = await visit(browser, cdn.grafana, [new RegExp(`^request to ${cdn.url}$`)]);
  await expectAllPages(page);
  expect(cdn.asked).toContain('module.js');
  if (hasLogsAndTraces) {
    expect(cdn.asked).toContain('miner.js');
    expect((await workersSaid()).sort()).toEqual(TWO_MINED);
  }
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('in the front-end sandbox every page opens, and patterns are mined in workers', async ({
  browser,
  sandboxGrafana,
}) => {
  const { page, complaints, workersSaid } = await visit(browser, sandboxGrafana);
  await expectAllPages(page);
  await expect(page.locator(`[data-plugin-sandbox="${PLUGIN_ID}"]`)).toBeVisible();
  expect((await workersSaid()).sort()).toEqual(hasLogsAndTraces ? TWO_MINED : []);
  expect(complaints).toEqual([]);
  await page.context().close();
});
