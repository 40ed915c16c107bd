import { plainSpan as span } from '../../telemetry/testing/plain';
import { edgesOfSpans } from './edgesOfSpans';

describe('edges of spans', () => {
  const id = (digit: number) => String(digit).padStart(16, '0');
  const call = span({ spanId: id(1), kind: 'client', attributes: { 'server.address': 'stock' } });

  it('join a caller with the service that answered, and do not count the caller’s view of it again', () => {
    const served = span({ spanId: id(2), parentSpanId: id(1), service: 'stock', duration: 50, status: 'error' });
    expect(edgesOfSpans([call, served], 10)).toEqual([
      { from: 'shop', to: 'stock', kind: 'service', rate: 0.1, errorRate: 0.1, p95: 0.05 },
    ]);
  });

  it.each(['before', 'after'])('know both ends of a call that share one id, as Zipkin has it (%s)', (order) => {
    const served = span({ spanId: id(1), parentSpanId: id(7), service: 'stock', duration: 50 });
    const both = order === 'before' ? [served, call] : [call, served];
    expect(edgesOfSpans(both, 10)).toEqual([
      { from: 'shop', to: 'stock', kind: 'service', rate: 0.1, errorRate: 0, p95: 0.05 },
    ]);
  });

  it('name a peer that is not traced', () => {
    expect(edgesOfSpans([call], 1)).toEqual([expect.objectContaining({ from: 'shop', to: 'stock', kind: 'external' })]);
  });

  it('never lead from a service to itself because of its database, or of its own address', () => {
    const attributes = { 'db.system': 'postgresql', 'db.namespace': 'shop' };
    const query = span({ spanId: id(3), kind: 'client', attributes });
    const itself = span({ spanId: id(4), kind: 'client', attributes: { 'server.address': 'shop' } });
    expect(edgesOfSpans([query, itself], 1)).toEqual([
      expect.objectContaining({ from: 'shop', to: 'shop (postgresql)', kind: 'database' }),
    ]);
  });

  it('know a service by its name where its part of the trace is missing', () => {
    const elsewhere = span({ spanId: id(9), service: 'stock', traceId: 'cd'.padStart(32, '0') });
    expect(edgesOfSpans([call, elsewhere], 1)).toEqual([expect.objectContaining({ to: 'stock', kind: 'service' })]);
  });

  it('take spans of other traces with the same id for others', () => {
    const other = span({ spanId: id(2), parentSpanId: id(1), service: 'stock', traceId: 'cd'.padStart(32, '0') });
    expect(edgesOfSpans([call, other], 1).map(({ kind }) => kind)).toEqual(['service']);
    expect(edgesOfSpans([call, other], 1)[0]?.to).toBe('stock');
  });
});
