import { AxeBuilder } from '@axe-core/playwright';
import { expect, FIXED, test } from './support/fixtures';

/** Scenes' refresh button has no name. */
const GRAFANAS_OWN = '[data-testid="data-testid RefreshPicker run button"]';

const PAGES = {
  health: { path: 'health', ready: /payments/ },
  service: { path: 'health/service?service=payments', ready: /Requests by status/ },
  'routes of a service': { path: 'health/service?service=payments&tab=routes', ready: /\/charges/ },
  'errors of a service': { path: 'health/service?service=payments&tab=errors', ready: /Failed requests/ },
  'resources of a service': { path: 'health/service?service=payments&tab=resources', ready: /CPU by instance/ },
  route: { path: 'health/route?service=payments&route=%2Fcharges', ready: /Requests by method/ },
  setup: { path: 'setup', ready: /Sample data/ },
} as const;

for (const colorScheme of ['dark', 'light'] as const) {
  for (const width of [1400, 700]) {
    test.describe(`${colorScheme}, ${width} pixels wide`, () => {
      test.use({ colorScheme, viewport: { width, height: 900 } });

      for (const [name, { path, ready }] of Object.entries(PAGES)) {
        test(`${name} has no violation`, async ({ page }) => {
          // A time zone other than the browser's is named in a colour of Grafana's that is too light.
          const search = new URLSearchParams({ ...FIXED, timezone: 'browser' });
          await page.goto(`./a/tillwatch-shop-app/${path}${path.includes('?') ? '&' : '?'}${search}`);
          await expect(page.locator('main')).toContainText(ready);
          await expect(page.locator('main').getByText(/^Loading/)).toHaveCount(0);
          const { violations } = await new AxeBuilder({ page }).exclude(GRAFANAS_OWN).analyze();
          expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
        });
      }
    });
  }
}
