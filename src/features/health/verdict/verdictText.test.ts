import { type HealthVerdict } from '../../../analysis/healthVerdict';
import { type Reason, type State } from '../../../analysis/state';
import { otherStates, verdictText } from './verdictText';

const NONE = { critical: 0, warning: 0, unknown: 0, ok: 0 };
const formatTime = (time: number) => new Date(time).toISOString().slice(11, 16);

function verdict(counts: Partial<Record<State, number>>, reason?: Reason, since?: number): HealthVerdict {
  const all = { ...NONE, ...counts };
  const state = all.critical > 0 ? 'critical' : 'warning';
  return {
    total: Object.values(all).reduce((sum, count) => sum + count, 0),
    counts: all,
    worst: reason && { name: 'cart', judgement: { state, reason }, before: {}, trend: {}, change: {} },
    since,
  };
}

const slower: Reason = { rule: 'past', measure: 'p95', now: 0.09, before: 0.017 };

it.each<[HealthVerdict, string]>([
  [verdict({ ok: 8 }), 'All 8 services OK'],
  [verdict({ ok: 1 }), '1 service OK'],
  [verdict({ ok: 7, unknown: 1 }), '7 of 8 services OK'],
  [verdict({ unknown: 2 }), '0 of 2 services OK'],
  [
    verdict({ critical: 1, ok: 7 }, slower, Date.UTC(2026, 0, 15, 15, 45)),
    '1 of 8 services critical: {{service}}, p95 latency 90 ms, was 17 ms, since 15:45',
  ],
  [verdict({ critical: 2, ok: 6 }, slower), '2 of 8 services critical: {{service}}, p95 latency 90 ms, was 17 ms'],
  [
    verdict({ warning: 1, ok: 7 }, { rule: 'past', measure: 'errorRatio', now: 0.012, before: 0 }),
    '1 of 8 services with a warning: {{service}}, error rate 1.2%, was 0%',
  ],
])('says %j as: %s', (given, text) => {
  expect(verdictText(given, formatTime)).toBe(text);
});

it.each<[Reason, string]>([
  [{ rule: 'always-too-many', measure: 'errorRatio', now: 0.5, before: 0.5, limit: 0.5 }, 'error rate 50%, was 50%'],
  [{ rule: 'objective', measure: 'errorRatio', now: 0.14, objective: 0.01 }, 'error rate 14%, objective at most 1%'],
  [{ rule: 'objective', measure: 'p95', now: 0.4, objective: 0.3 }, 'p95 latency 400 ms, objective under 300 ms'],
  [
    { rule: 'near-objective', measure: 'errorRatio', now: 0.008, objective: 0.01 },
    'error rate 0.8%, objective at most 1%',
  ],
  [
    { rule: 'error-budget', measure: 'errorRatio', now: 0.02, rate: 20, target: 0.999, limit: 0.0144 },
    'error rate 2%, error budget spent 20× too fast',
  ],
  [{ rule: 'no-past', measure: 'errorRatio', now: 0.06 }, 'error rate 6%'],
  [{ rule: 'few-requests', requests: 19, failures: 2 }, '2 of 19 requests failed'],
  [{ rule: 'silent', before: 1204 }, 'no requests, were 1,204'],
])('says in short what %j is', (reason, finding) => {
  const text = verdictText(verdict({ critical: 1, ok: 1 }, reason), formatTime);
  expect(text).toBe(`1 of 2 services critical: {{service}}, ${finding}`);
});

it.each<[HealthVerdict, string[]]>([
  [verdict({ ok: 8 }), []],
  [verdict({ ok: 7, unknown: 1 }), ['1 unknown']],
  [verdict({ critical: 1, warning: 1, ok: 1 }, slower), ['1 warning']],
  [verdict({ critical: 1, warning: 2, unknown: 3 }, slower), ['2 warnings', '3 unknown']],
  [verdict({ warning: 2, unknown: 1 }, slower), ['1 unknown']],
])('tells beside %j of: %j', (given, texts) => {
  expect(otherStates(given)).toEqual(texts);
});
