import { SERVICES } from './data/shop.data';
import { errorRatio, rate } from './data/truth';
import { expect, expectShown, test } from './fixtures';

// Run as Viewer and as Editor: who may only look sees the same numbers as an Admin.

test('health', async ({ healthPage }) => {
  await healthPage.goto();
  await expect(healthPage.services.rows).toHaveCount(SERVICES.length);
  const texts = await healthPage.services.texts('payments');
  expectShown(texts.rate, rate({ service: 'payments' }));
  expectShown(texts.errors, errorRatio({ service: 'payments' }));
});

test('service', async ({ servicePage }) => {
  await servicePage.goto({ service: 'payments' });
  await expect(servicePage.facts).toContainText('req/s');
  await expect(servicePage.absence('forbidden')).toHaveCount(0);
  await servicePage.tab('Routes').click();
  expectShown((await servicePage.routes.texts('/charge')).rate, rate({ service: 'payments', route: '/charge' }));
});

test('route', async ({ routePage }) => {
  await routePage.goto({ service: 'payments', route: '/charge' });
  await expect(routePage.facts).toContainText('req/s');
});

test('the set-up can be read and not be changed', async ({ setupPage }) => {
  await setupPage.goto();
  await expect(setupPage.content).toContainText('http_requests_total');
  await expect(setupPage.content.getByRole('button', { name: /^Save/ })).toHaveCount(0);
});
