import { openSampleShop } from '../sample';
import { type SampleLine, type SampleRequest } from '../sample/requests/request';
import { type LineReading } from '../telemetry/questions/logs';
import { type CandidateSpan, likelyTraces, PRECISION, type Rule, RULES } from './likelyTraces';

const TO = Date.UTC(2026, 5, 10, 12);
const line = (time: number, reading: Partial<LineReading>) => ({
  time,
  reading: { format: 'json', level: 'info', message: '', fields: {}, ...reading } as LineReading,
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

it.each<[string, number, Partial<LineReading>, CandidateSpan[], Rule, string[]]>([
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

it('is half as sure of each of two, and names none where none was running', () => {
  expect(likelyTraces(line(1101, ended), [], [span('a'), span('b')]).map(({ sure }) => sure)).toEqual([
    PRECISION.outcome / 2,
    PRECISION.outcome / 2,
  ]);
  expect(likelyTraces(line(9999, ended), [], [span('a')])).toEqual([]);
});

describe('on 1,000 requests whose ids were removed', () => {
  const { requests } = openSampleShop().requests.find({ from: TO - 3_600_000, to: TO, limit: 1000 });
  const spans = requests.flatMap(serverSpans);

  /** What a line can still say under each rule: the surer ones are kept from speaking. */
  const SAID: Record<Exclude<Rule, 'request-id'>, (of: SampleLine) => Partial<LineReading>> = {
    duration: (of) => ({ ...outcomeOf(of), duration: Math.round(Number(of.attributes.duration) * 1000) / 1000 }),
    outcome: outcomeOf,
    route: ({ service, attributes: { method, path } }) => ({ service, method, path }),
    moment: ({ service }) => ({ service }),
  };

  it.each(RULES.filter((rule) => rule !== 'request-id'))('“%s” is as precise as it says', (rule) => {
    let named = 0;
    let claimed = 0;
    let right = 0;
    for (const { lines } of requests) {
      const ending = lines.at(-1);
      if (!ending?.attributes.duration) {
        continue;
      }
      const found = likelyTraces(line(written(ending), SAID[rule](ending)), [], spans);
      const [first] = found;
      if (first?.rule === rule) {
        named++;
        claimed += first.sure;
        right += first.traceId === ending.traceId ? 1 : 0;
      }
    }
    expect(named).toBeGreaterThan(900);
    expect(right / named).toBeGreaterThan(claimed / named);
  });
});

/** Lines are written a little after what they tell, by up to 10 ms here, always the same for the same line. */
function written({ time, spanId }: SampleLine): number {
  return time + (parseInt(spanId.slice(-4), 16) / 0xffff) * 10;
}

function outcomeOf({ service, attributes: { method, path, status } }: SampleLine): Partial<LineReading> {
  return { service, method, path, status: Number(status) };
}

function serverSpans({ spans }: SampleRequest): CandidateSpan[] {
  return spans
    .filter(({ kind }) => kind === 'server')
    .map(({ traceId, service, start, duration, attributes }) => ({
      traceId,
      service,
      start,
      duration,
      method: attributes['http.request.method'],
      route: attributes['http.route'],
      path: attributes['url.path'],
      status: Number(attributes['http.response.status_code']),
    }));
}
