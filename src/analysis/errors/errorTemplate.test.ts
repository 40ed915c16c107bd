import fc from 'fast-check';
import { errorTemplate } from './errorTemplate';

it.each<[message: string, status: number | undefined, template: string]>([
  ['GET /carts/u-20805 500', 500, 'GET /carts/<id> 500'],
  ['GET /carts/u-20805 500', undefined, 'GET /carts/<id> <*>'],
  ['GET /api/v1/carts/7/items/12?size=3 failed', undefined, 'GET /api/v1/carts/<id>/items/<id> failed'],
  ['POST /carts/7/items: 503 in 503 ms', 503, 'POST /carts/<id>/items: 503 in <*> ms'],
  ['status=502 from 10.0.0.1:80', 502, 'status=502 from <*>'],
  ['upstream answered 502.', 502, 'upstream answered 502.'],
  ['order 500 of 500.5 lost', 500, 'order 500 of <*> lost'],
  ['no answer from http://10.0.0.1:80/pay/17', undefined, 'no answer from http://<*>/pay/<id>'],
  ['GET /orders/o-c3622189 500', 500, 'GET /orders/<id> 500'],
  ['cart ab12cd34ef lost', undefined, 'cart <*> lost'],
  ['charge ch_3MmlLrLkdIwHu7ix0snN0B15 refused', undefined, 'charge <*> refused'],
  ['no such session 01ARZ3NDEKTSV4RRFFQ69G5FAV', undefined, 'no such session <*>'],
  ['sha256 of base64 by Log4JConfigurationFactory', undefined, 'sha256 of base64 by Log4JConfigurationFactory'],
  ['attempt 2/3 failed', undefined, 'attempt <*>/<*> failed'],
  ['no such user: john@example.com', undefined, 'no such user: <*>'],
  [`no such key 'sku-1' in "7 hats"`, undefined, 'no such key <*> in <*>'],
  ['boom - trace_id=1f', undefined, 'boom - trace_id=<*>'],
  ['no answer in 2000 ms', undefined, 'no answer in <*> ms'],
  ['Payment failed\n  at charge', undefined, 'Payment failed'],
  ['card declined', 402, 'card declined'],
  ['', 500, ''],
])('%j (%p) is %j', (message, status, template) => {
  expect(errorTemplate(message, status)).toBe(template);
});

it('is the same for any id in the same place of a path', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.nat(), fc.stringMatching(/^[a-f]?\d[0-9a-f]{6,30}$/), (uuid, number, hex) => {
      const templates = [uuid, `u-${number}`, `${number}`, `o-${hex}`].map((id) =>
        errorTemplate(`GET /carts/${id}/items 500`, 500)
      );
      expect(new Set(templates)).toEqual(new Set(['GET /carts/<id>/items 500']));
    })
  );
});

it('takes no longer than its beginning, whatever a line holds', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 2000 }),
      fc.integer({ min: 100, max: 599 }),
      (message, status) => {
        expect(errorTemplate(message, status).length).toBeLessThan(5 * 500);
      }
    )
  );
});
