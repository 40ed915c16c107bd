/**
 * `@grafana/data` needs a window.
 * @jest-environment jsdom
 */
import { of as answered } from 'rxjs';
import { type AnswerSeries, PART_LABEL, toFrames } from '../../telemetry/dialects/promql/read';
import { askBurnt, type BurntField, burntOf } from './askBurnt';

const of = (field: BurntField, values: Record<string, [total: number, bad: number]>) => ({
  field,
  events: new Map(Object.entries(values).map(([value, [total, bad]]) => [value, { total, bad }])),
});

const told = (...fields: Array<ReturnType<typeof of>>) =>
  burntOf(fields).differences.map(({ field, value, selection, rest }) => [field, value, selection.hits, rest.hits]);

it('tells the value that bad requests have and good ones have not, the largest difference first', () => {
  const route = of('route', { '/pay': [1000, 300], '/cart': [9000, 10] });
  const version = of('version', { '1.9.0': [5000, 200], '1.8.2': [5000, 110] });
  expect(told(route, version)).toEqual([
    ['route', '/pay', 300, 700],
    ['version', '1.9.0', 200, 4800],
  ]);
  expect(burntOf([route, version])).toMatchObject({ bad: 310, good: 9690, tested: 4 });
});

it.each([
  ['chance explains', of('instance', { a: [5000, 52], b: [5000, 48] })],
  ['is the same everywhere', of('instance', { a: [5000, 500] })],
  ['is nowhere bad', of('route', { '/pay': [1000, 0], '/cart': [9000, 0] })],
])('tells nothing of what %s', (_, one) => {
  expect(told(one)).toEqual([]);
});

it('counts whole requests, though servers extrapolate', () => {
  expect(burntOf([of('route', { '/pay': [99.6, 29.7], '/cart': [900.2, 0.2] })])).toMatchObject({ bad: 30, good: 970 });
});

it('bears more bad requests than there are in all, of two counters that were read one after the other', () => {
  expect(burntOf([of('route', { '/pay': [9, 10] })])).toMatchObject({ bad: 10, good: 0 });
});

describe('latency', () => {
  const bucket = (version: string, part: string, le: string, count: number): AnswerSeries => ({
    labels: { version, [PART_LABEL]: part, le },
    times: [0],
    values: [count],
  });

  const burnt = async (...series: AnswerSeries[]) => {
    const about = { refId: 'within_version', unit: 'count' as const, executed: [], notices: [] };
    const client = { query: () => answered({ data: toFrames(series, about) }) };
    const objective = { service: 'checkout', target: 0.99, days: 30, threshold: 0.3 };
    return askBurnt(client, { metrics: '', environments: [], at: 0 }, objective, { bound: 0.3 });
  };

  it('is counted at the bound, of each histogram', async () => {
    const series = [
      ...[bucket('1', '0', '0.3', 800), bucket('1', '0', 'Infinity', 1000)],
      ...[bucket('1', '1', '0.3', 90), bucket('1', '1', 'Infinity', 100)],
    ];
    expect(await burnt(...series)).toMatchObject({ bad: 210, good: 890 });
  });

  it('has no fewer than none that are bad, though servers extrapolate', async () => {
    const series = [bucket('1', '0', '0.3', 40), bucket('1', '0', 'Infinity', 38), bucket('2', '0', '0.3', 90)];
    expect(await burnt(...series, bucket('2', '0', 'Infinity', 100))).toMatchObject({ bad: 10, good: 128 });
  });

  it('is not told of histograms that do not have the bound', async () => {
    const series = [bucket('1', '0', '0.3', 90), bucket('1', '0', 'Infinity', 100), bucket('2', '0', 'Infinity', 100)];
    expect(await burnt(...series)).toMatchObject({ bad: 10, good: 90 });
  });
});
