import { type CaseSeries, type ChangeCase } from '../../analysis/causes/case';
import { timesWithData } from './youngData';

const BEFORE = { from: 0, to: 30 };
const DURING = { from: 30, to: 60 };
const TIMES = Array.from({ length: 60 }, (_, i) => i);

/** Requests of a service that are counted in these steps. */
function counted(isCounted: (time: number) => boolean, more: Partial<CaseSeries> = {}): CaseSeries {
  return {
    entity: { kind: 'service', service: 'cart' },
    measure: 'requests',
    values: TIMES.map((time) => (isCounted(time) ? 1 : null)),
    ...more,
  };
}

const since = (first: number) => [counted((time) => time >= first)];

it.each<[string, CaseSeries[], ReturnType<typeof timesWithData>]>([
  ['all of both times', since(0), undefined],
  ['all but the first steps, which a rate never has', since(2), undefined],
  ['all but for a gap', [counted((time) => time < 5 || time > 25)], undefined],
  ['part of the earlier time', since(20), { before: { from: 20, to: 30 }, during: DURING }],
  ['just enough of the earlier time', since(26), { before: { from: 26, to: 30 }, during: DURING }],
  ['too little of the earlier time', since(27), { before: { from: 27, to: 38 }, during: { from: 38, to: 60 } }],
  ['the later time alone', since(30), { before: { from: 30, to: 40 }, during: { from: 40, to: 60 } }],
  ['little of the later time', since(52), { before: { from: 52, to: 56 }, during: { from: 56, to: 60 } }],
  ['too little to compare', since(53), undefined],
  ['nothing', [], undefined],
  [
    'some since one service, and more since another',
    [...since(40), ...since(20)],
    { before: { from: 20, to: 30 }, during: DURING },
  ],
  [
    'part, whatever else there is of all of it',
    [
      ...since(20),
      counted(() => true, { measure: 'cpu' }),
      counted(() => true, { entity: { kind: 'route', service: 'cart', name: '/' } }),
    ],
    { before: { from: 20, to: 30 }, during: DURING },
  ],
])('of two times with requests of %s', (_, series, expected) => {
  expect(timesWithData({ before: BEFORE, during: DURING }, { times: TIMES, series })).toEqual(expected);
});

it.each<[string, Pick<ChangeCase, 'before' | 'during'>]>([
  ['that do not meet', { before: { from: 0, to: 20 }, during: DURING }],
  ['the later of which comes first', { before: DURING, during: BEFORE }],
])('leaves times alone %s', (_, times) => {
  expect(timesWithData(times, { times: TIMES, series: since(10) })).toBeUndefined();
});

it('leaves times alone of which there is one step, or none', () => {
  const times = { before: BEFORE, during: DURING };
  expect(timesWithData(times, { times: [30], series: [counted(() => true)] })).toBeUndefined();
  expect(timesWithData(times, { times: [], series: [] })).toBeUndefined();
});
