/**
 * `@grafana/data` needs a window.
 * @jest-environment jsdom
 */
import { type HealthRow, type Trend } from './healthRows';
import { healthVerdict, mostUrgentOfEach } from './healthVerdict';
import { stepsBeyond } from './stepsBeyond';
import { type Judgement, type Reason, type State } from './state';

const HOUR = { from: 0, to: 3_600_000 };
const MINUTE = 60_000;
const REASONS: Record<State, Reason> = {
  critical: { rule: 'past', measure: 'p95', now: 0.09, before: 0.017 },
  warning: { rule: 'few-requests', requests: 10, failures: 2 },
  ok: { rule: 'no-past', measure: 'p95', now: 0.01 },
  unknown: { rule: 'no-requests' },
};

function row(name: string, state: State, more: Partial<HealthRow> = {}): HealthRow {
  const judgement: Judgement = { state, reason: REASONS[state] };
  return { name, judgement, before: {}, trend: {}, change: {}, ...more };
}

/** Values a minute apart over an hour: so many of the first, then the second. */
const step = (minutes: number, low: number, high: number): Trend =>
  Array.from({ length: 61 }, (_, minute) => (minute < minutes ? low : high));

it('says nothing of nothing', () => {
  expect(healthVerdict([], HOUR)).toBeUndefined();
});

it('counts the states, and names nobody where nobody is in trouble', () => {
  expect(healthVerdict([row('a', 'ok'), row('b', 'unknown'), row('c', 'ok')], HOUR)).toEqual({
    total: 3,
    counts: { critical: 0, warning: 0, unknown: 1, ok: 2 },
  });
});

it.each<[string, HealthRow[], string]>([
  ['the critical one', [row('a', 'warning'), row('b', 'critical'), row('c', 'unknown')], 'b'],
  ['a warning before what is unknown', [row('a', 'unknown'), row('b', 'warning')], 'b'],
  [
    'of two the one that fails more',
    [row('a', 'critical', { errorRatio: 0.1 }), row('b', 'critical', { errorRatio: 0.2 })],
    'b',
  ],
  ['what fails by a known share', [row('a', 'critical'), row('b', 'critical', { errorRatio: 0 })], 'b'],
  [
    'of two that fail alike the one that takes more time',
    [row('a', 'critical', { errorRatio: 0, timeSpent: 1 }), row('b', 'critical', { errorRatio: 0, timeSpent: 2 })],
    'b',
  ],
  ['of equal ones the first', [row('a', 'critical'), row('b', 'critical')], 'a'],
])('names %s', (_, rows, name) => {
  expect(healthVerdict(rows, HOUR)?.worst?.name).toBe(name);
});

describe('since when', () => {
  const sinceOf = (reason: Reason, trend: HealthRow['trend']) =>
    healthVerdict([row('cart', 'critical', { judgement: { state: 'critical', reason }, trend })], HOUR)?.since;
  const slower: Reason = { rule: 'past', measure: 'p95', now: 0.05, before: 0.017 };
  const failing: Reason = { rule: 'past', measure: 'errorRatio', now: 0.04, before: 0.001 };

  it.each<[string, Reason, HealthRow['trend'], number | undefined]>([
    ['latency rose', slower, { p95: step(45, 0.017, 0.09) }, 45],
    ['failures began', failing, { errorRatio: step(20, 0, 0.06), p95: step(45, 0.01, 0.02) }, 20],
    [
      'an objective was broken',
      { rule: 'objective', measure: 'p95', now: 0.4, objective: 0.3 },
      { p95: step(30, 0.25, 0.5) },
      30,
    ],
    [
      'half of an objective was used up',
      { rule: 'near-objective', measure: 'errorRatio', now: 0.008, objective: 0.01 },
      { errorRatio: step(10, 0.001, 0.009) },
      10,
    ],
    ['it was so from the beginning', slower, { p95: step(0, 0, 0.09) }, undefined],
    ['there is no line', slower, {}, undefined],
    ['the line is of something else', slower, { errorRatio: step(45, 0, 1) }, undefined],
    ['there is no past', { rule: 'no-past', measure: 'errorRatio', now: 1 }, { errorRatio: step(45, 0, 1) }, undefined],
    [
      'it is as it always was',
      { rule: 'always-too-many', measure: 'errorRatio', now: 0.5, before: 0.5, limit: 0.5 },
      { errorRatio: step(45, 0, 1) },
      undefined,
    ],
  ])('%s', (_, reason, trend, minute) => {
    expect(sinceOf(reason, trend)).toBe(minute === undefined ? undefined : minute * MINUTE);
  });
});

describe('from which step on a line stays beyond a bound', () => {
  const [L, H] = [0, 2];
  it.each<[string, Trend, number | undefined]>([
    ['from its rise', [L, L, L, H, H, H], 3],
    ['from its rise, though one step is as before', [L, L, L, H, H, H, L, H, H, H], 3],
    ['from its rise, not from a spike before it', [L, H, L, L, H, H, H, H], 4],
    ['from its rise, with steps of which nothing is known', [L, null, L, null, H, null, H, H], 4],
    ['though the last step is as before', [L, L, H, H, H, H, H, L], 2],
    ['never: it is beyond from the beginning', [H, H, H, H], undefined],
    ['never: nothing is known of the time before', [null, null, H, H, H], undefined],
    ['never: it is over', [L, H, H, H, H, H, L, L], undefined],
    ['never: one step is no stay', [L, L, L, H], undefined],
    ['never: it goes to and fro', [L, H, L, H, H, L, H, H, L, H, L, H, H, L, H], undefined],
    ['never: it is below', [L, L, L], undefined],
    ['never: at the bound is not beyond', [L, 1, 1, 1], undefined],
    ['never: nothing is known', [null, null], undefined],
    ['never: there is no line', [], undefined],
  ])('%s', (_, values, step) => {
    expect(stepsBeyond(values, 1)).toBe(step);
  });
});

it('is of services where each has a row for each environment: the one to look at first speaks', () => {
  const rows = [
    row('a', 'ok', { environment: 'prod' }),
    row('a', 'critical', { environment: 'test' }),
    row('b', 'warning', { environment: 'prod', errorRatio: 0.1 }),
    row('b', 'warning', { environment: 'test', errorRatio: 0.2 }),
    row('c', 'ok'),
  ];
  expect(mostUrgentOfEach(rows).map(({ name, environment }) => [name, environment])).toEqual([
    ['a', 'test'],
    ['b', 'test'],
    ['c', undefined],
  ]);
  expect(healthVerdict(mostUrgentOfEach(rows), HOUR)).toMatchObject({
    total: 3,
    counts: { critical: 1, warning: 1, ok: 1 },
    worst: { name: 'a', environment: 'test' },
  });
});
