import * as fc from 'fast-check';
import { propertyRuns } from '../../telemetry/testing/propertyRuns';
import { labelsKey, sharedLabels } from './alert';
import { mergeAlerts } from './mergeAlerts';
import { answerOf, evaluated, GRAFANA, MANAGER, PROMETHEUS, routed, rule } from './testing/alerts';

const QUERY = 'sum by (job) (rate(errors[5m])) > 0.2';
const fails = rule('Fails', { query: QUERY, labels: { severity: 'critical' } });
const CART = { alertname: 'Fails', job: 'cart', severity: 'critical' };

const merged = (change: Parameters<typeof answerOf>[0]) =>
  mergeAlerts(answerOf(change)).map(({ labels, origins, ...rest }) => ({
    ...rest,
    job: labels.job,
    origins: origins.map(({ uid }) => uid),
  }));

it('shows an alert once that its rule and an Alertmanager both tell of', () => {
  const rules = [{ rule: fails, alerts: [evaluated(CART, { since: 100, value: 0.3 })] }];
  expect(merged({ rules, routed: [routed(CART, { since: 160, isSilenced: true, groupSize: 3 })] })).toMatchObject([
    { job: 'cart', origins: ['prom', 'am'], since: 160, value: 0.3, suppressed: ['silenced'], groupSize: 3 },
  ]);
});

it('knows an alert of Grafana by the labels that are not its own private ones', () => {
  const ofGrafana = rule('Fails', { uid: 'u', origin: GRAFANA });
  const rules = [{ rule: ofGrafana, alerts: [evaluated(CART, { conditionValue: 1 })] }];
  const inAlertmanager = routed({ ...CART, __alert_rule_uid__: 'u' }, { values: { ratio: 0.4, threshold: 1 } });
  expect(merged({ rules, routed: [inAlertmanager] })).toMatchObject([{ origins: ['grafana', 'am'], value: 0.4 }]);
});

it.each<[string, Record<string, number>, number | undefined]>([
  ['the only number beside the result', { a: 0.4, b: 1 }, 0.4],
  ['the number that is the result itself', { a: 1 }, 1],
  ['nothing where several could be meant', { a: 0.4, b: 40, c: 1 }, undefined],
  ['the number also where it equals the result', { a: 1, b: 1 }, 1],
])('takes from a rule of Grafana as its value %s', (_, values, expected) => {
  const ofGrafana = rule('Fails', { uid: 'u', origin: GRAFANA });
  const rules = [{ rule: ofGrafana, alerts: [evaluated(CART, { conditionValue: 1 })] }];
  const [alert] = mergeAlerts(answerOf({ rules, routed: [routed(CART, { values })] }));
  expect(alert?.value).toBe(expected);
});

it('knows under its rule’s name what Grafana sends where it could not evaluate', () => {
  const ofGrafana = rule('Fails', { uid: 'u', origin: GRAFANA });
  const rules = [{ rule: ofGrafana, alerts: [evaluated({ alertname: 'Fails', job: 'cart' }, { state: 'noData' })] }];
  const sent = routed({ alertname: 'DatasourceNoData', rulename: 'Fails', job: 'cart' });
  expect(merged({ rules, routed: [sent] })).toMatchObject([{ state: 'noData', origins: ['grafana', 'am'] }]);
});

it('joins what a Prometheus sent with further labels to the only alert of that query that it can be', () => {
  const rules = [{ rule: fails, alerts: [evaluated(CART), evaluated({ ...CART, job: 'payments' })] }];
  const sent = routed({ ...CART, cluster: 'eu' }, { query: QUERY.replace(' > ', '\n  > ') });
  expect(merged({ rules, routed: [sent] })).toMatchObject([
    { job: 'cart', origins: ['prom', 'am'] },
    { job: 'payments', origins: ['prom'] },
  ]);
});

it('leaves apart what two clusters sent that both could be of it', () => {
  const rules = [{ rule: fails, alerts: [evaluated(CART)] }];
  const sent = ['eu', 'us'].map((cluster) => routed({ ...CART, cluster }, { query: QUERY, isSilenced: true }));
  expect(merged({ rules, routed: sent })).toMatchObject([
    { origins: ['prom'], suppressed: [] },
    { origins: ['am'], suppressed: ['silenced'] },
    { origins: ['am'], suppressed: ['silenced'] },
  ]);
});

