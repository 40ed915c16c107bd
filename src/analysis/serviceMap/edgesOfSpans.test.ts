import { type Span } from '../../telemetry/questions/traces';
import { edgesOfSpans } from './edgesOfSpans';

const MINUTE = { from: 0, to: 60_000 };
let next = 0;

const span = (service: string, kind: Span['kind'], more: Partial<Span> = {}): Span => ({
  traceId: 't',
  spanId: String(next++),
  service,
  name: 'call',
  kind,
  start: 0,
  duration: 10,
  status: 'unset',
  attributes: {},
  resource: {},
  events: [],
  links: [],
  ...more,
});

const under = (parent: Span) => ({ parentSpanId: parent.spanId });

it('counts a call once, with the time that the caller waited', () => {
  const root = span('web', 'server', { duration: 100 });
  const client = span('web', 'client', {
    ...under(root),
    duration: 80,
    attributes: { 'server.address': 'payments.internal' },
  });
  const server = span('payments', 'server', { ...under(client), duration: 60 });
  expect(edgesOfSpans([server, root, client], MINUTE)).toEqual([
    { from: 'web', to: 'payments', kind: 'service', rate: 1 / 60, errorRate: 0, p95: 0.08 },
  ]);
});

it('takes the called one’s time where the caller has no span for the call', () => {
  const root = span('web', 'server', { duration: 100 });
  const server = span('cart', 'server', { ...under(root), duration: 60 });
  expect(edgesOfSpans([root, server], MINUTE)).toMatchObject([{ from: 'web', to: 'cart', p95: 0.06 }]);
});

it('knows databases, queues and others outside by what the caller says', () => {
  const edges = edgesOfSpans(
    [
      span('cart', 'client', { attributes: { 'db.system': 'redis', 'server.address': 'cache' } }),
      span('cart', 'client', { attributes: { 'db.system.name': 'postgresql', 'db.namespace': 'shop' } }),
      span('cart', 'producer', { attributes: { 'messaging.system': 'kafka', 'messaging.destination.name': 'orders' } }),
      span('cart', 'client', { attributes: { 'server.address': 'api.stripe.com' } }),
      span('cart', 'client'),
    ],
    MINUTE
  );
  expect(edges.map(({ to, kind }) => [to, kind])).toEqual([
    ['cache (redis)', 'database'],
    ['shop (postgresql)', 'database'],
    ['orders (kafka)', 'messaging'],
    ['api.stripe.com', 'external'],
  ]);
});

it('takes an address that is a service’s name for that service, where the called side is missing', () => {
  const edges = edgesOfSpans(
    [span('web', 'client', { attributes: { 'server.address': 'cart' } }), span('cart', 'server')],
    MINUTE
  );
  expect(edges).toMatchObject([{ from: 'web', to: 'cart', kind: 'service' }]);
});

it('counts the inner one of two client spans for the same call', () => {
  const outer = span('cart', 'client', { attributes: { 'server.address': 'db1' } });
  const inner = span('cart', 'client', { ...under(outer), attributes: { 'db.system': 'mysql', 'db.name': 'shop' } });
  expect(edgesOfSpans([outer, inner], MINUTE).map(({ to }) => to)).toEqual(['shop (mysql)']);
});

it('follows messages by their links, into other traces too', () => {
  const sent = span('shop', 'producer', { traceId: 'a', attributes: { 'messaging.system': 'kafka' } });
  const read = span('mailer', 'consumer', { traceId: 'b', links: [{ traceId: 'a', spanId: sent.spanId }] });
  expect(edgesOfSpans([sent, read], MINUTE)).toMatchObject([{ from: 'shop', to: 'mailer', kind: 'service' }]);
});

it.each<[string, Partial<Span>, Partial<Span>, number]>([
  ['the called one failed', {}, { attributes: { 'http.response.status_code': 503 } }, 1],
  ['the caller gave up', { status: 'error' }, {}, 1],
  [
    'the caller asked for what is not there',
    { status: 'error', attributes: { 'http.response.status_code': 404 } },
    { attributes: { 'http.response.status_code': 404 } },
    0,
  ],
])('counts as failed where %s', (_, ofCaller, ofCalled, failed) => {
  const client = span('web', 'client', ofCaller);
  const server = span('cart', 'server', { ...under(client), ...ofCalled });
  expect(edgesOfSpans([client, server], MINUTE)[0]?.errorRate).toBeCloseTo(failed / 60, 12);
});

it('says the 95th percentile by the nearest rank', () => {
  const calls = Array.from({ length: 100 }, (_, i) =>
    span('cart', 'client', { duration: i + 1, attributes: { 'db.system': 'redis' } })
  );
  expect(edgesOfSpans(calls, MINUTE)[0]?.p95).toBe(0.095);
});

it('has no edges without spans', () => {
  expect(edgesOfSpans([], MINUTE)).toEqual([]);
});
