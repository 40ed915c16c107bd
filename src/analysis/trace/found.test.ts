import fc from 'fast-check';
import { type FoundTrace } from '../../telemetry/questions/traces';
import { isOtherThanRequest, slowestOf, timeOf } from './found';

const trace = (traceId: string, duration: number, start = 1): FoundTrace => ({
  traceId,
  rootService: 'shop-api',
  rootName: 'POST /checkout',
  start,
  duration,
});
const matched = (service: string, name: string, duration = 1): FoundTrace => ({
  ...trace('a', 30),
  matched: { spanId: '1', service, name, start: 1, duration, status: 'ok', attributes: {} },
});

describe('a span that was looked for', () => {
  it.each([
    ['the request itself', matched('shop-api', 'POST /checkout'), false],
    ['another span of its service', matched('shop-api', 'SELECT'), true],
    ['a span of that name in another service', matched('payments', 'POST /checkout'), true],
    ['not known', trace('a', 30), false],
  ])('is told apart where it is %s', (_, found, expected) => {
    expect(isOtherThanRequest(found)).toBe(expected);
  });

  it('is as long as it took itself, and as the trace where it is not known', () => {
    expect(timeOf(matched('payments', 'POST /charges', 7))).toBe(7);
    expect(timeOf(trace('a', 30))).toBe(30);
  });
});

describe('the slowest', () => {
  const ids = (traces: readonly FoundTrace[], count = 2) => slowestOf(traces, count).map(({ traceId }) => traceId);

  it.each([
    ['the slowest first', [trace('a', 5), trace('b', 9), trace('c', 7)], ['b', 'c']],
    ['of equal ones the latest', [trace('a', 5, 1), trace('b', 5, 3), trace('c', 5, 2)], ['b', 'c']],
    ['each once', [trace('a', 5), trace('b', 9), trace('b', 9)], ['b', 'a']],
    ['all where there are few', [trace('a', 5)], ['a']],
    ['none of none', [], []],
  ])('are %s', (_, traces, expected) => {
    expect(ids(traces)).toEqual(expected);
  });

  it('are as slow as any that is not among them', () => {
    const durations = fc.array(fc.nat(50), { maxLength: 20 });
    fc.assert(
      fc.property(durations, fc.integer({ min: 1, max: 6 }), (all, count) => {
        const traces = all.map((duration, index) => trace(String(index), duration));
        const shown = slowestOf(traces, count).map(timeOf);
        expect(shown).toEqual([...all].sort((a, b) => b - a).slice(0, count));
      })
    );
  });
});
