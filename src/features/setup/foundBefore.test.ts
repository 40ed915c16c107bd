import { foundBeforeText } from './foundBefore';

const HOUR = 3600_000;
const three = (service: string) => ({ service, logs: { name: `${service}.log` }, traces: { name: `${service}-desk` } });
const same = (service: string) => ({ service, logs: { name: service }, traces: { name: service } });

it.each([
  [[same('cart'), three('orders')], 'Matched 3 hours ago: orders = orders.log, orders-desk.'],
  [
    [{ service: 'pay', traces: { name: 'payments' } }, { service: 'cron' }, three('orders')],
    'Matched 3 hours ago: pay = payments; orders = orders.log, orders-desk.',
  ],
  [[{ service: 'pay', logs: { name: 'p' }, traces: { name: 'p' } }], 'Matched 3 hours ago: pay = p.'],
  [[same('cart')], 'Matched 3 hours ago: no service has another name elsewhere.'],
  [
    ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((service) => ({ service, traces: { name: `${service}1` } })),
    'Matched 3 hours ago: a = a1; b = b1; c = c1; d = d1; e = e1 and 2 more services.',
  ],
])('tells when names were matched, and which differ', (names, text) => {
  expect(foundBeforeText({ at: Date.now() - 3 * HOUR, names })).toBe(text);
});
