import fc from 'fast-check';
import { type FoundTrace } from '../../telemetry/questions/traces';
import { TRACE_SORTS, type TraceOrder, type TraceSort } from '../../correlation/pageUrls/traces';
import { sortRows } from '../../ui/entityTable/sort';
import { latestFirst, orderInWords, TRACE_SORT_VALUES, usualOrder } from './traceOrder';

const trace = (traceId: string, start: number, duration: number, spanCount?: number): FoundTrace => ({
  traceId,
  rootService: 'shop-api',
  rootName: 'POST /checkout',
  start,
  duration,
  spanCount,
});
const traces = [trace('a', 1, 30, 5), trace('b', 2, 10), trace('c', 3, 20, 9), trace('d', 4, 30, 1)];
const ids = ({ by, isReverse }: TraceOrder, of = traces) =>
  sortRows(latestFirst(of), TRACE_SORT_VALUES[by], isReverse).map(({ traceId }) => traceId);

describe('the order of traces', () => {
  it.each<[TraceSort, boolean, words: string, expected: string]>([
    ['duration', false, 'slowest first', 'dacb'],
    ['duration', true, 'fastest first', 'bcda'],
    ['started', false, 'newest first', 'dcba'],
    ['started', true, 'oldest first', 'abcd'],
    ['spans', false, 'most spans first', 'cadb'],
    ['spans', true, 'fewest spans first', 'dacb'],
  ])('by %s (reverse: %p) is “%s”', (by, isReverse, words, expected) => {
    expect(orderInWords({ by, isReverse })).toBe(words);
    expect(ids({ by, isReverse }).join('')).toBe(expected);
  });

  it('is by the span that was looked for where that is known', () => {
    const found = {
      ...trace('e', 5, 40),
      matched: { spanId: '1', service: 's', name: 'n', start: 5, duration: 1, status: 'ok' as const, attributes: {} },
    };
    expect(ids({ by: 'duration', isReverse: false }, [found, ...traces]).at(-1)).toBe('e');
  });

  it('does not depend on the order in which they come', () => {
    const orders = fc.record({
      by: fc.constantFrom(...TRACE_SORTS),
      isReverse: fc.boolean(),
    });
    fc.assert(
      fc.property(orders, fc.shuffledSubarray(traces, { minLength: 4 }), (order, shuffled) => {
        expect(ids(order, shuffled)).toEqual(ids(order));
      })
    );
  });

  it('is usually by duration, and where only failures are looked at by time', () => {
    expect(usualOrder([])).toEqual({ by: 'duration', isReverse: false });
    expect(usualOrder([{ field: 'error', op: 'is', value: true }])).toEqual({ by: 'started', isReverse: false });
    expect(usualOrder([{ field: 'error', op: 'is', value: false }])).toEqual({ by: 'duration', isReverse: false });
  });
});
