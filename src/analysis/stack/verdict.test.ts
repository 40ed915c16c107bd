import { type Lost, type StackAnswer, type StackServer, type StackSignal } from '../../telemetry/questions/stack';
import { FRESHNESS_LIMITS, freshnessOf } from './freshness';
import { AT, server, stackAnswer, STORES } from './testing/stackAnswer';
import { stackVerdict } from './verdict';

const of = (answer: StackAnswer, wanted: StackSignal) =>
  stackVerdict(answer).signals.find(({ signal }) => signal === wanted);
const rulesOf = (answer: StackAnswer, signal: StackSignal) => of(answer, signal)?.reasons.map(({ rule }) => rule);

describe('how new the newest is', () => {
  it.each(Object.entries(FRESHNESS_LIMITS) as Array<[StackSignal, (typeof FRESHNESS_LIMITS)[StackSignal]]>)(
    'of %s: up to the limits',
    (signal, { late, missing }) => {
      expect([0, late - 1].map((age) => freshnessOf(signal, age))).toEqual(['fresh', 'fresh']);
      expect([late, missing - 1].map((age) => freshnessOf(signal, age))).toEqual(['late', 'late']);
      expect([missing, undefined].map((age) => freshnessOf(signal, age))).toEqual(['missing', 'missing']);
    }
  );
});

it('trusts everything that is fresh, and says how old the oldest is', () => {
  const verdict = stackVerdict(stackAnswer());
  expect(verdict).toMatchObject({ state: 'ok', oldest: 12 });
  expect(verdict.signals.map(({ state, freshness, reasons }) => [state, freshness, reasons])).toEqual(
    Array.from({ length: 3 }, () => ['ok', 'fresh', []])
  );
});

it.each<[string, Parameters<typeof stackAnswer>[0], StackSignal, string, string[]]>([
  ['lines of ten minutes ago', { logs: { value: { newest: AT - 600_000 } } }, 'logs', 'critical', ['old']],
  ['lines of three minutes ago', { logs: { value: { newest: AT - 180_000 } } }, 'logs', 'warning', ['old']],
  ['no line', { logs: { value: {} } }, 'logs', 'critical', ['none']],
  ['spans of six minutes ago', { traces: { value: { newest: AT - 360_000 } } }, 'traces', 'critical', ['old']],
  ['a line of the future', { logs: { value: { newest: AT + 60_000 } } }, 'logs', 'warning', ['clock']],
  [
    'a Loki that does not answer',
    { logs: { unanswered: { kind: 'failed', message: '', advice: '' } } },
    'logs',
    'critical',
    ['unanswered'],
  ],
  [
    'no Tempo',
    { traces: { unanswered: { kind: 'absent', message: '', advice: '' } } },
    'traces',
    'unknown',
    ['unanswered'],
  ],
  ['one target of nine down', { metrics: { down: 1 } }, 'metrics', 'warning', ['targets']],
  ['half of the targets down', { metrics: { down: 5 } }, 'metrics', 'critical', ['targets']],
])('%s', (_, given, signal, state, rules) => {
  const answer = stackAnswer(given);
  expect(of(answer, signal)?.state).toBe(state);
  expect(rulesOf(answer, signal)).toEqual(rules);
  expect(stackVerdict(answer).signals[0]?.signal).toBe(signal);
});

/** The state of logs where Loki refuses so many of a hundred lines a second. */
function logsWithLost(perSecond: number, hasArrived: boolean) {
  const loki = server({
    product: 'loki',
    arriving: [{ of: 'lines', perSecond: 100 }],
    lost: [{ of: 'lines', perSecond, reason: 'rate_limited', hasArrived }],
  });
  return of(stackAnswer({ metrics: { servers: [loki] } }), 'logs');
}

it.each([
  [0.05, true, 'ok'],
  [0.1, true, 'warning'],
  [4.9, true, 'warning'],
  [5, true, 'critical'],
  // Of those that came through: 5 of 105.
  [5, false, 'warning'],
  [6, false, 'critical'],
])('%d of 100 lines lost (among them: %s) is %s', (perSecond, hasArrived, state) => {
  expect(logsWithLost(perSecond, hasArrived)?.state).toBe(state);
});

