import { parseLogLine } from '../../telemetry/logLine/parseLogLine';
import { linesAlike } from './alike';

const TRACE = '00000000000000000000000000abc123';
const alike = (body: string) => linesAlike({ body, reading: parseLogLine(body, {}, {}) });
const matches = (filter: ReturnType<typeof alike>, body: string) => new RegExp(filter?.text ?? '(?!)').test(body);

it.each([
  [
    'numbers',
    'card of 17 declined after 250ms',
    ['card of 99 declined after 3ms', '10:00 card of 1 declined after 2ms x'],
    ['card of 17 accepted after 250ms', 'card of anna declined after 3ms'],
  ],
  [
    'ids of its own request, however short',
    '2026-01-15 10:30:15,123 - main - ERROR - card declined - trace_id=abc123 - span_id=f1',
    ['2026-02-16 11:30:15,123 - main - ERROR - card declined - trace_id=1f - span_id=2'],
    ['2026-02-16 11:30:15,123 - main - ERROR - card accepted - trace_id=abc123 - span_id=f1'],
  ],
  [
    'messages in JSON',
    JSON.stringify({ level: 'error', message: 'order "7" at /pay failed', trace_id: TRACE }),
    [JSON.stringify({ message: 'order "8" at /pay failed', level: 'error' })],
    [JSON.stringify({ message: 'order "8" at /cart failed', level: 'error' })],
  ],
  ['signs of expressions', 'a (b) [c] x.y+z$ failed', ['a (b) [c] x.y+z$ failed'], ['a (b) [c] xzy+z$ failed']],
])('%s', (_, body, others, decoys) => {
  const filter = alike(body);
  expect(filter).toMatchObject({ kind: 'regexp', caseSensitive: true, op: 'include' });
  expect([body, ...others].filter((one) => !matches(filter, one))).toEqual([]);
  expect(decoys.filter((one) => matches(filter, one))).toEqual([]);
});

it.each([['17 250'], [`${'w'.repeat(40)} `.repeat(60)], ['']])(
  'has none for a line without words of its own, or with too many',
  (body) => {
    expect(alike(body)).toBeUndefined();
  }
);

it('has none where the message is not a part of the line', () => {
  const reading = { ...parseLogLine('x', {}, {}), message: 'put together' };
  expect(linesAlike({ body: 'x', reading })).toBeUndefined();
});
