import { type DailyName, type Truth } from '../../src/sample/scenarios/scenario';
import { truthBetween } from '../../src/sample/truth';
import { type Params } from '../../tests/e2e/pages/appPage';
import { expect, FIXED, test } from './support/fixtures';
import { INCIDENT } from './support/truth';

// What changed, on the pages of the sample shop: the first cause is the one that the shop itself says it was.

const MINUTE = 60_000;
const EVENING = Date.UTC(2026, 2, 10, 18);

/** One incident of each kind, in the evening: at night few requests tell little. */
const INCIDENTS: readonly Truth[] = truthBetween(EVENING, EVENING + 360 * MINUTE).filter(({ from }) => from >= EVENING);

/** When an incident begins that none came before for more than an hour. */
const AFTER_QUIET = truthBetween(EVENING - 18 * 60 * MINUTE, EVENING).find(
  ({ from }, index, all) => index > 0 && from - all[index - 1]!.to > 65 * MINUTE
)!.from;

/** Half an hour in which an incident begins. */
function around({ from }: Pick<Truth, 'from'>): Params {
  const start = from - 10 * MINUTE;
  return {
    ...FIXED,
    from: new Date(start).toISOString(),
    to: new Date(start + 30 * MINUTE).toISOString(),
  };
}

/** What the sentence of a cause says is wrong. */
const SYMPTOMS: Readonly<Record<DailyName, RegExp>> = {
  'slow-query': /mean latency .* → /,
  'payment-errors': /error rate .* → /,
  'stock-out': /client error rate .* → /,
  'memory-leak': /mean latency .* → /,
  'bad-deploy': /error rate .* → /,
};

test('there is one incident of each kind', async () => {
  expect(INCIDENTS.map(({ scenario }) => scenario).sort()).toEqual(Object.keys(SYMPTOMS).sort());
});

for (const truth of INCIDENTS) {
  const { scenario, culprit, from } = truth;

  test(`${scenario}: Health names the culprit first, since when, and what speaks for it`, async ({ healthPage }) => {
    const { whatChanged } = healthPage;
    await healthPage.goto(around(truth));
    await expect(whatChanged.cause(1)).toContainText(culprit.service);
    await expect(whatChanged.block).toHaveAttribute('aria-busy', 'false');
    await expect(whatChanged.cause(1)).toContainText(culprit.service);
    await expect(whatChanged.block).toContainText(SYMPTOMS[scenario as DailyName]);
    await expect(whatChanged.block).toContainText(/likely/);
    const [, hours = NaN, minutes = NaN] = (
      /What changed around (\d\d):(\d\d)/.exec(await whatChanged.block.innerText()) ?? []
    ).map(Number);
    const began = new Date(from);
    expect(Math.abs(hours * 60 + minutes - began.getUTCHours() * 60 - began.getUTCMinutes())).toBeLessThanOrEqual(5);

    await whatChanged.evidence.click();
    await expect(whatChanged.causes.first().getByRole('list', { name: /^Evidence for/ })).not.toBeEmpty();
    await expect(whatChanged.causes.first().locator('svg path').first()).toBeAttached();
  });
}

test('the bad deployment is told by its version', async ({ healthPage }) => {
  const deploy = INCIDENTS.find(({ scenario }) => scenario === 'bad-deploy')!;
  await healthPage.goto(around(deploy));
  await healthPage.whatChanged.evidence.click();
  await expect(healthPage.whatChanged.causes.first()).toContainText(`version ${deploy.culprit.version} began at`);
});

test('where nothing changed Health shows nothing of it, and nothing moves', async ({ healthPage }) => {
  const quiet = AFTER_QUIET - 32 * MINUTE;
  await healthPage.goto({
    ...FIXED,
    from: new Date(quiet).toISOString(),
    to: new Date(quiet + 30 * MINUTE).toISOString(),
  });
  await healthPage.services.row('payments').waitFor();
  const place = await healthPage.tile('requests').boundingBox();
  await expect(healthPage.content.getByText(/^Nothing changed/)).toBeAttached();
  await expect(healthPage.whatChanged.block).toHaveCount(0);
  expect(await healthPage.tile('requests').boundingBox()).toEqual(place);
});

test('the page of a service and that of an alert name the same cause', async ({ servicePage, alertPage }) => {
  const { service } = INCIDENT.culprit;
  await servicePage.goto({ ...around(INCIDENT), service });
  await expect(servicePage.whatChanged.cause(1)).toContainText(service);
  await alertPage.goto({ ...FIXED, alert: 'ErrorRateHigh', service });
  await expect(alertPage.whatChanged.cause(1)).toContainText(service);
  await expect(alertPage.whatChanged.causes.first().getByRole('list', { name: /^Evidence for/ })).not.toBeEmpty();
});

test('a cause leads to its traces, its log lines and its health at that time', async ({ healthPage, page }) => {
  const { service } = INCIDENT.culprit;
  const { whatChanged } = healthPage;
  await healthPage.goto(around(INCIDENT));
  await whatChanged.evidence.click();
  const first = whatChanged.causes.first();
  await first.getByRole('link', { name: /^Traces of payments/ }).click();
  await expect(page).toHaveURL(/\/traces\?/);
  expect(healthPage.params.getAll('where')).toEqual(expect.arrayContaining([`service=${service}`, 'error=true']));
  await expect(page.getByTestId(/^trace-/).first()).toBeVisible();
  await page.goBack();
  await whatChanged.evidence.click();
  await first
    .getByRole('link', { name: /^log line/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/logs\?/);
  await expect(page.getByRole('list', { name: 'Log lines' }).getByRole('listitem').first()).toBeVisible();
  await page.goBack();
  await whatChanged.cause(1).getByRole('link').click();
  await expect(page).toHaveURL(/\/health\/(?:route|service)\?/);
});

test('all changes: causes, tables by signal and what was looked at', async ({ healthPage, changesPage }) => {
  const { service } = INCIDENT.culprit;
  await healthPage.goto(around(INCIDENT));
  await healthPage.whatChanged.allChanges.click();
  await expect(changesPage.heading).toHaveText('Changes');
  await expect(changesPage.whatChanged.cause(1)).toContainText(service);
  await expect(changesPage.whatChanged.block).toHaveAttribute('aria-busy', 'false');
  await expect(changesPage.table('Metrics')).toContainText(service);
  await expect(changesPage.table('Log patterns')).toContainText('acquirer unavailable');
  await expect(changesPage.lookedAt).toContainText('Reading logsdone');
  await expect(changesPage.content.locator('.u-over')).toBeVisible();
});

test('what it is compared with is in the address', async ({ changesPage, page }) => {
  await changesPage.goto(around(INCIDENT));
  await expect(changesPage.whatChanged.block).toHaveAttribute('aria-busy', 'false');
  // The button itself lies unseen under its words.
  await page.getByRole('radio', { name: 'Same time yesterday' }).check({ force: true });
  await expect.poll(() => changesPage.params.get('baseline')).toBe('yesterday');
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Same time yesterday' })).toBeChecked();
});

test('g and c lead to what changed at this time', async ({ servicePage, changesPage, page }) => {
  await servicePage.goto({ ...around(INCIDENT), service: 'payments' });
  await servicePage.facts.waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await expect(changesPage.heading).toHaveText('Changes');
  expect(changesPage.params.get('service')).toBe('payments');
  expect(changesPage.params.get('from')).toBe(around(INCIDENT).from);
});
