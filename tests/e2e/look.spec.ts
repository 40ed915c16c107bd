import { type AppPage } from './pages/appPage';
import { expect, test } from './fixtures';

/** The pages and what shows that they are done. */
const PAGES = [
  ['health', {}],
  ['service', { service: 'shop-api' }],
  ['service, routes', { service: 'shop-api', tab: 'routes' }],
  ['service, errors', { service: 'shop-api', tab: 'errors' }],
  ['route', { service: 'shop-api', route: '/checkout' }],
  ['setup', {}],
] as const;

for (const [name, params] of PAGES) {
  test.describe(name, () => {
    test.beforeEach(async ({ healthPage, routePage, servicePage, setupPage, page }) => {
      const [first] = name.split(',');
      const pages: Record<string, AppPage> = {
        health: healthPage,
        service: servicePage,
        route: routePage,
        setup: setupPage,
      };
      await pages[first ?? '']?.goto(params);
      await page.waitForLoadState('networkidle');
      await expect(healthPage.content.getByText(/req\/s|http_requests_total/).first()).toBeVisible();
    });

    test('has no violations of accessibility', async ({ scanForA11yViolations }) => {
      const results = await scanForA11yViolations({
        include: ['#pageContent'],
        // Grafana's own refresh button has no name.
        exclude: ['[data-testid="data-testid RefreshPicker run button"]'],
      });
      expect(results).toHaveNoA11yViolations();
    });

    test('is no wider than 700 pixels where the window is', async ({ healthPage, page }) => {
      await page.setViewportSize({ width: 700, height: 900 });
      await expect.poll(() => healthPage.overflow()).toBeLessThanOrEqual(0);
    });
  });
}

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
