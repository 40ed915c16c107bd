import { type Page } from '@playwright/test';
import { failedOrder, STORY_LINES } from './data/requests';
import { coreIf, expect, test } from './fixtures';
import { AppPage, type Params } from './pages/appPage';
import { knownRange, LogsPage, STARTED_AT } from './pages/logs';
import { StoryPage } from './pages/story';

/** Grafana's own refresh button has no name. */
const GRAFANAS_OWN = ['[data-testid="data-testid RefreshPicker run button"]'];

interface Looked {
  path: string;
  params?: Params;
  /** What the page shows when it is done, and what is opened before it is looked at. */
  ready: (page: Page) => Promise<void>;
}

/** Says a number per second, or the name of a metric. */
const someFigure = async (page: Page) =>
  expect(
    page
      .locator('#pageContent')
      .getByText(/req\/s|http_requests_total/)
      .first()
  ).toBeVisible();

/** Pages of what is measured. */
const MEASURED: Record<string, Looked> = {
  health: { path: '/health', ready: someFigure },
  service: { path: '/health/service', params: { service: 'shop-api' }, ready: someFigure },
  'service, routes': { path: '/health/service', params: { service: 'shop-api', tab: 'routes' }, ready: someFigure },
  'service, errors': { path: '/health/service', params: { service: 'shop-api', tab: 'errors' }, ready: someFigure },
  route: { path: '/health/route', params: { service: 'shop-api', route: '/checkout' }, ready: someFigure },
  changes: {
    path: '/changes',
    ready: (page) => expect(page.getByRole('region', { name: 'What was looked at' })).toBeVisible(),
  },
  'objectives, none set': {
    path: '/objectives',
    ready: (page) => expect(page.getByTestId('absence-empty')).toBeVisible(),
  },
  infrastructure: {
    path: '/infrastructure',
    ready: (page) => expect(page.getByTestId('absence-empty').first()).toBeVisible(),
  },
  setup: { path: '/setup', ready: someFigure },
};

/** Pages of requests, with their details open. */
const REQUESTED: Record<string, Looked> = {
  'logs, a line open': {
    path: '/logs',
    params: { where: 'service=billing' },
    ready: async (page) => {
      const logs = new LogsPage(page);
      await expect(logs.volume).toBeVisible();
      await logs.lines.first().locator('[data-line-toggle]').click();
      await expect(logs.details).toBeVisible();
    },
  },
  'logs, patterns': {
    path: '/logs',
    params: { tab: 'patterns' },
    ready: (page) => expect(page.getByRole('table').getByRole('row').nth(1)).toBeVisible(),
  },
  'logs, errors': {
    path: '/logs',
    params: { tab: 'errors' },
    ready: (page) => expect(page.getByRole('table').getByRole('row').nth(1)).toBeVisible(),
  },
  traces: {
    path: '/traces',
    params: { where: 'service=storefront' },
    ready: async (page) => {
      await expect(page.getByTestId('duration-heatmap')).toBeVisible();
      await expect(page.getByTestId(/^trace-/).first()).toBeVisible();
    },
  },
  'traces, map': {
    path: '/traces',
    params: { tab: 'map' },
    ready: (page) => expect(page.getByRole('group', { name: 'Service map' }).getByRole('link').first()).toBeVisible(),
  },
  'story, a span open': {
    path: `/traces/${failedOrder(STARTED_AT).traceId}`,
    ready: async (page) => {
      const story = new StoryPage(page, failedOrder(STARTED_AT).traceId);
      // Lines come after spans, and move them.
      await expect(story.row('line', STORY_LINES.ofCharge)).toBeVisible();
      await story.row('span', 'charge the card').click();
      await expect(story.details.getByRole('table', { name: 'Exception' })).toContainText('CardRefused');
    },
  },
  'story, compared': {
    path: `/traces/${failedOrder(STARTED_AT).traceId}`,
    params: { compare: 'typical' },
    ready: (page) => expect(page.getByTestId('waterfall-missing').first()).toBeVisible(),
  },
};

/** A page of scenes’ panels, one of forms, one of our own drawings; the preview’s tests look at all of them. */
const CORE = ['health', 'setup', 'story, a span open'];

function looksWell(pages: Record<string, Looked>, range: Params): void {
  for (const [name, { path, params, ready }] of Object.entries(pages)) {
    test(
      `${name}: no violations of accessibility, and no wider than a narrow window`,
      coreIf(CORE.includes(name)),
      async ({ page, scanForA11yViolations, settled }) => {
        const opened = new AppPage(page, path);
        await opened.goto({ ...range, ...params });
        await ready(page);
        await settled();
        // What is on its way from one colour to another may be pale for a moment.
        await page.addStyleTag({ content: '*, *::before, *::after { transition: none !important; }' });
        const results = await scanForA11yViolations({ include: ['#pageContent'], exclude: GRAFANAS_OWN });
        expect(results).toHaveNoA11yViolations();
        await page.setViewportSize({ width: 700, height: 900 });
        await expect.poll(() => opened.overflow()).toBeLessThanOrEqual(0);
      }
    );
  }
}

looksWell(MEASURED, {});

test.describe('of requests', () => {
  test.skip(() => process.env.TESTBED_STARTED_AT === undefined, 'needs loki and tempo on the PATH');
  // A time zone other than the browser's is named in a colour of Grafana's that is too pale.
  looksWell(REQUESTED, { ...knownRange(), timezone: 'browser' });
});

for (const theme of ['light', 'dark']) {
  test(`is readable in the ${theme} theme`, async ({ healthPage, page, scanForA11yViolations }) => {
    await healthPage.goto({ theme });
    await healthPage.services.row('payments').waitFor();
    await expect.poll(() => page.evaluate(() => document.body.className)).toContain(`theme-${theme}`);
    const results = await scanForA11yViolations({
      include: ['#pageContent'],
      // Grafana's own: the time zone beside the time range is too pale.
      exclude: ['[data-testid="data-testid TimePicker Open Button"]'],
      options: { runOnly: ['color-contrast'] },
    });
    expect(results).toHaveNoA11yViolations();
  });
}
