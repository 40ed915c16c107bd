import { type DataFrame, LoadingState } from '@grafana/data';
import { notSupportedFrame } from '../../../datasources/answer';
import { failure, panelData, seriesFrame, totalFrame } from '../../../ui/testing/frames';
import { beforeRef, KPI_TILES, kpiTileQueries, totalRef, trendRef } from './queries';
import { readTiles } from './tiles';

const tile = (key: string, frames: DataFrame[]) => readTiles(panelData(frames)).find((one) => one.key === key);

it('has a tile for every number, in their order, before there is any data', () => {
  const tiles = readTiles(undefined);
  expect(tiles.map(({ key }) => key)).toEqual(KPI_TILES.map(({ key }) => key));
  expect(tiles.every(({ values, missing }) => values.length === 0 && missing !== undefined)).toBe(true);
});

it.each([
  ['requests', 655_200, '182 req/s', /655.2 K requests in all$/],
  ['errors', 0.018, '1.8%', /^Share of requests/],
  ['p95', 0.412, '412 ms', /95% of the requests of all services/],
  ['orders', 1860, '31/min', /1,860 orders in all$/],
  ['orders', 30, '0.5/min', /30 orders in all$/],
  ['lowStock', 3, '3', /end of the time range/],
])('shows %s of %d as %s', (key, value, text, basis) => {
  const shown = tile(key, [totalFrame(totalRef(key), {}, value)]);
  expect(shown?.values).toEqual([text]);
  expect(shown?.basis).toMatch(basis);
  expect(shown?.missing).toBeUndefined();
});

it('shows zero as zero', () => {
  expect(tile('errors', [totalFrame(totalRef('errors'), {}, 0)])?.values).toEqual(['0%']);
});

describe('several currencies', () => {
  const revenue = (ref: string, eur: number, usd: number) => [
    totalFrame(ref, { currency: 'EUR' }, eur),
    totalFrame(ref, { currency: 'USD' }, usd),
  ];

  it('stand side by side, because they cannot be added', () => {
    expect(tile('revenue', revenue(totalRef('revenue'), 1200, 90))?.values).toEqual(['1,200 EUR', '90 USD']);
  });

  it('have no change and no line in common', () => {
    const shown = tile('revenue', [
      ...revenue(totalRef('revenue'), 1200, 90),
      ...revenue(beforeRef('revenue'), 600, 90),
      seriesFrame(trendRef('revenue'), { currency: 'EUR' }, [1, 2]),
    ]);
    expect(shown?.change).toBeUndefined();
    expect(shown?.trend).toBeUndefined();
  });
});

it('says how a number changed and how it went', () => {
  const shown = tile('p95', [
    totalFrame(totalRef('p95'), {}, 0.6),
    totalFrame(beforeRef('p95'), {}, 0.4),
    seriesFrame(trendRef('p95'), {}, [0.4, null, 0.6]),
  ]);
  expect(shown?.change).toBeCloseTo(0.5);
  expect(shown?.trend).toEqual([...Array(58).fill(null), 0.4, null, 0.6]);
});

it.each([
  ['no past', []],
  ['a past without a value', [totalFrame(beforeRef('p95'), {}, null)]],
])('has no change against %s', (_, before) => {
  expect(tile('p95', [totalFrame(totalRef('p95'), {}, 0.6), ...before])?.change).toBeUndefined();
});

it('says that there was nothing before', () => {
  const frames = [totalFrame(totalRef('errors'), {}, 0.14), totalFrame(beforeRef('errors'), {}, 0)];
  expect(tile('errors', frames)?.change).toBe(Infinity);
});

describe('a missing number', () => {
  it('is no data', () => {
    expect(tile('orders', [])?.missing).toBe('No data in this time range');
    expect(tile('orders', [totalFrame(totalRef('orders'), {}, null)])?.missing).toBe('No data in this time range');
  });

  it('is not measured', () => {
    expect(tile('orders', [notSupportedFrame(totalRef('orders'), 'No metric for orders')])?.missing).toBe(
      'No metric for orders'
    );
  });

  it('could not be asked for, which costs no other number', () => {
    const data = panelData([totalFrame(totalRef('p95'), {}, 0.6)], {
      state: LoadingState.Error,
      errors: [failure('failed', 'Prometheus took too long', totalRef('orders'))],
    });
    const missing = Object.fromEntries(readTiles(data).map((one) => [one.key, one.missing]));
    expect(missing.orders).toBe('Prometheus took too long');
    expect(missing.p95).toBeUndefined();
    expect(missing.requests).toBe('No data in this time range');
  });
});

it('asks for each number, its line and its past, under names of their own', () => {
  const refIds = kpiTileQueries().map(({ refId }) => refId);
  expect(new Set(refIds).size).toBe(3 * KPI_TILES.length);
  expect(refIds).toEqual(
    expect.arrayContaining(KPI_TILES.flatMap(({ key }) => [totalRef(key), trendRef(key), beforeRef(key)]))
  );
});
