import { test as base } from '@grafana/plugin-e2e';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorRatio, rate } from './data/truth';
import { expect, expectShown, watch } from './fixtures';
import { HealthPage } from './pages/health';
import { ServicePage } from './pages/service';
import { ADMIN, startGrafana } from './stand/grafana';

// Grafana set up in other ways: under a path, with a content security policy, and with plugins in their sandbox.

/** A Grafana that serves under a path and lets pages load nothing from elsewhere. */
const test = base.extend<object, { strictGrafana: string }>({
  strictGrafana: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'tillwatch-variant-'));
      const { STAND_PROMETHEUS_URL = '', STAND_FAKE_URL = '', STAND_REFUSED_URL = '' } = process.env;
      const grafana = await startGrafana(join(folder, 'grafana'), {
        addresses: { STAND_PROMETHEUS_URL, STAND_FAKE_URL, STAND_REFUSED_URL },
        subPath: '/grafana',
        settings: { GF_SECURITY_CONTENT_SECURITY_POLICY: 'true' },
      });
      await use(grafana.url);
      await grafana.stop();
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 240_000 },
  ],
});

test('under a sub-path and a content security policy the pages work and lead on', async ({
  browser,
  strictGrafana,
}) => {
  const context = await browser.newContext({ baseURL: `${strictGrafana}/`, viewport: { width: 1400, height: 900 } });
  const page = await context.newPage();
  const complaints = watch(page, new URL(strictGrafana).origin);
  await context.request.post('login', { data: ADMIN });
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
  await context.close();
});
