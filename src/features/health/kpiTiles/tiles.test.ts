import { type DataFrame, LoadingState } from '@grafana/data';
import { notSupportedFrame } from '../../../datasources/answer';
import { failure, NOW, panelData, seriesFrame, totalFrame } from '../../../ui/testing/frames';
import { beforeRef, insteadRef, KPI_TILES, kpiTileQueries, totalRef, trendBeforeRef, trendRef } from './queries';
import { readTiles } from './tiles';

const tile = (key: string, frames: DataFrame[]) => readTiles(panelData(frames)).find((one) => one.key === key);
const texts = (key: string, frames: DataFrame[]) => tile(key, frames)?.figures.map(({ text }) => text);
/** The only number of a tile. */
const figure = (key: string, frames: DataFrame[]) => tile(key, frames)?.figures[0];

it('has a tile for every number, in their order, before there is any data', () => {
  const tiles = readTiles(undefined);
  expect(tiles.map(({ key }) => key)).toEqual(KPI_TILES.map(({ key }) => key));
  expect(tiles.every(({ figures, missing }) => figures.length === 0 && missing !== undefined)).toBe(true);
});

it.each([
  ['requests', 655_200, '182 req/s', /655.2 K requests in total$/],
  ['errors', 0.018, '1.8%', /^Share of requests/],
  ['p95', 0.412, '412 ms', /^95th percentile latency of all services/],
  ['orders', 1860, '31/min', /1,860 orders in total$/],
  ['orders', 30, '0.5/min', /30 orders in total$/],
  ['lowStock', 3, '3', /end of the time range/],
])('shows %s of %d as %s', (key, value, text, basis) => {
  const shown = tile(key, [totalFrame(totalRef(key), {}, value)]);
  expect(shown?.figures).toEqual([expect.objectContaining({ text, basis: expect.stringMatching(basis) as string })]);
  expect(shown?.missing).toBeUndefined();
});

it('shows zero as zero', () => {
  expect(texts('errors', [totalFrame(totalRef('errors'), {}, 0)])).toEqual(['0%']);
});

describe('where metrics have no percentiles', () => {
  const summary = (...kinds: Array<'mean' | 'max'>) =>
    notSupportedFrame(totalRef('p95'), { notSupported: 'a summary', instead: kinds.map((kind) => ({ kind })) });
  const mean = totalFrame(insteadRef('p95'), {}, 0.0335);

  it('the mean stands in, called what it is', () => {
    expect(tile('p95', [summary('mean', 'max'), mean])).toMatchObject({
      title: 'Mean latency',
      figures: [{ text: '33.5 ms', basis: expect.stringMatching(/no percentiles$/) as string }],
      missing: undefined,
    });
  });

  it.each<[what: string, frames: DataFrame[]]>([
    ['there is a percentile', [totalFrame(totalRef('p95'), {}, 0.4), mean]],
    ['there is no mean', [summary('mean')]],
    ['the mean is none of what can be had', [summary('max'), mean]],
  ])('and not where %s', (_, frames) => {
    expect(tile('p95', frames)?.title).toBe('p95 latency');
    expect(texts('p95', frames)).not.toContain('33.5 ms');
  });
});

describe('several currencies', () => {
  const revenue = (ref: string, eur: number, usd: number) => [
    totalFrame(ref, { currency: 'EUR' }, eur),
    totalFrame(ref, { currency: 'USD' }, usd),
  ];

  it('stand side by side, because they cannot be added', () => {
    expect(texts('revenue', revenue(totalRef('revenue'), 1200, 90))).toEqual(['1,200 EUR', '90 USD']);
  });

  it('have a change and a line of their own each, as far as there is one', () => {
    const shown = tile('revenue', [
      ...revenue(totalRef('revenue'), 1200, 90),
      totalFrame(beforeRef('revenue'), { currency: 'USD' }, 60),
      seriesFrame(trendRef('revenue'), { currency: 'USD' }, [...new Array<number>(59).fill(0), 1, 2]),
    ]);
    const [euro, dollar] = shown?.figures ?? [];
    expect(euro).toMatchObject({ currency: 'EUR', change: undefined, trend: undefined });
    expect(dollar).toMatchObject({ currency: 'USD', change: 0.5 });
    expect(dollar?.trend?.slice(-3)).toEqual([0, 1, 2]);
  });
});

