import { type ParsedLogLine } from '../telemetry/questions/logs';
import { type CandidateSpan, likelyTraces, PRECISION, type Rule } from './likelyTraces';

const line = (time: number, reading: Partial<ParsedLogLine>) => ({
  time,
  reading: { format: 'json', level: 'info', message: '', fields: {}, ...reading } as ParsedLogLine,
});
const span = (traceId: string, given: Partial<CandidateSpan> = {}): CandidateSpan => ({
  traceId,
  service: 'payments',
  start: 1000,
  duration: 100,
  method: 'POST',
  route: '/charge/:id',
  status: 500,
  ...given,
});
const ended = { service: 'payments', method: 'POST', path: '/charge/7', status: 500 };

it.each<[string, number, Partial<ParsedLogLine>, CandidateSpan[], Rule, string[]]>([
  ['request id', 1050, { requestId: 'r' }, [span('a', { requestId: 'r' }), span('b')], 'request-id', ['a']],
  [
    'duration',
    1101,
    { ...ended, duration: 0.1 },
    [span('a'), span('b', { start: 900, duration: 200 })],
    'duration',
    ['a'],
  ],
  ['outcome', 1101, ended, [span('a'), span('b', { status: 201 })], 'outcome', ['a']],
  ['route', 1050, { service: 'payments', path: '/charge/7' }, [span('a'), span('b', { route: '/' })], 'route', ['a']],
  [
    'moment',
    1050,
    { service: 'payments' },
    [span('a'), span('b', { start: 5000 }), span('c', { service: 'x' })],
    'moment',
    ['a'],
  ],
])('goes by %s', (_, time, reading, spans, rule, ids) => {
  const found = likelyTraces(line(time, reading), [], spans);
  expect(found.map(({ traceId }) => traceId)).toEqual(ids);
  expect(found[0]).toMatchObject({ rule, sure: PRECISION[rule] });
});

it('takes the word of another line of the same request', () => {
  const other = line(0, { requestId: 'r', traceId: 'a' });
  expect(likelyTraces(line(1, { requestId: 'r' }), [other], [])).toMatchObject([{ traceId: 'a', rule: 'request-id' }]);
});

it('is less sure where it could not look at all requests, but for an id', () => {
  expect(likelyTraces(line(1101, ended), [], [span('a')], true)).toMatchObject([
    {
      traceId: 'a',
      sure: PRECISION.outcome / 2,
      reason: expect.stringContaining('not all requests were checked'),
    },
  ]);
  expect(likelyTraces(line(1, { requestId: 'r' }), [], [span('a', { requestId: 'r' })], true)[0]?.sure).toBe(1);
});

it('is half as sure of each of two, and names none where none was running', () => {
  expect(likelyTraces(line(1101, ended), [], [span('a'), span('b')]).map(({ sure }) => sure)).toEqual([
    PRECISION.outcome / 2,
    PRECISION.outcome / 2,
  ]);
  expect(likelyTraces(line(9999, ended), [], [span('a')])).toEqual([]);
});
