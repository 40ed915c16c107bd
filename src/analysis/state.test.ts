import fc from 'fast-check';
import { judge, type Measured, type ServiceObjective, type State, urgencyOf } from './state';

const QUIET: Measured = { requests: 1000, errorRatio: 0, p95: 0.1 };

interface Case {
  name: string;
  now: Measured;
  before?: Measured;
  objective?: ServiceObjective;
  state: State;
  why: RegExp;
}

function check(cases: Case[]): void {
  it.each(cases)('$name: $state', ({ now, before = {}, objective, state, why }) => {
    const judgement = judge(now, before, objective);
    expect(judgement.state).toBe(state);
    expect(judgement.why).toMatch(why);
  });
}

describe('without requests', () => {
  check([
    { name: 'never any', now: {}, state: 'unknown', why: /^No requests in this time range$/ },
    {
      name: 'none, and few before',
      now: { requests: 0 },
      before: { requests: 19 },
      state: 'unknown',
      why: /No requests/,
    },
    {
      name: 'none, and enough before',
      now: {},
      before: { requests: 20 },
      state: 'bad',
      why: /^No requests any more; there were 20 in the period before$/,
    },
    {
      name: 'none, whatever the objective',
      now: { errorRatio: 1, p95: 9 },
      objective: { errorRatio: 0.01, p95: 0.1 },
      state: 'unknown',
      why: /No requests/,
    },
  ]);
});

describe('errors against an objective', () => {
  const objective = { errorRatio: 0.01 };
  check([
    { name: 'at half', now: { ...QUIET, errorRatio: 0.005 }, objective, state: 'ok', why: /^0.5% .*at most 1% fail/ },
    { name: 'above half', now: { ...QUIET, errorRatio: 0.0051 }, objective, state: 'warning', why: /more than half/ },
    { name: 'at the limit', now: { ...QUIET, errorRatio: 0.01 }, objective, state: 'warning', why: /more than half/ },
    {
      name: 'above the limit',
      now: { ...QUIET, errorRatio: 0.011 },
      objective,
      state: 'bad',
      why: /^1.1% of requests/,
    },
    {
      name: 'one failure',
      now: { requests: 10, errorRatio: 0.1 },
      objective,
      state: 'ok',
      why: /^10% of requests fail/,
    },
    {
      name: 'two failures',
      now: { requests: 10, errorRatio: 0.2 },
      objective,
      state: 'bad',
      why: /^20% of requests fail/,
    },
    {
      name: 'as bad as ever',
      now: { ...QUIET, errorRatio: 0.1 },
      before: { ...QUIET, errorRatio: 0.1 },
      objective,
      state: 'bad',
      why: /objective/,
    },
    {
      name: 'worse than ever, but as promised',
      now: { ...QUIET, errorRatio: 0.2 },
      before: QUIET,
      objective: { errorRatio: 0.5 },
      state: 'ok',
      why: /^20% of requests fail \(objective: at most 50% fail\)$/,
    },
  ]);
});

describe('errors without a past', () => {
  check([
    { name: 'under 1 %', now: { ...QUIET, errorRatio: 0.0099 }, state: 'ok', why: /no past to compare with/ },
    { name: '1 %', now: { ...QUIET, errorRatio: 0.01 }, state: 'warning', why: /^1% .*no past/ },
    { name: '5 %', now: { ...QUIET, errorRatio: 0.05 }, state: 'bad', why: /^5% .*no past/ },
    { name: 'all', now: { ...QUIET, errorRatio: 1 }, state: 'bad', why: /^100% of requests fail/ },
    {
      name: 'too little of a past',
      now: { ...QUIET, errorRatio: 0.05 },
      before: { requests: 19, errorRatio: 0.05 },
      state: 'bad',
      why: /no past/,
    },
  ]);
});