it('says how a number changed and how it went', () => {
  const shown = figure('p95', [
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
  expect(figure('p95', [totalFrame(totalRef('p95'), {}, 0.6), ...before])?.change).toBeUndefined();
});

it('says that there was nothing before', () => {
  const frames = [totalFrame(totalRef('errors'), {}, 0.14), totalFrame(beforeRef('errors'), {}, 0)];
  expect(figure('errors', frames)?.change).toBe(Infinity);
});

it.each([
  ['few things are told as they were', 'lowStock', 5, 3, 'was 3'],
  ['so are those that are told by the minute', 'orders', 90, 60, 'was 1.0/min'],
  ['of many things a percentage says more', 'lowStock', 150, 90, undefined],
  ['as it does where they were many', 'orders', 60, 150, undefined],
  ['a latency is no count', 'p95', 5, 3, undefined],
  ['nor is money', 'revenue', 5, 3, undefined],
])('%s: %s of %d after %d', (_, key, value, before, text) => {
  const frames = [totalFrame(totalRef(key), {}, value), totalFrame(beforeRef(key), {}, before)];
  expect(figure(key, frames)?.changeText).toBe(text);
});

describe('a missing number', () => {
  it('is no data', () => {
    expect(tile('orders', [])?.missing).toBe('No data');
    expect(tile('orders', [totalFrame(totalRef('orders'), {}, null)])?.missing).toBe('No data');
  });

  it('is not available', () => {
    const frames = [notSupportedFrame(totalRef('orders'), 'orders_total has no label for environment')];
    expect(tile('orders', frames)).toMatchObject({
      missing: 'orders_total has no label for environment',
      isUndetected: false,
    });
  });

  it('is not detected', () => {
    const frames = [
      notSupportedFrame(totalRef('orders'), { notSupported: 'No metric found for orders', isUndetected: true }),
    ];
    expect(tile('orders', frames)?.isUndetected).toBe(true);
    expect(tile('revenue', frames)?.isUndetected).toBe(false);
  });

  it('could not be asked for, which costs no other number', () => {
    const data = panelData([totalFrame(totalRef('p95'), {}, 0.6)], {
      state: LoadingState.Error,
      errors: [failure('failed', 'Prometheus timed out', totalRef('orders'))],
    });
    const missing = Object.fromEntries(readTiles(data).map((one) => [one.key, one.missing]));
    expect(missing.orders).toBe('Prometheus timed out');
    expect(missing.p95).toBeUndefined();
    expect(missing.requests).toBe('No data');
  });
});

it('asks for each number, its line and its past, under names of their own', () => {
  const refIds = kpiTileQueries().map(({ refId }) => refId);
  const expected = KPI_TILES.flatMap(({ key, total, instead }) => [
    ...[totalRef(key), trendRef(key), beforeRef(key)],
    // Of what is counted also how long it was.
    ...(total.stat.kind === 'count' ? [trendBeforeRef(key)] : []),
    ...(instead ? [insteadRef(key)] : []),
  ]);
  expect([...new Set(refIds)].sort()).toEqual(expected.sort());
});

describe('where data begins within the range', () => {
  /** A line over the last minutes of the hour. */
  const lately = (ref: string, minutes: number, labels = {}) =>
    seriesFrame(ref, labels, new Array<number>(minutes).fill(1));
  const since = (key: string, frames: DataFrame[]) => tile(key, frames)?.since;

  it('rates are of the time with data, and so is their change', () => {
    const frames = [
      totalFrame(totalRef('requests'), {}, 1200),
      lately(trendRef('requests'), 10),
      totalFrame(beforeRef('requests'), {}, 7200),
    ];
    expect(figure('requests', frames)).toMatchObject({ text: '2.00 req/s', change: 0 });
    expect(since('requests', frames)).toBe(NOW - 10 * 60_000);
  });

  it('the time before may be covered in part, too', () => {
    const frames = [
      totalFrame(totalRef('requests'), {}, 7200),
      lately(trendRef('requests'), 61),
      totalFrame(beforeRef('requests'), {}, 3600),
      lately(trendBeforeRef('requests'), 30),
    ];
    expect(figure('requests', frames)).toMatchObject({ text: '2.00 req/s', change: 0 });
    expect(since('requests', frames)).toBeUndefined();
  });

  it('what is about requests begins with these, although none failed or none came at first', () => {
    const frames = [
      totalFrame(totalRef('errors'), {}, 0.1),
      totalFrame(totalRef('p95'), {}, 0.1),
      lately(trendRef('errors'), 5),
      lately(trendRef('p95'), 5),
      lately(trendRef('requests'), 20),
    ];
    expect([since('errors', frames), since('p95', frames)]).toEqual([NOW - 20 * 60_000, NOW - 20 * 60_000]);
  });

  it('a currency that was first paid in lately does not tell', () => {
    const frames = [
      totalFrame(totalRef('revenue'), { currency: 'EUR' }, 1200),
      lately(trendRef('revenue'), 61, { currency: 'EUR' }),
      lately(trendRef('revenue'), 9, { currency: 'USD' }),
    ];
    expect(since('revenue', frames)).toBeUndefined();
    expect(since('revenue', [...frames.slice(0, 1), ...frames.slice(2)])).toBe(NOW - 9 * 60_000);
  });

  it('what stands at the end is not of a time', () => {
    expect(
      since('lowStock', [totalFrame(totalRef('lowStock'), {}, 3), lately(trendRef('lowStock'), 9)])
    ).toBeUndefined();
  });
});