it('is of what arrives at the other parts, where a part is sent nothing from outside', () => {
  const part = (component: string, given: Partial<StackServer>) =>
    server({ product: 'loki', component, job: `logs/loki-${component}`, namespace: 'logs', ...given });
  const lost = [{ of: 'lines' as const, perSecond: 0.2, reason: 'stream_limit', hasArrived: true }];
  const servers = [
    part('ingester', { lost }),
    part('distributor', { arriving: [{ of: 'lines', perSecond: 100 }] }),
    server({ product: 'loki', job: 'other', namespace: 'other', arriving: [{ of: 'lines', perSecond: 900 }] }),
  ];
  const logs = of(stackAnswer({ metrics: { servers } }), 'logs');
  expect(logs).toMatchObject({ state: 'warning', reasons: [{ rule: 'lost', component: 'ingester' }] });
  expect(logs?.reasons).toMatchObject([{ loss: { share: 0.002 } }]);
});

it.each<[string, number, Array<[reason: string, perSecond: number]>, number]>([
  ['all that was accepted and could not be sent', 100, [['send_failed', 100]], 1],
  ['half of it', 100, [['send_failed', 50]], 0.5],
  ['what is refused at the door', 90, [['refused', 10]], 0.1],
  // The queue had no room for just those that are refused.
  [
    'what both exporter and receiver count, once',
    90,
    [
      ['refused', 10],
      ['queue_full', 10],
    ],
    0.1,
  ],
])('of a collector is lost %s', (_, perSecond, reasons, share) => {
  const lost = reasons.map(([reason, each]): Lost => ({
    of: 'spans',
    perSecond: each,
    reason,
    ...(reason === 'refused' ? { mayBeTold: true } : { hasArrived: true }),
  }));
  const collector = server({ product: 'collector', arriving: [{ of: 'spans', perSecond }], lost });
  const answer = stackAnswer({ metrics: { servers: [...STORES, collector] } });
  expect(of(answer, 'traces')?.reasons).toMatchObject([{ rule: 'lost', product: 'collector', loss: { share } }]);
});

it('says which server loses what, and why', () => {
  expect(logsWithLost(40, true)?.reasons).toEqual([
    {
      rule: 'lost',
      product: 'loki',
      component: undefined,
      loss: { of: 'lines', perSecond: 40, share: 0.4, reason: 'rate_limited' },
    },
  ]);
});

it('a server that is down is one reason, and worse than one of several processes', () => {
  const tempo = (instance: string, isUp: boolean) => server({ product: 'tempo', job: 'tempo', instance, isUp });
  const with_ = (...servers: Array<ReturnType<typeof tempo>>) => of(stackAnswer({ metrics: { servers } }), 'traces');
  expect(with_(tempo('a', false))?.state).toBe('critical');
  expect(with_(tempo('a', false), tempo('b', true))?.state).toBe('warning');
});

it('a sender counts for the signals that it sends', () => {
  const alloy = server({
    product: 'alloy',
    arriving: [{ of: 'lines', perSecond: 10 }],
    lost: [{ of: 'lines', perSecond: 10, reason: 'ingester_error' }],
  });
  const answer = stackAnswer({ metrics: { servers: [...STORES, alloy] } });
  expect(['logs', 'traces'].map((signal) => of(answer, signal as StackSignal)?.state)).toEqual(['critical', 'ok']);
  const down = stackAnswer({ metrics: { servers: [...STORES, server({ product: 'promtail', isUp: false })] } });
  expect(rulesOf(down, 'logs')).toEqual(['down']);
  expect(rulesOf(down, 'traces')).toEqual([]);
});

it('a clock that is off makes times of all pages wrong', () => {
  const state = (seconds: number) =>
    of(stackAnswer({ metrics: { clocks: [{ instance: 'a', seconds }] } }), 'metrics')?.state;
  expect([4.9, -4.9, 5, -30].map(state)).toEqual(['ok', 'ok', 'warning', 'warning']);
  const several = [7, -30, 2].map((seconds) => ({ instance: `at ${seconds}`, seconds }));
  expect(of(stackAnswer({ metrics: { clocks: several } }), 'metrics')?.reasons).toEqual([
    { rule: 'clock', instance: 'at -30', seconds: -30, others: 1 },
  ]);
});

it('knows whether anybody would notice what stores refuse', () => {
  const answer = stackAnswer({ metrics: { servers: STORES.filter(({ product }) => product !== 'loki') } });
  expect(of(answer, 'logs')).toMatchObject({ state: 'ok', isStoreKnown: false });
  expect(of(answer, 'traces')).toMatchObject({ isStoreKnown: true });
});