describe('errors of few requests', () => {
  check([
    { name: 'one of 19', now: { requests: 19, errorRatio: 1 / 19 }, state: 'ok', why: /^Only 19 requests: too few/ },
    {
      name: 'two of 19',
      now: { requests: 19, errorRatio: 2 / 19 },
      state: 'warning',
      why: /^2 of only 19 requests failed/,
    },
    {
      name: 'all of 19',
      now: { requests: 19, errorRatio: 1 },
      state: 'warning',
      why: /^19 of only 19 requests failed/,
    },
    {
      name: 'two of 20',
      now: { requests: 20, errorRatio: 0.1 },
      state: 'bad',
      why: /^10% of requests fail; there is no past/,
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
      state: 'bad',
      why: /^14% .*fail, 0% in the period before$/,
    },
    { name: 'a clear rise to 2 %', now: past(0.02), before: past(0.001), state: 'bad', why: /^2% .* 0.1% / },
    {
      name: 'a clear rise to just under 2 %',
      now: past(0.0199),
      before: past(0.001),
      state: 'warning',
      why: /period before$/,
    },
    {
      name: 'a clear rise that hardly anybody meets',
      now: { requests: 1e6, errorRatio: 0.004 },
      before: { requests: 1e6, errorRatio: 0.001 },
      state: 'ok',
      why: /^0.4% .* 0.1% in the period before$/,
    },
    {
      name: 'a clear rise by less than half',
      now: { requests: 1e6, errorRatio: 0.029 },
      before: { requests: 1e6, errorRatio: 0.02 },
      state: 'ok',
      why: /no clear change$/,
    },
    // z = 3.06 and 3.12: either side of one-sided p < 0.001
    {
      name: 'a rise that may be chance',
      now: past(0.0192),
      before: past(0.0044),
      state: 'ok',
      why: /no clear change$/,
    },
    {
      name: 'a rise that is not chance',
      now: past(0.0196),
      before: past(0.0044),
      state: 'warning',
      why: /period before$/,
    },
    { name: 'many, as always', now: past(0.05), before: past(0.05), state: 'warning', why: /no clear change$/ },
    { name: 'half of all, as always', now: past(0.5), before: past(0.5), state: 'bad', why: /no clear change$/ },
    { name: 'some, as always', now: past(0.049), before: past(0.049), state: 'ok', why: /no clear change$/ },
    { name: 'fewer', now: past(0.001), before: past(0.2), state: 'ok', why: /no clear change$/ },
  ]);
});

describe('durations', () => {
  const taking = (p95: number): Measured => ({ requests: 1000, errorRatio: 0, p95 });
  const objective = { p95: 0.3 };
  check([
    { name: 'as promised', now: taking(0.3), before: taking(0.01), objective, state: 'ok', why: /fail/ },
    {
      name: 'longer than promised',
      now: taking(0.301),
      before: taking(0.3),
      objective,
      state: 'bad',
      why: /^95% .* 301 ms \(objective: 95% within 300 ms\)$/,
    },
    {
      name: 'half as long again',
      now: taking(0.16),
      before: taking(0.1),
      state: 'warning',
      why: /up to 160 ms, 100 ms in the period before$/,
    },
    { name: 'three times as long', now: taking(0.31), before: taking(0.1), state: 'bad', why: /310 ms, 100 ms/ },
    { name: 'many times a trifle', now: taking(0.049), before: taking(0.001), state: 'ok', why: /fail/ },
    { name: 'longer by a little', now: taking(1.4), before: taking(1), state: 'ok', why: /fail/ },
    { name: 'faster', now: taking(0.1), before: taking(2), state: 'ok', why: /fail/ },
    { name: 'no past', now: taking(30), state: 'ok', why: /fail/ },
    {
      name: 'too little of a past',
      now: taking(3),
      before: { ...taking(0.1), requests: 19 },
      state: 'ok',
      why: /fail/,
    },
    { name: 'too few now', now: { ...taking(3), requests: 19 }, before: taking(0.1), state: 'ok', why: /too few/ },
  ]);
});

describe('what is not measured', () => {
  check([
    {
      name: 'no status',
      now: { requests: 1000, p95: 0.1 },
      before: { requests: 1000, p95: 0.1 },
      state: 'ok',
      why: /100 ms in the period before\. Errors are unknown: no status is measured$/,
    },
    {
      name: 'no status, and slow',
      now: { requests: 1000, p95: 1 },
      before: { requests: 1000, p95: 0.1 },
      state: 'bad',
      why: /1,000 ms, 100 ms/,
    },
    { name: 'no durations', now: { requests: 1000, errorRatio: 0 }, state: 'ok', why: /^0% of requests fail/ },
    { name: 'neither', now: { requests: 1000 }, state: 'unknown', why: /Errors are unknown/ },
    {
      name: 'neither, though promised',
      now: { requests: 1000 },
      objective: { errorRatio: 0.01, p95: 1 },
      state: 'unknown',
      why: /Errors are unknown/,
    },
  ]);
});

describe('for any numbers', () => {
  const number = fc.option(fc.oneof(fc.double(), fc.double({ min: 0, max: 1 }), fc.nat()), { nil: undefined });
  const measured = fc.record({ requests: number, errorRatio: number, p95: number });
  const objective = fc.record({ errorRatio: number, p95: number });

  it('never throws and always says why', () => {
    fc.assert(
      fc.property(measured, measured, objective, (now, before, promised) => {
        const { state, why } = judge(now, before, promised);
        expect(['ok', 'warning', 'bad', 'unknown']).toContain(state);
        expect(why).not.toBe('');
      })
    );
  });

  it('never calls well what had no requests', () => {
    fc.assert(
      fc.property(measured, measured, objective, (now, before, promised) => {
        const { state } = judge({ ...now, requests: 0 }, before, promised);
        expect(['unknown', 'bad']).toContain(state);
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
    const severity = { unknown: 0, ok: 1, warning: 2, bad: 3 };
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
  const states: State[] = ['ok', 'unknown', 'bad', 'warning'];
  expect(states.sort((a, b) => urgencyOf(b) - urgencyOf(a))).toEqual(['bad', 'warning', 'unknown', 'ok']);
});
