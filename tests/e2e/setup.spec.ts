import { SERVICES } from './data/shop.data';
import { expect, test } from './fixtures';

/** The way in: Grafana's page of the plugin, and the checklist of the Setup page. */

test(
  'the checklist says what was detected, and leads on',
  { tag: '@core' },
  async ({ setupPage, healthPage, page }) => {
    await setupPage.goto();
    const metrics = setupPage.checklist.getByRole('listitem').filter({ hasText: 'services in Prometheus' });
    // The shop that is sampled counts its requests in the last hour only.
    await expect(metrics).toContainText(`${SERVICES.length + 1} services in Prometheus`);
    await expect(setupPage.checklist.getByRole('status')).toHaveText(
      /checks? needs? attention|Everything was detected/
    );

    await setupPage.checklist.getByRole('button', { name: 'Show details: Request metrics' }).click();
    await expect(page.getByRole('heading', { name: 'Request metrics' })).toBeInViewport();
    await metrics.getByRole('link', { name: 'Open Health' }).click();
    await expect(healthPage.services.rows).toHaveCount(SERVICES.length);
  }
);

test('blind spots are measured on demand, on what the shop sent in the last hour', async ({ setupPage }) => {
  await setupPage.goto();
  await expect(setupPage.blindSpots.getByRole('status')).toContainText('queries over the last hour');
  await setupPage.blindSpots.getByRole('button', { name: 'Measure blind spots' }).click();
  await expect(setupPage.blindSpots.getByRole('status').first()).toContainText(
    /blind spots?, measured on \d+ traces, [\d,]+ log lines and \d+ services/
  );
  await expect(setupPage.blindSpots.getByRole('alert')).toHaveCount(0);
});

test.describe('Grafana’s page of the plugin', () => {
  // Grafana asks its catalogue about the plugin, which nobody answers for here.
  test.use({ expectedErrors: [/Failed to load resource|Failed to fetch plugins from catalog/] });

  test('leads into the app, and to sample data', async ({ healthPage, page }) => {
    await page.goto('/plugins/tillwatch-shop-app?page=tillwatch');
    await page.getByRole('link', { name: 'Open Health' }).click();
    await expect(healthPage.heading).toHaveText('Health');
    await expect(healthPage.sampleBanner).toHaveCount(0);

    await page.goto('/plugins/tillwatch-shop-app?page=tillwatch');
    await page.getByRole('button', { name: 'Try sample data' }).click();
    await expect(healthPage.sampleBanner).toBeVisible();
  });
});
