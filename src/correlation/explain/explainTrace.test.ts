import fc from 'fast-check';
import { anySpans } from '../../analysis/trace/testing/spans';
import { databaseOf, isFailed, methodOf, peerOf, valueOf } from '../../telemetry/conventions/spans';
import { type Attributes, type Span } from '../../telemetry/questions/traces';
import { plainSpan } from '../../telemetry/testing/plain';
import { propertyRuns } from '../../telemetry/testing/propertyRuns';
import { explainTrace, type SpanRole } from './explainTrace';

const explained = (given: Partial<Span>) => explainTrace({ spans: [plainSpan(given)] }, 1).spans[0]!;

describe('what is read of a span says where it is from', () => {
  it.each<[what: string, given: Partial<Span>, role: SpanRole, value: unknown, from: string, replacedBy?: string]>([
    ['service', {}, 'service', 'shop', 'resource:service.name'],
    ['name', {}, 'name', 'work', 'span'],
    ['kind', { kind: 'consumer' }, 'kind', 'consumer', 'span'],
    ['duration', { duration: 250 }, 'duration', 0.25, 'span'],
    ['route', { attributes: { 'http.route': '/a/:id' } }, 'route', '/a/:id', 'span:http.route'],
    ['route of the name', { name: 'GET /a' }, 'route', '/a', 'name'],
    ['method', { attributes: { 'http.request.method': 'GET' } }, 'method', 'GET', 'span:http.request.method'],
    [
      'old method',
      { attributes: { 'http.method': 'GET' } },
      'method',
      'GET',
      'span:http.method',
      'http.request.method',
    ],
    ['method of the name', { name: 'GET /a' }, 'method', 'GET', 'name'],
    [
      'method in both conventions',
      { attributes: { 'http.method': 'GET', 'http.request.method': 'GET' } },
      'method',
      'GET',
      'several',
    ],
    [
      'old status',
      { attributes: { 'http.status_code': 503 } },
      'status',
      '503',
      'span:http.status_code',
      'http.response.status_code',
    ],
    ['error of the status', { status: 'error' }, 'error', true, 'status'],
    [
      'error of the HTTP status',
      { attributes: { 'http.status_code': 503 } },
      'error',
      true,
      'span:http.status_code',
      'http.response.status_code',
    ],
    ['no error', {}, 'error', false, 'status'],
    [
      'old environment',
      { resource: { 'deployment.environment': 'prod' } },
      'environment',
      'prod',
      'resource:deployment.environment',
      'deployment.environment.name',
    ],
    ['version', { resource: { 'service.version': '1.2' } }, 'version', '1.2', 'resource:service.version'],
    ['peer', { kind: 'client', attributes: { 'server.address': 'bank' } }, 'peer', 'bank', 'span:server.address'],
    [
      'old peer',
      { kind: 'client', attributes: { 'net.peer.name': 'bank' } },
      'peer',
      'bank',
      'span:net.peer.name',
      'server.address',
    ],
    [
      'old statement',
      { attributes: { 'db.system.name': 'mysql', 'db.statement': 'select 1' } },
      'statement',
      'select 1',
      'span:db.statement',
      'db.query.text',
    ],
  ])('%s', (_, given, role, value, from, ...[replacedBy]) => {
    expect(explained(given).read[role]).toEqual({ value, from, ...(replacedBy && { replacedBy }) });
  });
});

it('shows what no rule took, also where a preferred name says the same', () => {
  const attributes = { 'http.method': 'GET', 'http.request.method': 'GET', sku: 'x1' };
  const span = explained({ attributes, resource: { 'service.name': 'shop', 'host.arch': 'arm64' } });
  expect([span.attributes, span.resource]).toEqual([{ sku: 'x1' }, { 'host.arch': 'arm64' }]);
});

it('says which spans are roots and orphans, which came twice, and which have no id', () => {
  const id = (number: number) => number.toString(16).padStart(16, '0');
  const spans = [
    plainSpan({ spanId: id(1) }),
    plainSpan({ spanId: id(2), parentSpanId: id(1) }),
    plainSpan({ spanId: id(3), parentSpanId: id(9) }),
    plainSpan({ spanId: id(4), parentSpanId: id(4) }),
    plainSpan({ spanId: id(1) }),
  ];
  const trace = explainTrace({ spans, partial: 'too large' }, 7);
  expect(trace.spans.map(({ place }) => place)).toEqual(['root', 'child', 'orphan', 'cycle']);
  expect(trace).toMatchObject({ roots: [id(1)], orphans: [id(3)], duplicates: 1, notRead: 2, partial: 'too large' });
});

it('has the ids of links', () => {
  const link = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) };
  expect(explained({ links: [{ ...link, attributes: { why: 'retry' } }] }).links).toEqual([link]);
});

const names = fc.constantFrom(
  'http.route',
  'http.method',
  'http.status_code',
  'db.system',
  'server.address',
  'sku',
  'x'
);
const attributes: fc.Arbitrary<Attributes> = fc.dictionary(
  names,
  fc.oneof(fc.constantFrom('GET', '/a', ''), fc.integer({ min: 100, max: 599 }))
);

it('reads whatever spans there are as the pages do, and calls nothing unread that it read', () => {
  fc.assert(
    fc.property(anySpans, fc.array(attributes, { minLength: 1 }), (given, drawn) => {
      const spans = given.map((span, i) => ({ ...span, attributes: drawn[i % drawn.length]! }));
      const trace = explainTrace({ spans }, spans.length);
      expect(trace.spans.length + trace.duplicates).toBe(spans.length);
      expect(trace.roots.length + trace.orphans.length).toBeLessThanOrEqual(trace.spans.length);
      for (const one of trace.spans) {
        const alike = spans.filter(({ spanId }) => spanId === one.spanId);
        // Ids may be shared; then it is not known which of the spans this is.
        if (alike.length === 1) {
          const [span] = alike as [Span];
          const { route, method, peer, statement, error } = one.read;
          expect([route?.value, method?.value, peer?.value, statement?.value, error?.value]).toEqual([
            valueOf(span, 'route'),
            methodOf(span),
            peerOf(span)?.name,
            databaseOf(span)?.statement,
            isFailed(span),
          ]);
          const taken = Object.values(one.read).map(({ from }) => from);
          expect(Object.keys(one.attributes).filter((name) => taken.includes(`span:${name}`))).toEqual([]);
          expect(span.attributes).toMatchObject(one.attributes);
        }
      }
    }),
    { numRuns: propertyRuns(100) }
  );
});
