import { type Burn, BURN_WINDOWS } from '../../analysis/objectives/burnRate';
import { type Standing, standingOf } from '../../analysis/objectives/standing';
import { formatBurnRate } from '../../ui/format';
import { EMPTY_FORM, readObjectiveForm } from './form';
import { type ObjectiveRow } from './rows';
import { boundText, leftText, spanText, standingText, verdictText } from './words';

const DAY = 24 * 3600;

function row(standing: Partial<Standing>, more: Partial<ObjectiveRow> = {}): ObjectiveRow {
  return {
    id: 'checkout:availability:30d',
    objective: { service: 'checkout', target: 0.999, days: 30 },
    standing: { state: 'ok', isTooFew: false, burns: [], left: 0.75, ...standing },
    isCounting: false,
    ...more,
  };
}

/** A pair that speaks at a rate, after one that does not. */
const burning = (rate: number): Burn[] =>
  BURN_WINDOWS.slice(0, 2).map((windows, index) => ({
    windows,
    threshold: 6,
    isReachable: true,
    long: index === 0 ? 0 : rate,
    short: index === 0 ? 0 : rate + 1,
    isBurning: index === 1,
  }));

it.each<[string, Partial<Standing>, Partial<ObjectiveRow>]>([
  ['Error budget spent 14× too fast, exhausted in 2 days', { state: 'critical', burns: burning(14.4), left: 0.98 }, {}],
  ['Error budget exhausted, and spent 7× too fast', { state: 'critical', burns: burning(7), left: -1 }, {}],
  ['Error budget spent 7× too fast', { state: 'critical', burns: burning(7), left: undefined }, {}],
  ['Error budget exhausted: −40% left', { state: 'warning', left: -0.4, burnNow: 0.2 }, {}],
  ['75% of the error budget left', {}, {}],
  ['Counting requests', { state: 'unknown', left: undefined }, { isCounting: true }],
  [
    'Not enough requests to tell: 40',
    { state: 'unknown', left: undefined, isTooFew: true, events: { total: 40, bad: 1 } },
    {},
  ],
  ['No requests found in the window', { state: 'unknown', left: undefined }, { uncounted: { why: 'no-requests' } }],
])('says “%s”', (text, standing, more) => {
  expect(standingText(row(standing, more))).toBe(text);
});

it.each([
  [[row({})], '1 objective within budget'],
  [[row({}), row({})], 'All 2 objectives within budget'],
  [[row({ state: 'unknown', left: undefined }), row({})], '1 of 2 objectives cannot be judged'],
  [
    [row({ state: 'critical', burns: burning(14.4), left: 0.1 }), row({})],
    'checkout, availability: error budget spent 14× too fast, exhausted in 5 h',
  ],
])('of %j says in a sentence: %s', (rows, text) => {
  expect(verdictText(rows)).toBe(text);
});

it('says how fast the pair burns that is judged by, where a shorter one is quiet', () => {
  const objective = { service: 'checkout', target: 0.999, days: 30 };
  const failing: Record<number, number> = { [6 * 3600]: 7, 1800: 8, [30 * DAY]: 0.2 };
  const standing = standingOf(objective, {
    within: (seconds) => ({ total: 1e6, bad: 1000 * (failing[seconds] ?? 0) }),
  });
  expect(standing).toMatchObject({ state: 'critical', burnNow: 0 });
  expect(standingText(row(standing))).toBe('Error budget spent 7× too fast, exhausted in 3.4 days');
});

it('says where a latency is counted that is no bound of a bucket', () => {
  const objective = { service: 'checkout', threshold: 0.4, target: 0.99, days: 7 };
  expect(boundText(row({}, { objective, bound: { bound: 0.3 } }))).toBeUndefined();
  expect(boundText(row({}, { objective, bound: { bound: 0.3, above: 0.5 } }))).toBe(
    'Counted at 300 ms: 400 ms is between two buckets, 300 ms and 500 ms'
  );
});

it('writes numbers short', () => {
  expect([0.754, 0, -0.4, undefined].map(leftText)).toEqual(['75%', '0%', '−40%', '–']);
  expect([14.4, 0.44, 1000, undefined].map(formatBurnRate)).toEqual(['14×', '0.4×', '1000×', '–']);
  expect([DAY, 1.02 * DAY].map(spanText)).toEqual(['1 day', '1 day']);
  expect([2.1 * DAY, 20 * DAY, 5.25 * 3600, 90, 1].map(spanText)).toEqual([
    '2.1 days',
    '20 days',
    '5.3 h',
    '2 min',
    '1 min',
  ]);
});

describe('the form', () => {
  const form = { ...EMPTY_FORM, service: ' checkout ' };

  it.each([
    [form, { service: 'checkout', target: 0.999, days: 30 }],
    [
      { ...form, route: '/pay', thresholdMilliseconds: '300', targetPercent: '99,5', days: '7' },
      { service: 'checkout', route: '/pay', threshold: 0.3, target: 0.995, days: 7 },
    ],
  ])('reads %j', (given, objective) => {
    expect(readObjectiveForm(given, [])).toEqual({ objective });
  });

  it.each([
    [{ ...form, service: '' }, 'service'],
    [{ ...form, thresholdMilliseconds: '0' }, 'thresholdMilliseconds'],
    [{ ...form, targetPercent: '100' }, 'targetPercent'],
    [{ ...form, targetPercent: '' }, 'targetPercent'],
    [{ ...form, days: '3' }, 'days'],
    [{ ...form, days: '7.5' }, 'days'],
    [{ ...form, targetPercent: '99' }, 'service'],
  ])('refuses %j because of %s', (given, field) => {
    const existing = field === 'service' ? [{ service: 'checkout', target: 0.9, days: 30 }] : [];
    const read = readObjectiveForm(given, existing);
    expect('errors' in read && Object.keys(read.errors)).toEqual([field]);
  });
});
