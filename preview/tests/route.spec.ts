import { Chart } from './support/chart';
import { expect, expectShown, FIXED, test } from './support/fixtures';
import { errorRatio, INCIDENT, quantile, rate, served } from './support/truth';

const { service, route = '' } = INCIDENT.culprit;
const ABOUT = { service, route };

test('the culprit’s route: state, numbers and where it belongs', async ({ routePage, servicePage }) => {
  await routePage.goto({ ...FIXED, service, route });
  await expect(routePage.heading).toHaveText(route);
  await expect(routePage.facts).toContainText('Critical');
  const [, requests = '', errors = '', p95 = ''] =
    /([\d.,]+ req\/s) · error rate ([\d.]+%) · p95 ([\d.]+ \S+) ·/.exec(await routePage.facts.innerText()) ?? [];
  expectShown(requests, rate(ABOUT));
  expectShown(errors, errorRatio(ABOUT));
  expectShown(p95, quantile(ABOUT, 0.95));
  await routePage.content.getByRole('link', { name: service, exact: true }).click();
  await expect(servicePage.heading).toHaveText(service);
  await expect(servicePage.tab('Routes')).toHaveAttribute('aria-selected', 'true');
});

test('requests by method add up to all of them', async ({ routePage, page }) => {
  await routePage.goto({ ...FIXED, service, route });
  const { title, rows } = await new Chart(page, routePage.panel('Requests by method')).pointAt(0.5);
  const to = Date.parse(`${title.replace(' ', 'T')}Z`);
  expect(rows.map(({ label }) => label)).toEqual(['POST']);
  expectShown(rows[0]?.value ?? '', served(ABOUT, { from: to - 60_000, to }).length / 60);
});

test('a route that nobody asked for says so in every panel', async ({ routePage }) => {
  await routePage.goto({ ...FIXED, service, route: '/no/such/{route}?x=$y' });
  await expect(routePage.heading).toHaveText('/no/such/{route}?x=$y');
  await expect(routePage.absence('empty').first()).toBeVisible();
  await expect(routePage.panel('Error rate')).toContainText('in this time range');
});
