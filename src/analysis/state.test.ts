import fc from 'fast-check';
import { judge, type Measured, type Reason, type ServiceObjective, type State, urgencyOf } from './state';

const QUIET: Measured = { requests: 1000, errorRatio: 0, p95: 0.1 };

interface Case {
  name: string;
  now: Measured;
  before?: Measured;
  objective?: ServiceObjective;
  state: State;
  reason: Partial<Reason>;
}

function check(cases: Case[]): void {
  it.each(cases)('$name: $state', ({ now, before = {}, objective, state, reason }) => {
    const judgement = judge(now, before, objective);
    expect(judgement.state).toBe(state);
    expect(judgement.reason).toMatchObject(reason);
  });
}

describe('without requests', () => {
  check([
    { name: 'never any', now: {}, state: 'unknown', reason: { rule: 'no-requests' } },
    {
      name: 'none, and few before',
      now: { requests: 0 },
      before: { requests: 19 },
      state: 'unknown',
      reason: { rule: 'no-requests' },
    },
    {
      name: 'none, and enough before',
      now: {},
      before: { requests: 20 },
      state: 'critical',
      reason: { rule: 'silent', before: 20 },
    },
    {
      name: 'none, whatever the objective',
      now: { errorRatio: 1, p95: 9 },
      objective: { errorRatio: 0.01, p95: 0.1 },
      state: 'unknown',
      reason: { rule: 'no-requests' },
    },
  ]);
});

describe('errors against an objective', () => {
  const objective = { errorRatio: 0.01 };
  check([
    {
      name: 'at half',
      now: { ...QUIET, errorRatio: 0.005 },
      objective,
      state: 'ok',
      reason: { rule: 'objective', now: 0.005, objective: 0.01 },
    },
    {
      name: 'above half',
      now: { ...QUIET, errorRatio: 0.0051 },
      objective,
      state: 'warning',
      reason: { rule: 'near-objective', objective: 0.01 },
    },
    {
      name: 'at the limit',
      now: { ...QUIET, errorRatio: 0.01 },
      objective,
      state: 'warning',
      reason: { rule: 'near-objective', objective: 0.01 },
    },
    {
      name: 'above the limit',
      now: { ...QUIET, errorRatio: 0.011 },
      objective,
      state: 'critical',
      reason: { rule: 'objective', measure: 'errorRatio', now: 0.011 },
    },
    {
      name: 'one failure',
      now: { requests: 10, errorRatio: 0.1 },
      objective,
      state: 'ok',
      reason: { rule: 'objective', now: 0.1 },
    },
    {
      name: 'two failures',
      now: { requests: 10, errorRatio: 0.2 },
      objective,
      state: 'critical',
      reason: { rule: 'objective', now: 0.2 },
    },
    {
      name: 'as bad as ever',
      now: { ...QUIET, errorRatio: 0.1 },
      before: { ...QUIET, errorRatio: 0.1 },
      objective,
      state: 'critical',
      reason: { rule: 'objective' },
    },
    {
      name: 'worse than ever, but as promised',
      now: { ...QUIET, errorRatio: 0.2 },
      before: QUIET,
      objective: { errorRatio: 0.5 },
      state: 'ok',
      reason: { rule: 'objective', now: 0.2, objective: 0.5 },
    },
  ]);
});

describe('errors without a past', () => {
  check([
    {
      name: 'under 1 %',
      now: { ...QUIET, errorRatio: 0.0099 },
      state: 'ok',
      reason: { rule: 'no-past', measure: 'errorRatio' },
    },
    { name: '1 %', now: { ...QUIET, errorRatio: 0.01 }, state: 'warning', reason: { rule: 'no-past', now: 0.01 } },
    { name: '5 %', now: { ...QUIET, errorRatio: 0.05 }, state: 'critical', reason: { rule: 'no-past', now: 0.05 } },
    { name: 'all', now: { ...QUIET, errorRatio: 1 }, state: 'critical', reason: { rule: 'no-past', now: 1 } },
    {
      name: 'too little of a past',
      now: { ...QUIET, errorRatio: 0.05 },
      before: { requests: 19, errorRatio: 0.05 },
      state: 'critical',
      reason: { rule: 'no-past' },
    },
  ]);
});

describe('errors of few requests', () => {
  check([
    {
      name: 'one of 19',
      now: { requests: 19, errorRatio: 1 / 19 },
      state: 'ok',
      reason: { rule: 'few-requests', requests: 19, failures: 1 },
    },
    {
      name: 'two of 19',
      now: { requests: 19, errorRatio: 2 / 19 },
      state: 'warning',
      reason: { rule: 'few-requests', requests: 19, failures: 2 },
    },
    {
      name: 'all of 19',
      now: { requests: 19, errorRatio: 1 },
      state: 'warning',
      reason: { rule: 'few-requests', requests: 19, failures: 19 },
    },
    {
      name: 'two of 20',
      now: { requests: 20, errorRatio: 0.1 },
      state: 'critical',
      reason: { rule: 'no-past', now: 0.1 },
    },
  ]);
});

