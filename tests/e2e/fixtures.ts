import { expect, test as base } from '@grafana/plugin-e2e';
import { type ConsoleMessage, type Page, type Request } from '@playwright/test';
import { difference, parseShown, TOLERANCE } from '../figures/shown';
import { AlertPage, AlertsPage } from './pages/alerts';
import { ChangesPage } from './pages/changes';
import { HealthPage } from './pages/health';
import { LogsPage } from './pages/logs';
import { RoutePage } from './pages/route';
import { ServicePage } from './pages/service';
import { SetupPage } from './pages/setup';
import { TracesPage } from './pages/traces';
import { Traffic } from './pages/traffic';
import { screenshotOnFailure } from './screenshotOnFailure';

interface Options {
  /** Console errors that a test provokes; any other fails it. */
  expectedErrors: RegExp[];
}

interface Fixtures {
  healthPage: HealthPage;
  servicePage: ServicePage;
  routePage: RoutePage;
  setupPage: SetupPage;
  alertsPage: AlertsPage;
  alertPage: AlertPage;
  changesPage: ChangesPage;
  logsPage: LogsPage;
  tracesPage: TracesPage;
  /** The requests for data that the page has made so far. */
  dataRequests: Request[];
  /** Waits until all that the page has asked for is there, and it asks for nothing more. */
  settled: () => Promise<void>;
  /** Fails the test where the page wrote an error to the console or asked anybody but Grafana. */
  quiet: void;
}

export const test = base.extend<Options & Fixtures>({
  expectedErrors: [[], { option: true }],
  quiet: [
    async ({ page, baseURL, expectedErrors }, use, testInfo) => {
      const complaints = watch(page, new URL(baseURL ?? '').origin, expectedErrors);
      await use();
      await screenshotOnFailure(page, testInfo, complaints.length > 0);
      expect(complaints, 'console errors and requests to others').toEqual([]);
    },
    { auto: true },
  ],
  dataRequests: async ({ page }, use) => {
    const requests: Request[] = [];
    page.on('request', (request) => isForData(request) && requests.push(request));
    await use(requests);
  },
  settled: async ({ page }, use) => {
    const traffic = Traffic.of(page);
    await use(() => traffic.settled());
  },
  healthPage: async ({ page }, use) => use(new HealthPage(page)),
  servicePage: async ({ page }, use) => use(new ServicePage(page)),
  routePage: async ({ page }, use) => use(new RoutePage(page)),
  alertsPage: async ({ page }, use) => use(new AlertsPage(page)),
  alertPage: async ({ page }, use) => use(new AlertPage(page)),
  changesPage: async ({ page }, use) => use(new ChangesPage(page)),
  logsPage: async ({ page }, use) => use(new LogsPage(page)),
  tracesPage: async ({ page }, use) => use(new TracesPage(page)),
  setupPage: async ({ page }, use) => use(new SetupPage(page)),
});

export { expect };

/**
 * Details of a test that is one of many alike: marks some of them as core, as `{ tag: '@core' }` does a test by itself.
 */
export function coreIf(isCore: boolean): { tag: string[] } {
  return { tag: isCore ? ['@core'] : [] };
}

/**
 * Grafana itself identifies the browser with FingerprintJS, which reports its use for one page load in a thousand,
 * drawn at random. Whoever watches our pages is not to depend on that draw.
 */
const GRAFANAS_OWN_REPORTS = 'https://m1.openfpcdn.io';

/**
 * The Setup page tests all data sources by itself. Where no Loki and no Tempo could be started, nobody answers for
 * them, and browsers write to the console what comes of that.
 */
const WITHOUT_LOGS_AND_TRACES =
  process.env.TESTBED_HERMETIC !== undefined && process.env.TESTBED_STARTED_AT === undefined
    ? [/\/api\/datasources\/uid\/(?:loki|tempo)\/(?:resources\/(?:labels|tags)|health)/]
    : [];

/** What a page writes to the console as an error, throws, or asks of others than Grafana, as it happens. */
export function watch(page: Page, origin: string, expected: RegExp[] = []): string[] {
  const complaints: string[] = [];
  const complain = (text: string) => {
    if (![...expected, ...WITHOUT_LOGS_AND_TRACES].some((pattern) => pattern.test(text))) {
      complaints.push(text);
    }
  };
  page.on('console', (message: ConsoleMessage) => {
    if (message.type() === 'error' && !message.location().url.startsWith(GRAFANAS_OWN_REPORTS)) {
      complain(`${message.text()} (${message.location().url})`);
    }
  });
  page.on('pageerror', (error) => complain(String(error)));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin === GRAFANAS_OWN_REPORTS) {
      return;
    }
    if (['http:', 'https:', 'ws:', 'wss:'].includes(url.protocol) && url.origin !== origin) {
      complain(`request to ${url.origin}`);
    }
  });
  return complaints;
}

function isForData(request: Request): boolean {
  return /\/api\/ds\/query|\/api\/datasources\/(?:.*\/)?(?:resources|proxy)\//.test(request.url());
}

/** The queries of a request for data, as sent. */
export function queriesOf(request: Request): Array<{ refId: string; expr: string; instant?: boolean }> {
  const body = request.postDataJSON() as { queries?: Array<{ refId: string; expr: string }> } | null;
  return body?.queries ?? [];
}

/** Expects that a text on the screen shows a number, as exactly as its digits say and within 1 %. */
export function expectShown(text: string, truth: number | undefined): void {
  const shown = parseShown(text);
  if (truth === undefined || shown === undefined) {
    expect(shown, `“${text}” where ${truth} is right`).toEqual(truth);
    return;
  }
  expect(difference(shown, truth), `“${text}” where ${truth} is right`).toBeLessThanOrEqual(TOLERANCE);
}
