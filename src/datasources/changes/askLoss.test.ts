/**
 * `@grafana/data` needs a window.
 * @jest-environment jsdom
 */
import { type DataQueryRequest, type DataQueryResponse } from '@grafana/data';
import { of } from 'rxjs';
import { SampleShop } from '../../sample/shop';
import { truthBetween } from '../../sample/truth';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { type MetricsClient } from '../client/metricsClient';
import { SampleMode } from '../client/sampleMode';
import { TelemetryClient } from '../client/telemetryClient';
import { askLoss } from './askLoss';

const MONDAY = Date.UTC(2026, 9, 5);

const ofSample = () => new TelemetryClient({ sampleMode: new SampleMode(true), provisioned: {} }).metrics;

/** What a time cost. */
const loss = ({ from, to }: TimeSpan, client: Pick<MetricsClient, 'query'> = ofSample()) =>
  askLoss(client, { during: { from, to }, metrics: '', environment: '[]', timeZone: 'utc' });

/** The incidents of a kind in two days. */
const incidents = (kind: string) =>
  truthBetween(MONDAY, MONDAY + 2 * 24 * 3_600_000).filter(({ scenario }) => scenario === kind);

const shop = new SampleShop();

/** Checkouts that failed because of it. */
function lostCheckouts({ scenario, from, to }: ReturnType<typeof incidents>[number]): number {
  const where = [
    { field: 'service' as const, op: 'in' as const, values: ['shop-api'] },
    { field: 'route' as const, op: 'in' as const, values: ['/checkout'] },
  ];
  const { requests } = shop.requests.find({ from, to, where, hitBy: scenario, limit: 100_000 });
  return requests.filter(({ spans }) =>
    spans.some(({ service, name }) => service === 'shop-api' && name.includes('/checkout'))
  ).length;
}

describe('the sample shop', () => {
  const hurting = ['payment-errors', 'stock-out'].flatMap(incidents);

  it('has lost what was lost, in nine of ten intervals', async () => {
    expect(hurting).toHaveLength(16);
    const told = await Promise.all(hurting.map(async (one) => ({ lost: lostCheckouts(one), ...(await loss(one)) })));
    const holds = (lost: number, { low, high } = { low: NaN, high: NaN }) => low <= lost && lost <= high;
    expect(told.filter(({ lost, failed }) => holds(lost, failed)).length).toBeGreaterThanOrEqual(14);
    expect(told.filter(({ lost, orders }) => holds(lost, orders)).length).toBeGreaterThanOrEqual(14);
    // The interval is of use: no loss at all is not in it.
    expect(told.every(({ failed }) => (failed?.low ?? 0) > 0)).toBe(true);
  }, 60_000);

  it('has lost nothing where customers only waited', async () => {
    const [waited] = incidents('slow-query').slice(1);
    const { failed, revenue = [] } = (await loss(waited ?? { from: 0, to: 0 })) ?? {};
    expect(failed?.low).toBeLessThan(0);
    expect(revenue.map(({ currency }) => currency).sort()).toEqual(['EUR', 'GBP', 'USD']);
  });
});

it.each([30, 37, 40])('asks for steps that Grafana leaves as they are, of %p minutes', async (minutes) => {
  let asked: DataQueryRequest | undefined;
  const query: MetricsClient['query'] = (request) => {
    asked = request;
    return of({ data: [] });
  };
  await loss({ from: MONDAY, to: MONDAY + minutes * 60_000 }, { query });
  const { range, maxDataPoints = 0, intervalMs = 0 } = asked ?? {};
  const length = (range?.to.valueOf() ?? 0) - (range?.from.valueOf() ?? 0);
  expect(intervalMs).toBeGreaterThan(0);
  expect(length / maxDataPoints).toBeLessThan(intervalMs);
});

describe('where it cannot be told', () => {
  const answering = (response: DataQueryResponse): Pick<MetricsClient, 'query'> => ({ query: () => of(response) });
  const time = { from: MONDAY, to: MONDAY + 3_600_000 };

  it('is nothing where no metric of orders is known', async () => {
    expect(await loss(time, answering({ data: [] }))).toBeUndefined();
  });

  it('is an error where it was asked and not answered', async () => {
    const failing = answering({ data: [], errors: [{ message: 'Prometheus is down' }] });
    await expect(loss(time, failing)).rejects.toThrow('Prometheus is down');
  });
});
