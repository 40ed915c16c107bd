import { type Span } from '../../telemetry/questions/traces';
import { plainSpan } from '../../telemetry/testing/plain';
import { countAttributes, designEffect } from './countAttributes';

const span = (traceId: string, more: Partial<Span> = {}): Span =>
  plainSpan({ traceId, service: 'cart', name: 'GET /cart', resource: {}, ...more });

it('counts attributes of span and resource, each side for itself', () => {
  const counts = countAttributes(
    [
      span('a', { attributes: { 'http.response.status_code': 500, cached: false } }),
      span('b', {
        attributes: { 'http.response.status_code': 500 },
        resource: { 'host.name': 'h1', 'service.instance.id': 'cart-1' },
      }),
    ],
    [span('c', { attributes: { 'http.response.status_code': 200, tags: ['x', 'y'] } })]
  );
  expect(counts).toMatchObject({ basis: 'sample', designEffect: 1, selection: { spans: 2 }, rest: { spans: 1 } });
  expect(Object.fromEntries(counts.selection.values)).toEqual({
    service: new Map([['cart', 2]]),
    name: new Map([['GET /cart', 2]]),
    kind: new Map([['server', 2]]),
    route: new Map([['/cart', 2]]),
    status: new Map([['500', 2]]),
    instance: new Map([['cart-1', 1]]),
    'span.cached': new Map([['false', 1]]),
    // Stands for the instance where nothing better does: here it says something else.
    'resource.host.name': new Map([['h1', 1]]),
  });
  expect(counts.rest.values.get('span.tags')).toEqual(new Map([['x, y', 1]]));
});

it('leaves out long texts', () => {
  const counts = countAttributes([span('a', { attributes: { stack: 'x'.repeat(257), short: 'x'.repeat(256) } })], []);
  expect([...counts.selection.values.keys()]).toEqual(['service', 'name', 'kind', 'route', 'span.short']);
});

it.each([
  ['no spans', [], 1],
  ['a span a trace', ['a', 'b', 'c'], 1],
  ['traces of three', ['a', 'a', 'a', 'b', 'b', 'b'], 3],
  // Kish: the sum of squares over the sum, (9 + 1) / 4
  ['a large trace and a small one', ['a', 'a', 'a', 'b'], 2.5],
])('reckons with %s', (_, traceIds, effect) => {
  expect(designEffect(traceIds.map((id) => span(id)))).toBeCloseTo(effect, 12);
});
