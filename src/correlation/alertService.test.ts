import { type AlertRule } from '../telemetry/questions/alerts';
import { serviceNamed, serviceOfAlert } from './alertService';

const SERVICES = [
  { service: 'shop/payments', names: ['payments-7d9f', 'shared'] },
  { service: 'cart', names: ['cart-container', 'shared'] },
];
const named = serviceNamed(SERVICES);
const rule = (query: string, dialect: AlertRule['dialect'] = 'promql') => ({ query, dialect }) as AlertRule;

it.each<[Record<string, string>, string | undefined]>([
  [{ job: 'cart' }, 'cart'],
  [{ service_name: 'payments', job: 'x' }, 'shop/payments'],
  [{ container: 'cart-container' }, 'cart'],
  [{ app: 'shared' }, 'shared'],
  [{ job: 'nobody-knows' }, 'nobody-knows'],
  [{ device: 'sda' }, undefined],
])('labels %j are of %s', (labels, service) => {
  expect(serviceOfAlert(labels, undefined, named)).toBe(service);
});

it.each<[AlertRule, string | undefined]>([
  [rule('absent(up{job="cart"})'), 'cart'],
  [rule('sum(rate(a{job="payments"}[5m])) / sum(rate(b{job=~"payments"}[5m])) > 1'), 'shop/payments'],
  [rule('sum(rate(a{job="payments"}[5m])) > on() sum(b)'), 'shop/payments'],
  [rule('sum(rate({app="cart"} |= "job=other" [5m])) > 1', 'logql'), 'cart'],
  [rule('sum(rate(a{job="payments"}[5m])) / sum(rate(b{job="cart"}[5m])) > 1'), undefined],
  [rule('sum(rate(a{job=~"pay.*"}[5m])) > 1'), undefined],
  [rule('sum(rate(a{job!="cart"}[5m])) > 1'), undefined],
  [rule('sum(rate(a{job="cart"}[5m]'), undefined],
])('an alert whose labels say nothing is read off its query: %j', (one, service) => {
  expect(serviceOfAlert({ alertname: 'x' }, one, named)).toBe(service);
});

it('believes labels before the query', () => {
  expect(serviceOfAlert({ job: 'cart' }, rule('up{job="payments"} == 0'), named)).toBe('cart');
});
