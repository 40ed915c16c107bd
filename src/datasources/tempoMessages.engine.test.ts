import { type Span, type TraceSource } from '../telemetry/questions/traces';
import { plainSpan } from '../telemetry/testing/plain';
import { installedTempo, TempoEngine } from '../telemetry/testing/tempo';
import { pastMinutes } from '../telemetry/testing/tracedShop';
import { openTempo } from './tempo';
import { ProxiedTempo, TEMPO_SETTINGS } from './testing/proxiedTempo';

/*
 * Orders go over a queue to another service, which processes each in a trace of its own that is linked to the one of
 * the sender, as OpenTelemetry's messaging conventions have it.
 */
const SPAN = pastMinutes(10);
const COUNT = 6;
const orders = { 'messaging.system': 'bullmq', 'messaging.destination.name': 'orders' };
const hex = (kind: string, at: number, length: number) => `${kind}${at}`.padEnd(length, '0');
const checkoutId = (at: number) => (at === 1 ? hex('00a', at, 32) : hex('a', at, 32));

const SPANS = Array.from({ length: COUNT }, (_, at): Span[] => {
  const start = SPAN.from + 1000 + at * 60_000;
  const own = { traceId: checkoutId(at), events: [], links: [] };
  const checkout = plainSpan({ ...own, spanId: hex('b', at, 16), kind: 'server', name: 'POST /checkout', start });
  const sent = plainSpan({
    ...{ ...own, spanId: hex('c', at, 16), parentSpanId: checkout.spanId, kind: 'producer', name: 'send orders' },
    ...{ start: start + 5, duration: 2, attributes: orders },
  });
  const processed = plainSpan({
    ...{ traceId: hex('d', at, 32), spanId: hex('e', at, 16), service: 'fulfilment', kind: 'consumer' },
    ...{ name: 'process orders', start: start + 5000, duration: 400, attributes: orders, events: [] },
    status: at === 0 ? 'error' : 'unset',
    links: [{ traceId: sent.traceId, spanId: sent.spanId }],
  });
  // By older conventions it is a consumer's, too.
  const asked = plainSpan({
    ...{ traceId: hex('d', at, 32), spanId: hex('f', at, 16), service: 'fulfilment', kind: 'consumer' },
    ...{ name: 'orders receive', start: start + 3000, duration: 2000, events: [], links: [] },
    attributes: { ...orders, 'messaging.operation': 'receive' },
  });
  return [checkout, sent, processed, asked].map((span) => ({ ...span, resource: { 'service.name': span.service } }));
}).flat();

/** A trace of another one's, each of whose spans is linked to it: more than are asked for. */
const BATCHED = hex('9', 0, 32);
const BATCH = Array.from({ length: 4 }, (_, at) =>
  plainSpan({
    ...{ traceId: hex('8', 0, 32), spanId: hex('8', at, 16), kind: 'internal', start: SPAN.from + 1000 },
    ...{ resource: { 'service.name': 'shop' }, events: [], links: [{ traceId: BATCHED, spanId: hex('9', at, 16) }] },
  })
);

const tempo = installedTempo();
const onTempo = tempo === undefined ? describe.skip : describe;

onTempo('messages in a real Tempo', () => {
  let engine: TempoEngine;
  let proxy: ProxiedTempo;
  let source: TraceSource;

  beforeAll(async () => {
    engine = await TempoEngine.start(tempo ?? '');
    await engine.receive([...SPANS, ...BATCH]);
  });
  afterAll(() => engine.stop());

  beforeEach(async () => {
    proxy = new ProxiedTempo((path, accept) => engine.get(path, accept));
    source = await openTempo(TEMPO_SETTINGS, []);
  });

  it('lead in the service map from who sends over the queue to who processes', async () => {
    const { edges } = await source.serviceEdges(SPAN);
    expect(edges.map(({ from, to, isAsynchronous, p95 }) => [from, to, isAsynchronous, p95])).toEqual([
      ['shop', 'orders (bullmq)', true, 0.002],
      ['orders (bullmq)', 'fulfilment', true, 0.4],
    ]);
    const seconds = (SPAN.to - SPAN.from) / 1000;
    expect(edges.map(({ rate, errorRate }) => [rate * seconds, errorRate * seconds].map(Math.round))).toEqual([
      [COUNT, 0],
      [COUNT, 1],
    ]);
  });

  it('are found by the trace that they are linked to, with one request', async () => {
    for (const at of [0, 3]) {
      proxy.asked = [];
      const found = await source.linkingSpans(checkoutId(at), SPAN);
      expect(proxy.asked).toHaveLength(1);
      expect(found).toMatchObject({
        spans: [
          {
            ...{ traceId: hex('d', at, 32), spanId: hex('e', at, 16), service: 'fulfilment', name: 'process orders' },
            ...{ kind: 'consumer', duration: 400, status: at === 0 ? 'error' : 'unset' },
          },
        ],
        isCut: false,
      });
    }
    expect(await source.linkingSpans(hex('d', 0, 32), SPAN)).toEqual({ spans: [], isCut: false });
    // Of a trace whose id begins with zeros.
    expect((await source.linkingSpans(checkoutId(1), SPAN))?.spans).toHaveLength(1);
  });

  it('are said to be more than are shown where one trace has many that are linked', async () => {
    const found = await source.linkingSpans(BATCHED, SPAN);
    expect([found?.spans.length, found?.isCut]).toEqual([3, true]);
  });
});
