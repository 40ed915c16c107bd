import { expect, type Page } from '@playwright/test';
import { openSampleShop } from '../../../src/sample';
import { type SampleRequest } from '../../../src/sample/requests/request';
import { type DailyName, type RehearsedName, type Truth } from '../../../src/sample/scenarios/scenario';
import { truthBetween } from '../../../src/sample/truth';
import { ServicePage } from '../pages/service';
import { lineOf, spanOf, Walk } from './walk';

const HOUR = 3_600_000;
const CYCLE_START = Date.UTC(2026, 2, 10, 6);

/** One incident of each kind: every six hours of the sample shop have them all. */
export const SAMPLE_INCIDENTS: readonly Truth[] = truthBetween(CYCLE_START, CYCLE_START + 6 * HOUR).filter(
  ({ from }) => from >= CYCLE_START
);

/** The incident in which an instance runs out of memory. */
export const SAMPLE_MEMORY_LEAK: Truth = SAMPLE_INCIDENTS.find(({ scenario }) => scenario === 'memory-leak')!;

type Way = (walk: Walk, truth: Truth) => Promise<void>;

const throughFailures: Way = async (walk, { culprit }) => {
  await walk.click(walk.rowOf(culprit.service).getByRole('link', { name: `Failed requests of ${culprit.service}` }));
  await walk.clickFirstTrace();
};

const throughSlowness: Way = async (walk, { culprit }) => {
  await walk.click(walk.rowOf(culprit.service).getByRole('link', { name: `Slow requests of ${culprit.service}` }));
  await walk.clickFirstTrace();
};

/** What is refused is no failure of the service that refuses it: its warnings tell. */
const throughWarnings: Way = async (walk, { culprit }) => {
  await walk.click(walk.rowOf(culprit.service).getByRole('link', { name: `Logs of ${culprit.service}` }));
  await walk.clickWarnings();
  await walk.clickTraceOf(messageOf(culprit, culprit));
};

/** How somebody on call gets from the health of the shop to each incident, at least to those of every day. */
export const SAMPLE_WAYS: Readonly<Record<DailyName, Way> & Partial<Record<RehearsedName, Way>>> = {
  'slow-query': throughSlowness,
  'payment-errors': throughFailures,
  'stock-out': throughWarnings,
  'memory-leak': throughSlowness,
  'bad-deploy': throughFailures,
};

/**
 * Walks from a bare /health, opened when the incident ends, to a request that the shop itself says was hit by it, and
 * finds the guilty span and line there.
 */
export async function findSampleCulprit(page: Page, truth: Truth): Promise<void> {
  const { scenario, culprit } = truth;
  const way = SAMPLE_WAYS[scenario];
  if (!way) {
    throw new Error(`No way to a ${scenario} is known`);
  }
  await way(await walkAtEndOf(page, truth), truth);

  await expect(page.getByTestId('request-story')).toBeVisible();
  const request = requestShown(page, truth);
  expect(request.scenario).toBe(scenario);
  expect(request.attributes).toMatchObject(culprit.attributes);
  await expect(spanOf(page, culprit.service, guiltySpan(request, truth))).toBeVisible();
  await expect(lineOf(page, culprit.line.level, messageOf(request, culprit))).toBeVisible();
}

/** Walks from a bare /health to the memory of the instance that is full. */
export async function findFullInstance(page: Page): Promise<void> {
  const { culprit } = SAMPLE_MEMORY_LEAK;
  const walk = await walkAtEndOf(page, SAMPLE_MEMORY_LEAK);
  const service = new ServicePage(page);
  await walk.click(walk.rowOf(culprit.service).getByRole('link', { name: culprit.service, exact: true }));
  await walk.click(service.tab('Resources'));
  await expect(service.panel(/^Memory/)).toContainText(culprit.instance!);
}

async function walkAtEndOf(page: Page, { to }: Truth): Promise<Walk> {
  await page.clock.setSystemTime(to);
  return Walk.fromHealth(page);
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
