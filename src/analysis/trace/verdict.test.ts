import fc from 'fast-check';
import { type Span } from '../../telemetry/questions/traces';
import { anySpans, EPOCH, span } from './testing/spans';
import { analyzeTrace } from './timeline';
import { verdictInWords, verdictOf } from './verdict';

const wordsOf = (spans: Span[]) => {
  const analysis = analyzeTrace(spans);
  return verdictInWords(verdictOf(analysis), analysis).join('. ');
};

type Given = Parameters<typeof span>[1];
const root = (more: Given = {}) => span(1, { name: 'POST /checkout', kind: 'server', duration: 100, ...more });
const charge = (more: Given = {}) =>
  span(2, { name: 'POST /authorize', service: 'payments', parent: 1, at: 3, duration: 95, ...more });
const query = (more: Given = {}) => span(3, { name: 'SELECT orders', parent: 1, at: 3, duration: 20, ...more });
const failed = { status: 'error' } as const;
const exception = (attributes: Span['attributes']) => ({ events: [{ name: 'exception', time: EPOCH, attributes }] });

it.each<[string, Span[], string]>([
  ['a healthy request', [root(), charge({ duration: 62 })], 'No errors. 62% of the time: payments POST /authorize'],
  [
    'an error in the span that took the time',
    [root(failed), charge({ ...failed, statusMessage: 'card network unavailable' })],
    'First error: payments POST /authorize, card network unavailable. 95% of the time: the same span',
  ],
  [
    'an error elsewhere than the time',
    [root(failed), charge({ ...failed, duration: 10, statusMessage: 'declined' })],
    'First error: payments POST /authorize, declined. 90% of the time: shop-api POST /checkout',
  ],
  [
    'an exception, where the status says nothing',
    [root(), charge({ ...failed, ...exception({ 'exception.type': 'CardDeclined', 'exception.message': 'code 51' }) })],
    'First error: payments POST /authorize, code 51. 95% of the time: the same span',
  ],
  [
    'an exception without a message',
    [root(), charge({ ...failed, ...exception({ 'exception.type': 'CardDeclined' }) })],
    'First error: payments POST /authorize, CardDeclined. 95% of the time: the same span',
  ],
  [
    'a status code alone',
    [root(), charge({ attributes: { 'http.response.status_code': 503 } })],
    'First error: payments POST /authorize, 503. 95% of the time: the same span',
  ],
  [
    'an error of which nothing is said',
    [root(), charge(failed)],
    'First error: payments POST /authorize. 95% of the time: the same span',
  ],
  [
    'the first of several errors, where it began and not where it came through',
    [root(failed), charge({ ...failed, at: 30, duration: 60 }), query({ ...failed, statusMessage: 'lock' })],
    'First error: shop-api SELECT orders, lock. 60% of the time: payments POST /authorize',
  ],
  [
    'only the first line of a message',
    [root({ ...failed, statusMessage: 'timeout\n    at fetch (net.js:1)' })],
    'First error: shop-api POST /checkout, timeout. 100% of the time: the same span',
  ],
  ['a request that took no time', [root({ duration: 0 })], 'No errors'],
])('says of %s what it comes down to', (_, spans, words) => {
  expect(wordsOf(spans)).toBe(words);
});

it('does not repeat an endless message', () => {
  expect(wordsOf([root({ ...failed, statusMessage: 'x'.repeat(10_000) })]).length).toBeLessThan(300);
});

it('has a share of at most all, and names spans that there are, whatever the trace', () => {
  fc.assert(
    fc.property(anySpans, (spans) => {
      const analysis = analyzeTrace(spans);
      const { error, busiest } = verdictOf(analysis);
      expect(error !== undefined).toBe(analysis.errors.count > 0);
      for (const { node } of [error, busiest].flatMap((one) => one ?? [])) {
        expect(analysis.tree.nodes[node]).toBeDefined();
      }
      if (busiest) {
        expect(busiest.share).toBeGreaterThan(0);
        expect(busiest.share).toBeLessThanOrEqual(1);
      }
    })
  );
});
