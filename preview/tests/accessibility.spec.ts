import { AxeBuilder } from '@axe-core/playwright';
import { type Page } from '@playwright/test';
import { openSampleShop } from '../../src/sample';
import { tracesOf } from '../../src/sample/truth';
import { expect, FIXED, test } from './support/fixtures';
import { INCIDENT, RANGE } from './support/truth';

/** A request that failed, and one that did not. */
const failed = () => tracesOf(openSampleShop().requests, INCIDENT, 1)[0]!;
const other = () =>
  openSampleShop()
    .requests.find({ from: RANGE.from, to: RANGE.from + 60_000, limit: Infinity })
    .requests.find(({ route, status }) => route === '/checkout' && status < 400)!.traceId;

interface Looked {
  path: string | (() => string);
  /** What the page says when it is done. */
  ready: RegExp;
  /** What is opened before it is looked at. */
  open?: (page: Page) => Promise<void>;
}

/** Scenes' refresh button has no name. */
const GRAFANAS_OWN = '[data-testid="data-testid RefreshPicker run button"]';

const PAGES: Record<string, Looked> = {
  health: { path: 'health', ready: /payments/ },
  service: { path: 'health/service?service=payments', ready: /Requests by status/ },
  'routes of a service': { path: 'health/service?service=payments&tab=routes', ready: /\/charges/ },
  'errors of a service': { path: 'health/service?service=payments&tab=errors', ready: /Failed requests/ },
  'resources of a service': { path: 'health/service?service=payments&tab=resources', ready: /CPU by instance/ },
  route: { path: 'health/route?service=payments&route=%2Fcharges', ready: /Requests by method/ },
  'dependencies of a service': {
    path: 'health/service?service=shop-api&tab=dependencies',
    ready: /services that call shop-api/,
  },
  alerts: { path: 'alerts?state=firing&state=no-data&state=ok', ready: /cannot be evaluated/ },
  'alerts that are not there': { path: 'alerts?service=nobody', ready: /No alerts match the filters/ },
  alert: { path: 'alerts/alert?alert=ErrorRateHigh&service=payments', ready: /Threshold 0\.01/ },
  'alert that is not there': { path: 'alerts/alert?alert=Nothing', ready: /Alert not found/ },
  logs: { path: 'logs', ready: /Newest 1,000 of/ },
  'logs with a line open': {
    path: 'logs?where=service%3Dpayments',
    ready: /Newest 1,000 of/,
    open: async (page) => {
      await page.locator('[data-line-toggle]').nth(1).click();
      await page.getByRole('button', { name: 'Show context' }).click();
      await expect(page.getByRole('list')).not.toHaveCount(1);
      await page.getByRole('button', { name: 'Display' }).click();
    },
  },
  'logs as a table': { path: 'logs?column=status', ready: /Newest 1,000 of/ },
  'logs that are not there': { path: 'logs?text=%2Bt%3Anothing-says-this', ready: /No data/ },
  'patterns of logs': { path: 'logs?tab=patterns', ready: /patterns · newest/ },
  'errors of logs': { path: 'logs?tab=errors', ready: /distinct errors/ },
  'errors of logs with actions open': {
    path: 'logs?tab=errors',
    ready: /distinct errors/,
    open: async (page) => {
      await page
        .getByRole('button', { name: /^Actions for/ })
        .first()
        .click();
      await expect(page.getByText(/marks of the sample shop/)).toBeVisible();
    },
  },
  traces: { path: 'traces', ready: /slowest first/ },
  'traces that are selected': {
    path: `traces?where=service%3Dpayments&selected=${RANGE.from},${RANGE.to},0.1,5`,
    ready: /Selected requests/,
  },
  'traces that are not there': { path: 'traces?where=service%3Dnobody', ready: /No requests in this time range/ },
  'traces by an attribute': { path: 'traces?tab=groups', ready: /payments/ },
  'service map': { path: 'traces?tab=map', ready: /cardprocessor/ },
  'service map as a table': {
    path: 'traces?tab=map',
    ready: /cardprocessor/,
    // The button itself lies unseen under its words.
    open: (page) => page.getByRole('radio', { name: 'Table' }).check({ force: true }),
  },
  story: { path: () => `traces/${failed()}`, ready: /Metrics around this request/ },
  'story compared': { path: () => `traces/${failed()}?compare=${other()}`, ready: /\d different/ },
  'story that is not there': { path: 'traces/deadbeefdeadbeefdeadbeefdeadbeef', ready: /Trace not found/ },
  objectives: { path: 'objectives', ready: /error budget/ },
  objective: { path: 'objectives/objective?objective=payments%3Aavailability%3A30d', ready: /Budget left: 100%/ },
  'objective that is not there': { path: 'objectives/objective?objective=x', ready: /Objective not found/ },
  changes: { path: 'changes', ready: /What was looked at/ },
  'changes of a service since yesterday': {
    path: 'changes?service=payments&baseline=yesterday',
    ready: /What was looked at/,
  },
  'health with what changed': {
    path: 'health',
    ready: /What changed/,
    open: (page) => page.getByRole('button', { name: 'Evidence' }).click(),
  },
  infrastructure: { path: 'infrastructure', ready: /Nearest to a limit/ },
  host: { path: 'infrastructure/host?host=node-production-0', ready: /Containers here/ },
  container: { path: 'infrastructure/container?container=shop%2Fcart-0%2Fcart', ready: /Services here/ },
  'host that is not there': { path: 'infrastructure/host?host=x', ready: /Host not found/ },
  'stack, with what could be saved': {
    path: 'stack',
    ready: /a day at this pace/,
    open: async (page) => {
      await page.getByRole('button', { name: 'Find patterns to remove or sample' }).click();
      await expect(page.getByLabel('Configuration that removes and samples')).toBeVisible();
    },
  },
  setup: { path: 'setup', ready: /Sample data/ },
  'setup with blind spots': {
    path: 'setup',
    ready: /Sample data/,
    open: async (page) => {
      await page.getByRole('button', { name: 'Measure blind spots' }).click();
      await expect(page.getByRole('table', { name: 'Blind spots, the worst first' })).toBeVisible();
    },
  },
};