it('joins what two Alertmanagers of one Prometheus tell', () => {
  const rules = [{ rule: fails, alerts: [evaluated(CART)] }];
  const sent = [MANAGER, { ...MANAGER, uid: 'second' }].map((origin) =>
    routed({ ...CART, cluster: 'eu' }, { query: QUERY, origin })
  );
  expect(merged({ rules, routed: sent })).toMatchObject([{ origins: ['prom', 'am', 'second'] }]);
});

it.each([
  ['another query', routed({ ...CART, cluster: 'eu' }, { query: 'up == 0' })],
  ['a query that nobody knows', routed({ ...CART, cluster: 'eu' })],
  ['another label', routed({ ...CART, job: 'catalog' }, { query: QUERY })],
])('leaves apart what has %s', (_, sent) => {
  const rules = [{ rule: fails, alerts: [evaluated(CART)] }];
  expect(mergeAlerts(answerOf({ rules, routed: [sent] }))).toHaveLength(2);
});

it('shows once what two servers evaluate, as the one that has come further says', () => {
  const twin = { ...fails, origin: { ...PROMETHEUS, uid: 'twin' } };
  const rules = [
    { rule: fails, alerts: [evaluated(CART, { state: 'pending', since: 5 })] },
    { rule: twin, alerts: [evaluated(CART, { since: 9 })] },
  ];
  expect(merged({ rules })).toMatchObject([{ state: 'firing', since: 9, origins: ['prom', 'twin'] }]);
});

it('keeps two rules apart that only look alike', () => {
  const other = { ...fails, query: 'up == 0' };
  expect(merged({ rules: [fails, other].map((one) => ({ rule: one, alerts: [evaluated(CART)] })) })).toHaveLength(2);
});

it('shows what only an Alertmanager knows', () => {
  expect(merged({ routed: [routed(CART), routed(CART, { origin: { ...MANAGER, uid: 'second' } })] })).toMatchObject([
    { name: 'Fails', state: 'firing', origins: ['am', 'second'] },
  ]);
});

it('counts how often each fired, where somebody recorded that', () => {
  const alerts = [evaluated(CART), evaluated({ ...CART, job: 'payments' }), evaluated({ ...CART, job: 'catalog' })];
  const times = [
    { labels: CART, times: 4 },
    { labels: { ...CART, job: 'payments' }, times: 0 },
    { labels: CART, ruleUid: 'of-another', times: 7 },
  ];
  const of = (isKnown: boolean) =>
    merged({ rules: [{ rule: fails, alerts }], fired: { isKnown: () => isKnown, times } }).map((one) => one.timesFired);
  expect(of(true)).toEqual([4, 1, 1]);
  expect(of(false)).toEqual([undefined, undefined, undefined]);
});

const labels = fc.dictionary(fc.constantFrom('job', 'severity', 'instance'), fc.constantFrom('a', 'b'));

it('tells of each alert once, of all of them, whoever tells first', () => {
  const one = fc.record({ name: fc.constantFrom('x', 'y'), labels });
  fc.assert(
    fc.property(fc.array(one), fc.array(one), (byRules, byManager) => {
      const rules = byRules.map(({ name, labels: own }) => ({ rule: rule(name), alerts: [evaluated(own)] }));
      const sent = byManager.map(({ name, labels: own }) => routed({ ...own, alertname: name }));
      const keys = mergeAlerts(answerOf({ rules, routed: sent })).map((alert) => labelsKey(alert.labels));
      const expected = [...byRules, ...byManager].map(({ name, labels: own }) =>
        labelsKey({ ...own, alertname: name })
      );
      expect([...keys].sort()).toEqual([...new Set(expected)].sort());
      const reversed = mergeAlerts(answerOf({ rules: [...rules].reverse(), routed: [...sent].reverse() }));
      expect(reversed.map((alert) => labelsKey(alert.labels)).sort()).toEqual([...keys].sort());
    }),
    { numRuns: propertyRuns(1000) }
  );
});

it('leaves labels as they are that nobody put in place of others', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[a-z]+$/), fc.string()), (own) => {
      expect(sharedLabels({ ...own, __private__: 'x' })).toEqual(own);
    })
  );
});
