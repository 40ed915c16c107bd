import { fleetOf, randomFrom } from '../testing/fleet';
import { explainText, NotExplained } from './explainText';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

it.each<[what: string, text: string, kind: string]>([
  ['a list of lines', '[{"line":"ERROR no stock"}]', 'lines'],
  ['one line of JSON', '{"level":"error","msg":"no stock"}', 'lines'],
  ['lines of text', 'ERROR no stock\nINFO ok', 'lines'],
  ['a page of metrics', '# TYPE up gauge\nup 1\n', 'metrics'],
  ['a page with its job', '{"job":"cart","metrics":"up 1"}', 'metrics'],
  ['names', '{"metrics":["shop/cart"],"logs":["cart"],"traces":["cart"]}', 'joins'],
  ['a trace of Tempo', '{"trace":{"resourceSpans":[]}}', 'traces'],
  ['a trace of the first version of its API', '{"batches":[]}', 'traces'],
  ['a trace as OTLP has it', '{"resourceSpans":[]}', 'traces'],
  ['a line with the id of a trace', '{"trace":"4bf92f3577b34da6a3ce929d0e0e4736","msg":"x"}', 'lines'],
  ['a line of the Elastic Common Schema', '{"trace":{"id":"4bf92f3577b34da6a3ce929d0e0e4736"},"message":"x"}', 'lines'],
  ['a line with data', '{"msg":"x","data":{"sku":"x1"}}', 'lines'],
  ['a line with batches', '{"msg":"x","batches":[1,2]}', 'lines'],
])('%s is told by its form', (_, text, kind) => {
  expect(explainText(text).kind).toBe(kind);
});

it('reads each line of a text', () => {
  const explained = explainText('level=error msg=a\n\nlevel=info msg=b\n');
  expect(explained.kind === 'lines' && explained.lines.map(({ read }) => read.level?.value)).toEqual(['error', 'info']);
});

it('joins names by the ids of lines', () => {
  const lines = [1, 2, 3].map((id) => ({ traceId: TRACE, spanId: `${id}` }));
  const spans = lines.map((line) => ({ ...line, service: 'cart', start: 0, duration: 1 }));
  const explained = explainText(JSON.stringify({ logs: [{ name: 'pod-7', lines }], traces: ['cart'], spans }));
  expect(explained.kind === 'joins' && explained.services).toMatchObject([
    { service: 'cart', logs: { name: 'pod-7', evidence: { kind: 'traces', agree: 3, of: 3 } } },
  ]);
});

it('reads the spans of a trace, and counts those without an id', () => {
  const spans = [{ traceId: TRACE, spanId: '00f067aa0ba902b7', name: 'GET /cart', kind: 2 }, { name: 'odd' }];
  const explained = explainText(JSON.stringify({ batches: [{ scopeSpans: [{ spans }] }] }));
  expect(explained).toMatchObject({
    kind: 'traces',
    traces: {
      spans: [{ place: 'root', read: { kind: { value: 'server' }, route: { value: '/cart', from: 'name' } } }],
      roots: ['00f067aa0ba902b7'],
      notRead: 1,
    },
  });
});

it('joins names by exemplars, and by the requests that both count', () => {
  const exemplars = [1, 2].map((id) => ({ traceId: TRACE, spanId: `${id}` }));
  const counts = fleetOf(randomFrom(4), { routes: ['/a', '/b', '/c', '/d'], steps: 30, perStep: 40 }).requests;
  const text = JSON.stringify({
    metrics: [
      { name: 'fastapi', counts },
      { name: 'express', exemplars },
    ],
    traces: [{ name: 'cart', counts }, 'pay'],
    spans: exemplars.map((one) => ({ ...one, service: 'pay', start: 0, duration: 1 })),
  });
  const explained = explainText(text);
  expect(explained.kind === 'joins' && explained.services.map(({ traces }) => traces)).toMatchObject([
    { name: 'cart', evidence: { kind: 'requests', routes: 4 } },
    { name: 'pay', evidence: { kind: 'exemplars', agree: 2, of: 2 } },
  ]);
});

it.each<[text: string, kind: 'lines' | 'metrics' | 'joins' | undefined, message: RegExp]>([
  ['[{"lin":"x"}]', 'lines', /^Not a list of \{ line, labels, metadata \}: 0\.line: /],
  ['not metrics {', 'metrics', /^No page of metrics: Not a sample/],
  ['{"data":[{"traceID":"1","spans":[]}]}', undefined, /^Not a trace in OTLP JSON: the text: Expected "trace"/],
  ['{"batches":[{"scopeSpans":7}]}', undefined, /^Not a trace in OTLP JSON: batches\.0\.scopeSpans: /],
  ['{"logs":7}', 'joins', /^Not names by metrics, logs and traces: logs: /],
])('says what %s is not', (text, kind, message) => {
  expect(() => explainText(text, { kind })).toThrow(NotExplained);
  expect(() => explainText(text, { kind })).toThrow(message);
});
