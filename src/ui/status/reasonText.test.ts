import { type Baseline } from '../../analysis/comparison';
import { type Reason } from '../../analysis/state';
import { formatJudged, judgementText, reasonText } from './reasonText';

const HOUR: Baseline = { comparison: 'off', seconds: 3600 };

it.each<[Reason, string]>([
  [{ rule: 'failed', message: 'Prometheus timed out' }, 'Prometheus timed out'],
  [{ rule: 'no-requests' }, 'No requests in this time range'],
  [{ rule: 'silent', before: 1204 }, 'No requests; 1,204 in the previous hour'],
  [{ rule: 'unmeasured' }, 'The metrics carry neither status code nor latency'],
  [{ rule: 'few-requests', requests: 1, failures: 0 }, 'Only 1 request: too few to judge the error rate'],
  [{ rule: 'few-requests', requests: 19, failures: 1 }, 'Only 19 requests: too few to judge the error rate'],
  [{ rule: 'few-requests', requests: 19, failures: 1.6 }, '2 of 19 requests failed (small sample)'],
  [{ rule: 'objective', measure: 'errorRatio', now: 0.14, objective: 0.01 }, 'Error rate 14% (objective: at most 1%)'],
  [{ rule: 'objective', measure: 'p95', now: 0.301, objective: 0.3 }, 'p95 latency 301 ms (objective: under 300 ms)'],
  [
    { rule: 'near-objective', measure: 'errorRatio', now: 0.006, objective: 0.01 },
    'Error rate 0.6%, over half of the objective (at most 1%)',
  ],
  [
    { rule: 'error-budget', measure: 'errorRatio', now: 0.02, rate: 20, target: 0.999, limit: 0.0144 },
    'Error rate 2%: error budget spent 20× too fast (99.9% objective)',
  ],
  [
    { rule: 'error-budget', measure: 'errorRatio', now: 0.0004, rate: 0.4, target: 0.999, limit: 0.001 },
    'Error rate 0.04%: error budget lasts (99.9% objective)',
  ],
  [{ rule: 'no-past', measure: 'errorRatio', now: 0.06 }, 'Error rate 6%; no earlier data to compare with'],
  [{ rule: 'no-past', measure: 'p95', now: 0.09 }, 'p95 latency 90 ms; no earlier data to compare with'],
  [{ rule: 'past', measure: 'errorRatio', now: 0.14, before: 0.001 }, 'Error rate 14%, was 0.1% in the previous hour'],
  [{ rule: 'past', measure: 'p95', now: 1.9, before: 0.41 }, 'p95 latency 1.9 s, was 410 ms in the previous hour'],
  [
    { rule: 'no-clear-change', measure: 'errorRatio', now: 0.002, before: 0 },
    'Error rate 0.2%, was 0% in the previous hour: no clear change',
  ],
  [
    { rule: 'always-too-many', measure: 'errorRatio', now: 0.51, before: 0.52, limit: 0.5 },
    'Error rate 51%, was 52% in the previous hour: no clear change, but 50% or more',
  ],
])('says %j as: %s', (reason, text) => {
  expect(reasonText(reason, HOUR)).toBe(text);
});

it.each<[Baseline, string]>([
  [{ comparison: 'previous', seconds: 6 * 3600 }, 'No requests; 20 in the previous 6 hours'],
  [{ comparison: 'off', seconds: 1234.5 }, 'No requests; 20 in the previous period'],
  [{ comparison: 'yesterday', seconds: 3600 }, 'No requests; 20 yesterday'],
  [{ comparison: 'last-week', seconds: 3600 }, 'No requests; 20 last week'],
])('names the time compared with: %j', (baseline, text) => {
  expect(reasonText({ rule: 'silent', before: 20 }, baseline)).toBe(text);
});

it.each([
  ['errorRatio', 0.1, '10%'],
  ['errorRatio', 0.0105, '1.1%'],
  ['errorRatio', 0.00001, '< 0.01%'],
  ['p95', 0.017, '17 ms'],
  ['p95', 0.0005, '0.5 ms'],
  ['p95', 100, '1.7 mins'],
] as const)('writes %s %d as %s', (measure, value, text) => {
  expect(formatJudged(measure, value)).toBe(text);
});

it('says beside the reason that nothing is known of errors', () => {
  const reason: Reason = { rule: 'past', measure: 'p95', now: 0.1, before: 0.1 };
  const known = 'p95 latency 100 ms, was 100 ms yesterday';
  const yesterday: Baseline = { comparison: 'yesterday', seconds: 3600 };
  expect(judgementText({ state: 'ok', reason }, yesterday)).toBe(known);
  expect(judgementText({ state: 'ok', reason, isErrorRateUnknown: true }, yesterday)).toBe(
    `${known}. Error rate unknown: the metrics carry no status code`
  );
});
