import { type Locator, type Page } from '@playwright/test';
import { openSampleShop } from '../../src/sample';
import { type SampleRequest } from '../../src/sample/requests/request';
import { type ScenarioName, type Truth } from '../../src/sample/scenarios/scenario';
import { truthBetween } from '../../src/sample/truth';
import { HealthPage } from '../../tests/e2e/pages/health';
import { ServicePage } from '../../tests/e2e/pages/service';
import { expect, test } from './support/fixtures';

const HOUR = 3_600_000;
const CYCLE_START = Date.UTC(2026, 2, 10, 6);

/** One incident of each kind: every six hours of the sample shop have them all. */
const INCIDENTS = truthBetween(CYCLE_START, CYCLE_START + 6 * HOUR).filter(({ from }) => from >= CYCLE_START);

/** From the health of the shop to what is wrong, with nothing but the mouse, and no more of it than this. */
const MOST_CLICKS = 3;

class Walk {
  private clicks = 0;

  constructor(readonly page: Page) {}

  async click(target: Locator): Promise<void> {
    await target.click();
    this.clicks += 1;
    expect(this.clicks, 'clicks').toBeLessThanOrEqual(MOST_CLICKS);
  }

  /** The first of the traces that are listed. */
  async clickFirstTrace(): Promise<void> {
    await this.click(
      this.page
        .getByTestId(/^trace-/)
        .first()
        .getByRole('link')
    );
  }
}

type Way = (walk: Walk, row: Locator, { culprit }: Truth) => Promise<void>;

const throughFailures: Way = async (walk, row, { culprit }) => {
  await walk.click(row.getByRole('link', { name: `Failed requests of ${culprit.service}` }));
  await walk.clickFirstTrace();
};

const throughSlowness: Way = async (walk, row, { culprit }) => {
  await walk.click(row.getByRole('link', { name: `Slow requests of ${culprit.service}` }));
  await walk.clickFirstTrace();
};

/** What is refused is no failure of the service that refuses it: its warnings tell. */
const throughWarnings: Way = async (walk, row, { culprit }) => {
  await walk.click(row.getByRole('link', { name: `logs of ${culprit.service}` }));
  await walk.click(walk.page.getByRole('navigation', { name: 'Facets' }).getByRole('button', { name: /^warn / }));
  const line = lines(walk.page).filter({ hasText: messageOf(culprit, culprit) });
  await walk.click(line.first().getByRole('link', { name: /^trace / }));
};

const WAYS: Record<ScenarioName, Way> = {
  'slow-query': throughSlowness,
  'payment-errors': throughFailures,
  'stock-out': throughWarnings,
  'memory-leak': throughSlowness,
  'bad-deploy': throughFailures,
};

function lines(page: Page): Locator {
  return page.getByRole('list', { name: 'Log lines' }).getByRole('listitem');
}

test('there is one incident of each kind', () => {
  expect(INCIDENTS.map(({ scenario }) => scenario).sort()).toEqual(Object.keys(WAYS).sort());
});

for (const truth of INCIDENTS) {
  const { scenario, culprit } = truth;

  test(`${scenario}: from health to the guilty span and line in ${MOST_CLICKS} clicks`, async ({ page }) => {
    const health = new HealthPage(page);
    await health.goto(timesOf(truth));
    await WAYS[scenario](new Walk(page), health.services.row(culprit.service), truth);

    await expect(page.getByTestId('request-story')).toBeVisible();
    const request = requestShown(page, truth);
    expect(request.scenario).toBe(scenario);
    expect(request.attributes).toMatchObject(culprit.attributes);
    const span = guiltySpan(request, truth);
    const message = messageOf(request, culprit);
    await expect(page.getByTestId('waterfall-span').and(labelled(page, `${culprit.service} ${span}`))).toBeVisible();
    await expect(
      page
        .getByTestId('waterfall-line')
        .and(labelled(page, `${culprit.line.level} line`))
        .filter({ hasText: message })
    ).toBeVisible();
  });
}

test('memory-leak: from health to the instance that is full in two clicks', async ({ page }) => {
  const truth = INCIDENTS.find(({ scenario }) => scenario === 'memory-leak')!;
  const health = new HealthPage(page);
  const service = new ServicePage(page);
  const walk = new Walk(page);
  await health.goto(timesOf(truth));
  await walk.click(health.services.link(truth.culprit.service));
  await walk.click(service.tab('Resources'));
  await expect(service.panel(/^Memory/)).toContainText(truth.culprit.instance!);
});

function timesOf({ from, to }: Truth) {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString(), timezone: 'utc' };
}

/** The request that the address names, as the shop made it. */
function requestShown(page: Page, { to }: Truth): SampleRequest {
  const traceId = new URL(page.url()).pathname.split('/').at(-1)!;
  const request = openSampleShop().requests.byTraceId(traceId, to);
  if (!request) {
    throw new Error(`The shop knows no request ${traceId}`);
  }
  return request;
}

/** Name of the span; where all routes of an instance suffer, it is of any of them, and served by that instance. */
function guiltySpan({ spans }: SampleRequest, { culprit }: Truth): string {
  const own = spans.filter(({ service }) => service === culprit.service);
  const served = own.filter(({ kind }) => kind === 'server');
  for (const { attributes } of served) {
    expect(attributes['http.route']).toBe(culprit.route ?? attributes['http.route']);
    expect(attributes['service.instance.id']).toBe(culprit.instance ?? attributes['service.instance.id']);
    expect(attributes['service.version']).toBe(culprit.version ?? attributes['service.version']);
  }
  const names = (culprit.route === undefined ? served : own).map(({ name }) => name);
  const name = culprit.route === undefined ? names[0] : names.find((one) => one === culprit.span);
  if (name === undefined) {
    throw new Error(`None of ${names.join(', ')} is ${culprit.span}`);
  }
  return name;
}

function messageOf({ attributes }: Pick<SampleRequest, 'attributes'>, { line }: Truth['culprit']): string {
  return line.message.replace(/\{(\w+)\}/g, (whole, name: string) => String(attributes[name] ?? whole));
}

function labelled(page: Page, start: string): Locator {
  return page.locator(`[aria-label^="${start}"]`);
}
