import { expect, type Page, test as base } from '@playwright/test';
import { difference, parseShown } from '../../../tests/figures/shown';
import { AppPage, type Params } from '../../../tests/e2e/pages/appPage';
import { ChangesPage } from '../../../tests/e2e/pages/changes';
import { HealthPage } from '../../../tests/e2e/pages/health';
import { RoutePage } from '../../../tests/e2e/pages/route';
import { ServicePage } from '../../../tests/e2e/pages/service';
import { SetupPage } from '../../../tests/e2e/pages/setup';
import { screenshotOnFailure } from '../../../tests/e2e/screenshotOnFailure';
import { RANGE } from './truth';

/** The time range of the tests, as it stands in the URL. */
export const FIXED = {
  from: new Date(RANGE.from).toISOString(),
  to: new Date(RANGE.to).toISOString(),
  timezone: 'utc',
} as const satisfies Params;

interface Fixtures {
  /** The variable that holds the address of the host to look at. */
  host: string;
  /** Complaints that a test provokes; any other fails it. */
  expected: RegExp[];
  healthPage: HealthPage;
  servicePage: ServicePage;
  routePage: RoutePage;
  setupPage: SetupPage;
  alertsPage: AppPage;
  alertPage: AppPage;
  changesPage: ChangesPage;
  logsPage: AppPage;
  tracesPage: AppPage;
  /** Fails the test where the page complained in the console, missed a file or asked anybody but its own host. */
  quiet: void;
}

export const test = base.extend<Fixtures>({
  host: ['PREVIEW_URL', { option: true }],
  expected: [[], { option: true }],
  baseURL: async ({ host }, provide) => provide(process.env[host]),
  quiet: [
    async ({ page, baseURL, expected }, provide, testInfo) => {
      const complaints = watch(page, baseURL ?? '');
      await provide();
      const unexpected = complaints.filter((text) => !expected.some((pattern) => pattern.test(text)));
      await screenshotOnFailure(page, testInfo, unexpected.length > 0);
      expect(unexpected, 'console errors, missing files and requests to others').toEqual([]);
    },
    { auto: true },
  ],
  healthPage: async ({ page }, provide) => provide(new HealthPage(page)),
  servicePage: async ({ page }, provide) => provide(new ServicePage(page)),
  routePage: async ({ page }, provide) => provide(new RoutePage(page)),
  setupPage: async ({ page }, provide) => provide(new SetupPage(page)),
  alertsPage: async ({ page }, provide) => provide(new AppPage(page, '/alerts')),
  alertPage: async ({ page }, provide) => provide(new AppPage(page, '/alerts/alert')),
  changesPage: async ({ page }, provide) => provide(new ChangesPage(page)),
  logsPage: async ({ page }, provide) => provide(new AppPage(page, '/logs')),
  tracesPage: async ({ page }, provide) => provide(new AppPage(page, '/traces')),
});

export { expect };

/**
 * What goes wrong in a page without being seen: errors in the console, files that are not there, requests to others.
 */
function watch(page: Page, base: string): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      complaints.push(`${message.type()}: ${message.text()}`);
    }
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('response', (response) => {
    if (response.status() >= 400 && response.request().resourceType() !== 'document') {
      complaints.push(`${response.status()} for ${response.url()}`);
    }
  });
  page.on('request', (request) => {
    // A worker's script is made by the page itself.
    if (!['data:', 'blob:', base].some((own) => request.url().startsWith(own))) {
      complaints.push(`request to ${request.url()}`);
    }
  });
  return complaints;
}

/** How far a number on the screen may be off, besides its rounding: durations stray within their bucket. */
const TOLERANCE = 1e-6;

/** Expects that a text on the screen shows a number, as exactly as its digits say. */
export function expectShown(text: string, truth: number): void {
  const shown = parseShown(text);
  expect(shown, `“${text}” where ${truth} is right`).toBeDefined();
  expect(shown && difference(shown, truth), `“${text}” where ${truth} is right`).toBeLessThanOrEqual(TOLERANCE);
}

/** Expects that a text on the screen shows a number between two others, besides its rounding. */
export function expectWithin(text: string, [least, most]: readonly [number, number]): void {
  const { value, halfStep } = parseShown(text) ?? { value: NaN, halfStep: NaN };
  expect(value + halfStep, `“${text}” where ${least} is the least`).toBeGreaterThanOrEqual(least);
  expect(value - halfStep, `“${text}” where ${most} is the most`).toBeLessThanOrEqual(most);
}
