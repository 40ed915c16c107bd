import { type Locator } from '@playwright/test';
import { expect, FIXED, test } from './support/fixtures';
import { INCIDENT, RANGE } from './support/truth';

const { service } = INCIDENT.culprit;
const ALERT = 'ErrorRateHigh';
/** The rules that the people of the sample shop wrote. */
const RULES = 5;

const row = (content: Locator, name = `${ALERT} ${service}`) => content.getByTestId(`alert-${name}`);
/** Minutes after midnight. */
const minutesOf = (text: string | undefined) => {
  const [, hours = NaN, minutes = NaN] = (/(\d\d):(\d\d)/.exec(text ?? '') ?? []).map(Number);
  return hours * 60 + minutes;
};
const BEGAN = new Date(INCIDENT.from);
const MINUTES_LATE = (text: string | undefined) => minutesOf(text) - (BEGAN.getUTCHours() * 60 + BEGAN.getUTCMinutes());

test('a sentence says what fires, since when, and what cannot be evaluated', async ({ alertsPage }) => {
  await alertsPage.goto(FIXED);
  const verdict = alertsPage.content.getByTestId('alerts-verdict');
  await expect(verdict).toContainText(new RegExp(`^1 critical alert fires: ${ALERT} \\(${service}\\), since`));
  await expect(verdict).toContainText(`${RULES} rules watched · 1 cannot be evaluated`);
  // A rule fires once its condition has held, and is evaluated every five minutes.
  const late = MINUTES_LATE(await verdict.innerText());
  expect(late).toBeGreaterThan(0);
  expect(late).toBeLessThanOrEqual(15);
});

test('an alert leads to the service, its logs and its traces at that time', async ({ alertsPage, page }) => {
  await alertsPage.goto(FIXED);
  await row(alertsPage.content)
    .getByRole('link', { name: `Logs of ${service}` })
    .click();
  await expect(page).toHaveURL(/\/logs\?/);
  expect(alertsPage.params.get('where')).toBe(`service=${service}`);
  const from = Date.parse(alertsPage.params.get('from')!);
  expect(from).toBeLessThan(INCIDENT.from);
  expect(from).toBeGreaterThan(INCIDENT.from - 3600_000);
});

test('rules that do not fire are listed where one asks for them', async ({ alertsPage }) => {
  await alertsPage.goto(FIXED);
  const { content } = alertsPage;
  await expect(content.getByTestId(/^alert-/)).toHaveCount(2);
  await content.getByRole('button', { name: /^OK \d/ }).click();
  await expect(content.getByTestId(/^alert-/)).toHaveCount(RULES);
  expect(alertsPage.params.getAll('state')).toContain('ok');
  // Whose it is nothing but its query says.
  await expect(row(content, 'CatalogSlow catalog')).toContainText('OK');
});

test('filters are in the address', async ({ alertsPage }) => {
  await alertsPage.goto({ ...FIXED, service: 'nobody' });
  await expect(alertsPage.content).toContainText('No alerts match the filters');
});

test('one alert: its history, what it watches with the threshold, its labels', async ({ alertsPage, alertPage }) => {
  await alertsPage.goto({ ...FIXED, from: new Date(RANGE.from - 30 * 60_000).toISOString() });
  await row(alertsPage.content).getByRole('link', { name: ALERT }).click();
  await expect(alertPage.heading).toHaveText(ALERT);
  await expect(alertPage.content.getByTestId('alert-facts')).toContainText('Firing');
  await expect(alertPage.content.getByRole('img', { name: /^Fired 1 time in this time range/ })).toBeVisible();
  const history = alertPage.content.getByRole('region', { name: 'History' });
  const late = MINUTES_LATE(await history.getByRole('row').nth(1).innerText());
  expect(late).toBeGreaterThan(0);
  expect(late).toBeLessThanOrEqual(15);
  const watched = alertPage.content.getByRole('region', { name: 'What the rule watches' });
  await expect(watched).toContainText('Threshold 0.01');
  await expect(watched.locator('.u-over')).toBeVisible();
  await expect(alertPage.content.getByRole('table', { name: /^Instances/ })).toContainText(`service=${service}`);
});

test('an alert that has resolved keeps its page and its history', async ({ alertPage }) => {
  const after = { ...FIXED, to: new Date(RANGE.to + 30 * 60_000).toISOString() };
  await alertPage.goto({ ...after, alert: ALERT, service });
  await expect(alertPage.content.getByTestId('alert-facts')).toContainText('OK');
  await expect(alertPage.content.getByRole('img', { name: /^Fired 1 time/ })).toBeVisible();
});

test('an alert that is not there says what to do', async ({ alertPage }) => {
  await alertPage.goto({ ...FIXED, alert: 'Nothing' });
  await expect(alertPage.absence('empty')).toContainText('Alert not found');
  await alertPage.content.getByRole('link', { name: 'All alerts' }).click();
  await expect(alertPage.heading).toHaveText('Alerts');
});
