import { type RuleMatcher } from '../../telemetry/dialects/ruleQuery';
import { covers, namesService } from './silences';

const on = (label: string, op: RuleMatcher['op'], value: string) => ({ matchers: [{ label, op, value }] });
const ALERT = { labels: { alertname: 'Fails', service: 'cart', severity: 'warning' }, ruleUid: 'u1' };

it.each([
  [on('alertname', '=', 'Fails'), true],
  [on('alertname', '=', 'Fail'), false],
  [on('service', '=~', 'ca.*|payments'), true],
  [on('service', '=~', 'art'), false],
  [on('service', '!=', 'payments'), true],
  [on('service', '!~', 'c.+'), false],
  [on('team', '!=', 'b'), true],
  [on('team', '=', 'b'), false],
  [on('team', '=~', '.*'), true],
  [on('__alert_rule_uid__', '=', 'u1'), true],
  [on('__alert_rule_uid__', '=', 'u2'), false],
  [on('service', '=~', '(?P<broken'), false],
  [on('service', '!~', '(?P<broken'), false],
  [{ matchers: [...on('service', '=', 'cart').matchers, ...on('severity', '=', 'critical').matchers] }, false],
  [{ matchers: [] }, true],
])('%j covers the alert: %s', (silence, expected) => {
  expect(covers(silence, ALERT)).toBe(expected);
});

it.each([
  [on('service', '=', 'cart'), true],
  [on('job', '=~', 'cart|payments'), true],
  [on('job', '=', 'webshop/cart'), true],
  [on('service', '!=', 'payments'), false],
  [on('service', '=~', '.*'), false],
  [on('alertname', '=', 'cart'), false],
  [{ matchers: [] }, false],
])('%j names the service: %s', (silence, expected) => {
  expect(namesService(silence, 'webshop/cart')).toBe(expected);
});