describe('errors against the past', () => {
  const past = (errorRatio: number): Measured => ({ ...QUIET, errorRatio });
  check([
    {
      name: 'from none to 14 %',
      now: past(0.14),
      before: past(0),
      state: 'critical',
      reason: { rule: 'past', measure: 'errorRatio', now: 0.14, before: 0 },
    },
    {
      name: 'a clear rise to 2 %',
      now: past(0.02),
      before: past(0.001),
      state: 'critical',
      reason: { rule: 'past', now: 0.02, before: 0.001 },
    },
    {
      name: 'a clear rise to just under 2 %',
      now: past(0.0199),
      before: past(0.001),
      state: 'warning',
      reason: { rule: 'past' },
    },
    {
      name: 'a clear rise that hardly anybody meets',
      now: { requests: 1e6, errorRatio: 0.004 },
      before: { requests: 1e6, errorRatio: 0.001 },
      state: 'ok',
      reason: { rule: 'past', now: 0.004, before: 0.001 },
    },
    {
      name: 'a clear rise by less than half',
      now: { requests: 1e6, errorRatio: 0.029 },
      before: { requests: 1e6, errorRatio: 0.02 },
      state: 'ok',
      reason: { rule: 'no-clear-change' },
    },
    // z = 3.06 and 3.12: either side of one-sided p < 0.001
    {
      name: 'a rise that may be chance',
      now: past(0.0192),
      before: past(0.0044),
      state: 'ok',
      reason: { rule: 'no-clear-change' },
    },
    {
      name: 'a rise that is not chance',
      now: past(0.0196),
      before: past(0.0044),
      state: 'warning',
      reason: { rule: 'past' },
    },
    {
      name: 'many, as always',
      now: past(0.05),
      before: past(0.05),
      state: 'warning',
      reason: { rule: 'always-too-many', limit: 0.05 },
    },
    {
      name: 'half of all, as always',
      now: past(0.5),
      before: past(0.5),
      state: 'critical',
      reason: { rule: 'always-too-many', limit: 0.5 },
    },
    {
      name: 'some, as always',
      now: past(0.049),
      before: past(0.049),
      state: 'ok',
      reason: { rule: 'no-clear-change' },
    },
    { name: 'fewer', now: past(0.001), before: past(0.2), state: 'ok', reason: { rule: 'no-clear-change' } },
  ]);
});

describe('durations', () => {
  const taking = (p95: number): Measured => ({ requests: 1000, errorRatio: 0, p95 });
  const objective = { p95: 0.3 };
  check([
    {
      name: 'as promised',
      now: taking(0.3),
      before: taking(0.01),
      objective,
      state: 'ok',
      reason: { measure: 'errorRatio' },
    },
    {
      name: 'longer than promised',
      now: taking(0.301),
      before: taking(0.3),
      objective,
      state: 'critical',
      reason: { rule: 'objective', measure: 'p95', now: 0.301, objective: 0.3 },
    },
    {
      name: 'half as long again',
      now: taking(0.16),
      before: taking(0.1),
      state: 'warning',
      reason: { rule: 'past', measure: 'p95', now: 0.16, before: 0.1 },
    },
    {
      name: 'three times as long',
      now: taking(0.31),
      before: taking(0.1),
      state: 'critical',
      reason: { rule: 'past', measure: 'p95', now: 0.31, before: 0.1 },
    },
    {
      name: 'many times a trifle',
      now: taking(0.049),
      before: taking(0.001),
      state: 'ok',
      reason: { measure: 'errorRatio' },
    },
    { name: 'longer by a little', now: taking(1.4), before: taking(1), state: 'ok', reason: { measure: 'errorRatio' } },
    { name: 'faster', now: taking(0.1), before: taking(2), state: 'ok', reason: { measure: 'errorRatio' } },
    { name: 'no past', now: taking(30), state: 'ok', reason: { measure: 'errorRatio' } },
    {
      name: 'too little of a past',
      now: taking(3),
      before: { ...taking(0.1), requests: 19 },
      state: 'ok',
      reason: { measure: 'errorRatio' },
    },
    {
      name: 'too few now',
      now: { ...taking(3), requests: 19 },
      before: taking(0.1),
      state: 'ok',
      reason: { rule: 'few-requests' },
    },
  ]);
});

describe('what is not measured', () => {
  check([
    {
      name: 'no status',
      now: { requests: 1000, p95: 0.1 },
      before: { requests: 1000, p95: 0.1 },
      state: 'ok',
      reason: { rule: 'past', measure: 'p95', now: 0.1, before: 0.1 },
    },
    {
      name: 'no status, and slow',
      now: { requests: 1000, p95: 1 },
      before: { requests: 1000, p95: 0.1 },
      state: 'critical',
      reason: { rule: 'past', measure: 'p95', now: 1, before: 0.1 },
    },
    {
      name: 'no durations',
      now: { requests: 1000, errorRatio: 0 },
      state: 'ok',
      reason: { measure: 'errorRatio', now: 0 },
    },
    { name: 'neither', now: { requests: 1000 }, state: 'unknown', reason: { rule: 'unmeasured' } },
    {
      name: 'neither, though promised',
      now: { requests: 1000 },
      objective: { errorRatio: 0.01, p95: 1 },
      state: 'unknown',
      reason: { rule: 'unmeasured' },
    },
  ]);
});

