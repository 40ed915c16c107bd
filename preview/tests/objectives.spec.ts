import { ObjectivesPage } from '../../tests/e2e/pages/objectives';
import { expect, FIXED, test } from './support/fixtures';
import { errorRatio, RANGE } from './support/truth';

const PAYMENTS = 'payments:availability:30d';

/** The sample shop promises that 99% of the requests to payments do not fail. */
const BUDGET = 0.01;

test('the objectives of the sample shop, the worst first, in a sentence too', async ({ page }) => {
  const objectives = new ObjectivesPage(page);
  await objectives.goto(FIXED);
  await expect(objectives.heading).toHaveText('Objectives');
  await expect(objectives.rows).toHaveCount(4);
  await expect(objectives.verdict).toContainText('error budget');
  await expect(objectives.rows.first()).toContainText(/Critical|Warning/);
  await expect(objectives.row(PAYMENTS)).toContainText('99% over 30 days');
});

test('payments burns as fast as its requests fail during the incident', async ({ page }) => {
  const objectives = new ObjectivesPage(page);
  await objectives.goto(FIXED);
  // While it lasts the budget is spent too fast, so there is a day on which it is exhausted.
  await expect(objectives.row(PAYMENTS)).toContainText(/\d days$/);
  const lately = errorRatio({ service: 'payments' }, { from: RANGE.to - 5 * 60_000, to: RANGE.to });
  const shown = await objectives.burnRate(PAYMENTS, '5 min');
  expect(Math.abs(shown - lately / BUDGET)).toBeLessThanOrEqual(Math.max(0.5, (0.01 * lately) / BUDGET));
});

test('one objective has a page of its own, which shows how its budget was spent', async ({ page }) => {
  const objectives = new ObjectivesPage(page);
  await objectives.goto(FIXED);
  await objectives.row(PAYMENTS).getByRole('link').click();
  await expect(objectives.heading).toHaveText('payments · Availability');
  await expect(objectives.content.getByRole('img', { name: /^Budget left: 100% on / })).toBeVisible();
  const burnt = objectives.content.getByRole('region', { name: 'What burnt the budget' });
  await expect(burnt.getByRole('listitem').first()).toContainText('route = /charges');
  await objectives.content.getByRole('link', { name: 'Health', exact: true }).click();
  await expect(objectives.heading).toHaveText('payments');
});

test('proposals say what they rest on, and nobody can set objectives of the sample shop', async ({ page }) => {
  const objectives = new ObjectivesPage(page);
  await objectives.goto(FIXED);
  await objectives.content.getByRole('button', { name: 'Propose from the last 30 days' }).click();
  const proposed = objectives.content.getByRole('list', { name: 'Proposed objectives' });
  await expect(proposed.getByRole('listitem').first()).toContainText(/% of .* requests were good in the last 30 days/);
  await expect(proposed.getByRole('button')).toHaveCount(0);
  await expect(objectives.content.getByRole('form', { name: 'Add objective' })).toHaveCount(0);
});

test('an objective that is not there says so', async ({ page }) => {
  const objective = new ObjectivesPage(page, '/objectives/objective');
  await objective.goto({ ...FIXED, objective: 'nobody:availability:30d' });
  await expect(objective.absence('empty')).toContainText('Objective not found');
});