/** Opens a page as it is looked at. */
async function look(page: Page, { path: given, ready, open }: Looked): Promise<void> {
  const path = typeof given === 'string' ? given : given();
  // A time zone other than the browser's is named in a colour of Grafana's that is too light.
  const search = new URLSearchParams({ ...FIXED, timezone: 'browser' });
  await page.goto(`./a/tillwatch-shop-app/${path}${path.includes('?') ? '&' : '?'}${search}`);
  await expect(page.locator('main')).toContainText(ready);
  await expect(page.locator('main').getByText(/^(Loading|Looking)/)).toHaveCount(0);
  await open?.(page);
}

/** Expects the page to be no wider than the window. */
async function expectToFit(page: Page): Promise<void> {
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await expect.poll(overflow, 'pixels that the page is wider than the window').toBeLessThanOrEqual(0);
}

async function expectNoViolation(page: Page): Promise<void> {
  // Describing the thousands of parts that passed takes longer than checking them, and handing them from the page to
  // another one, as is done for pages with frames in them, three times as long. No page of ours has a frame.
  expect(page.frames()).toHaveLength(1);
  const axe = new AxeBuilder({ page })
    .setLegacyMode(true)
    .exclude(GRAFANAS_OWN)
    .options({ resultTypes: ['violations'] });
  const { violations } = await axe.analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

// Nobody has a file for each request: a plain host answers with the page for what is not there.
const EXPECTED = [/^error: Failed to load resource: .* 404/];

/** Pages that are meant for phones as well, by name. */
const FOR_PHONES = /logs|traces|map|story/;

// Contrast depends on the colours and fit on the width: two of the four pairs show all of both.
test.describe('dark and wide', () => {
  test.use({ colorScheme: 'dark', viewport: { width: 1400, height: 900 }, expected: EXPECTED });

  for (const [name, looked] of Object.entries(PAGES)) {
    test(`${name} has no violation, and fits`, async ({ page }) => {
      await look(page, looked);
      await expectToFit(page);
      await expectNoViolation(page);
    });
  }
});

test.describe('light and narrow', () => {
  test.use({ colorScheme: 'light', viewport: { width: 700, height: 900 }, expected: EXPECTED });

  for (const [name, looked] of Object.entries(PAGES)) {
    const isForPhones = FOR_PHONES.test(name);
    test(`${name} has no violation, and fits${isForPhones ? ', on a phone too' : ''}`, async ({ page }) => {
      await look(page, looked);
      await expectToFit(page);
      await expectNoViolation(page);
      if (isForPhones) {
        await page.setViewportSize({ width: 400, height: 860 });
        await expectToFit(page);
      }
    });
  }
});
