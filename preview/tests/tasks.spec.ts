import { type Locator } from '@playwright/test';
import { truthBetween } from '../../src/sample/truth';
import { type Params } from '../../tests/e2e/pages/appPage';
import { expect, FIXED, test } from './support/fixtures';
import { INCIDENT } from './support/truth';

// What somebody comes with, and in how many clicks the pages answer it, from a Health that was just opened.

const MINUTE = 60_000;

/** Clicks, counted. */
class Hand {
  clicks = 0;

  async click(target: Locator): Promise<void> {
    await target.click();
    this.clicks += 1;
  }
}

const DEPLOY = truthBetween(INCIDENT.from, INCIDENT.from + 24 * 60 * MINUTE).find(
  ({ scenario }) => scenario === 'bad-deploy'
)!;

/** What the failed requests have in common, as spans say it. */
const CAUSE = `shop.card_brand = ${INCIDENT.culprit.attributes.card_brand}`;

/** From a while before a deployment until shortly after it. */
const AROUND_DEPLOY: Params = {
  ...FIXED,
  from: new Date(DEPLOY.from - 20 * MINUTE).toISOString(),
  to: new Date(DEPLOY.from + 10 * MINUTE).toISOString(),
};

test('which service is worst, and since when: no click', async ({ healthPage }) => {
  await healthPage.goto(FIXED);
  await expect(healthPage.verdict).toHaveText(
    /^1 of 8 services critical: payments, error rate [\d.]+%, was [\d.]+%, since \d\d:\d\d/
  );
});

test('is it the release: one click', async ({ healthPage, page }) => {
  const hand = new Hand();
  await healthPage.goto(AROUND_DEPLOY);
  const row = healthPage.services.row(DEPLOY.culprit.service);
  await hand.click(row.getByRole('link', { name: DEPLOY.culprit.service, exact: true }));
  const marks = page.getByRole('link', { name: /^Version [\d.]+, was [\d.]+/ });
  await expect(marks.first()).toBeVisible();
  await expect(marks.first()).toHaveAccessibleName(new RegExp(`^Version ${DEPLOY.culprit.version}, `));
  expect(hand.clicks).toBe(1);
});

test('what the release does worse, on which route: two clicks', async ({ healthPage, page }) => {
  const hand = new Hand();
  await healthPage.goto(AROUND_DEPLOY);
  const row = healthPage.services.row(DEPLOY.culprit.service);
  await hand.click(row.getByRole('link', { name: DEPLOY.culprit.service, exact: true }));
  await hand.click(page.getByRole('link', { name: /^Version [\d.]+, was [\d.]+/ }).first());
  const comparison = page.getByRole('region', { name: 'Comparison' });
  await expect(comparison).toContainText(
    new RegExp(`${DEPLOY.culprit.version} fails [\\d.]+ points more on ${DEPLOY.culprit.route}`)
  );
  await expect(comparison).toContainText('at the same time');
  expect(hand.clicks).toBe(2);
});

test('one failed request of a brand of cards: three clicks', async ({ healthPage, page }) => {
  const hand = new Hand();
  await healthPage.goto(FIXED);
  await hand.click(healthPage.services.row('payments').getByRole('link', { name: 'Failed requests of payments' }));
  await hand.click(page.getByRole('link', { name: `Only ${CAUSE}`, exact: true }).first());
  await expect(page.getByText(CAUSE).first()).toBeVisible();
  const list = page.locator('section[aria-busy="false"]').filter({ has: page.getByTestId(/^trace-/) });
  await hand.click(
    list
      .getByTestId(/^trace-/)
      .first()
      .getByRole('link')
  );
  await expect(page.getByTestId('request-story')).toBeVisible();
  await expect(page.getByText(/First error: payments/)).toBeVisible();
  expect(hand.clicks).toBe(3);
});

test('what these errors have in common: one click', async ({ healthPage, page }) => {
  const hand = new Hand();
  await healthPage.goto(FIXED);
  await hand.click(healthPage.services.row('payments').getByRole('link', { name: 'Failed requests of payments' }));
  await expect(page.getByRole('link', { name: `Only ${CAUSE}`, exact: true }).first()).toBeVisible();
  expect(hand.clicks).toBe(1);
});