it('says that nothing is known of failures only where all else is well', () => {
  const slow = { requests: 1000, p95: 1 };
  expect(judge(slow, slow).isErrorRateUnknown).toBe(true);
  expect(judge(slow, { ...slow, p95: 0.1 }).isErrorRateUnknown).toBeUndefined();
  expect(judge({ ...slow, errorRatio: 0 }, slow).isErrorRateUnknown).toBeUndefined();
});

describe('for any numbers', () => {
  const number = fc.option(fc.oneof(fc.double(), fc.double({ min: 0, max: 1 }), fc.nat()), { nil: undefined });
  const measured = fc.record({ requests: number, errorRatio: number, p95: number });
  const objective = fc.record({ errorRatio: number, p95: number });

  it('never throws and always gives a reason', () => {
    fc.assert(
      fc.property(measured, measured, objective, (now, before, promised) => {
        const { state, reason } = judge(now, before, promised);
        expect(['ok', 'warning', 'critical', 'unknown']).toContain(state);
        expect(reason.rule).not.toBe('');
      })
    );
  });

  it('never calls well what had no requests', () => {
    fc.assert(
      fc.property(measured, measured, objective, (now, before, promised) => {
        const { state } = judge({ ...now, requests: 0 }, before, promised);
        expect(['unknown', 'critical']).toContain(state);
      })
    );
  });

  it('goes by the objectives alone where both are set, whatever the past', () => {
    const real = fc.record({
      requests: fc.integer({ min: 1, max: 1e6 }),
      errorRatio: fc.double({ min: 0, max: 1, noNaN: true }),
      p95: fc.double({ min: 0, max: 100, noNaN: true }),
    });
    const promise = fc.record({
      errorRatio: fc.double({ min: 0.0001, max: 1, noNaN: true }),
      p95: fc.double({ min: 0.001, max: 100, noNaN: true }),
    });
    fc.assert(
      fc.property(real, measured, promise, (now, before, promised) => {
        expect(judge(now, before, promised)).toEqual(judge(now, {}, promised));
      })
    );
  });

  it('is not milder for more errors', () => {
    const ratio = fc.double({ min: 0, max: 1, noNaN: true });
    const severity = { unknown: 0, ok: 1, warning: 2, critical: 3 };
    fc.assert(
      fc.property(ratio, ratio, ratio, fc.integer({ min: 1, max: 1e6 }), (a, b, past, requests) => {
        const at = (errorRatio: number) =>
          severity[judge({ requests, errorRatio }, { requests: 1000, errorRatio: past }).state];
        expect(at(Math.max(a, b))).toBeGreaterThanOrEqual(at(Math.min(a, b)));
      })
    );
  });
});

it('puts the worst first, and what is unknown before what is well', () => {
  const states: State[] = ['ok', 'unknown', 'critical', 'warning'];
  expect(states.sort((a, b) => urgencyOf(b) - urgencyOf(a))).toEqual(['critical', 'warning', 'unknown', 'ok']);
});

describe('an error budget', () => {
  const budget = { target: 0.999, critical: 14.4 };
  const of = (errorRatio: number, requests = 100_000) => judge({ requests, errorRatio }, {}, { budget });

  it.each([
    [0.02, 'critical', 0.0144],
    [0.01, 'warning', 0.001],
    [0.001, 'ok', 0.001],
    [0, 'ok', 0.001],
  ])('of which %d failed is judged %s, from %d on', (errorRatio, state, limit) => {
    const { reason, state: judged } = of(errorRatio);
    expect(judged).toBe(state);
    expect(reason).toMatchObject({ rule: 'error-budget', now: errorRatio, target: 0.999, limit });
  });

  it.each([
    [1, 'critical', 0.5],
    [0.5, 'critical', 0.5],
    [0.4, 'warning', 0.1],
  ])('that could not burn fast enough is critical where half fails: %d is %s', (errorRatio, state, limit) => {
    const loose = { target: 0.9, critical: 14.4 };
    const { reason, state: judged } = judge({ requests: 1000, errorRatio }, {}, { budget: loose });
    expect({ judged, ...reason }).toMatchObject({ judged: state, rule: 'error-budget', limit });
  });

  it('does not speak of so few requests that one of them decides', () => {
    expect(of(0.01, 100).reason.rule).not.toBe('error-budget');
  });

  it('says less than what is promised of each moment', () => {
    const promised = judge({ requests: 100_000, errorRatio: 0.02 }, {}, { errorRatio: 0.05, budget });
    expect(promised).toMatchObject({ state: 'ok', reason: { rule: 'objective' } });
  });
});
