import { type Span } from '../../telemetry/questions/traces';
import { readCaseTraces, requestsIn } from './readTraces';

/** A call of `shop` to `pay`, whose answer is no failure of `pay`, and one of `shop` at all. */
function call(traceId: string, failedAt: ReadonlyArray<'server' | 'client'> = []): Span[] {
  const base = { traceId, name: 'x', start: 0, attributes: {}, resource: {}, events: [], links: [] };
  const statusOf = (kind: 'server' | 'client') => (failedAt.includes(kind) ? ('error' as const) : ('unset' as const));
  return [
    { ...base, spanId: '1', service: 'shop', kind: 'client', duration: 200, status: statusOf('client') },
    {
      ...base,
      spanId: '2',
      parentSpanId: '1',
      service: 'pay',
      kind: 'server',
      duration: 100,
      status: statusOf('server'),
    },
  ];
}

it('counts calls of both times as the caller sees them, and says for how many requests each stands', () => {
  const before = [call('a'), call('b')].flat();
  const during = [call('c'), call('d', ['client']), call('e', ['client', 'server'])].flat();
  const { edges, traces } = readCaseTraces({ before, during }, 300);
  expect(edges).toEqual([
    {
      from: 'shop',
      to: 'pay',
      kind: 'service',
      before: { calls: 2, failed: 0, p95: 0.1 },
      during: { calls: 3, failed: 2, p95: 0.1, weight: 100 },
    },
  ]);
  expect(traces.any).toHaveLength(10);
  expect(new Set(traces.failed.map(({ traceId }) => traceId))).toEqual(new Set(['d', 'e']));
  expect(traces.failed).toHaveLength(4);
});

it('knows calls of one time alone, and lets each stand for itself where nobody counted requests', () => {
  const [edge] = readCaseTraces({ before: [], during: call('a') }).edges;
  expect(edge).toEqual(expect.objectContaining({ before: undefined, during: { calls: 1, failed: 0, p95: 0.1 } }));
  // More traces than requests are counted: a rate that looks back a little.
  expect(readCaseTraces({ before: [], during: call('a') }, 0.5).edges[0]?.during?.weight).toBeUndefined();
});

it('adds up the requests that services counted in a span of time', () => {
  const series = [
    { entity: { kind: 'service' as const, service: 'a' }, measure: 'requests' as const, values: [1, 2, null, 4] },
    { entity: { kind: 'service' as const, service: 'b' }, measure: 'requests' as const, values: [10, 20, 30, 40] },
    {
      entity: { kind: 'route' as const, service: 'b', name: '/' },
      measure: 'requests' as const,
      values: [10, 20, 30, 40],
    },
    { entity: { kind: 'service' as const, service: 'b' }, measure: 'errors' as const, values: [9, 9, 9, 9] },
  ];
  const times = [0, 10, 20, 30];
  expect(requestsIn({ times, series }, { from: 10, to: 30 })).toBe(52);
  expect(requestsIn({ times, series: [] }, { from: 10, to: 30 })).toBeUndefined();
});
