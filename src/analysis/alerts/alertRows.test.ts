import { type AlertRule, type EvaluatedAlert } from '../../telemetry/questions/alerts';
import { alertRows, alertsVerdict, type ServiceOf } from './alertRows';
import { severityOf, stateOfSeverity } from './severity';
import { answerOf, evaluated, PROMETHEUS, routed, rule } from './testing/alerts';

const serviceOf: ServiceOf = ({ job }) => job;
const fails = rule('Fails', { labels: { severity: 'critical' } });
const of = (job: string, change: Partial<EvaluatedAlert> = {}, severity = 'critical') =>
  evaluated({ job, severity }, change);
const rows = (...rules: Array<[AlertRule, EvaluatedAlert[]]>) =>
  alertRows(answerOf({ rules: rules.map(([one, alerts]) => ({ rule: one, alerts })) }), serviceOf);

it('has a row for each service of a rule, with the alerts that it has there', () => {
  const found = rows([
    fails,
    [
      evaluated({ job: 'cart', instance: 'a', severity: 'critical' }, { since: 50, value: 1 }),
      evaluated({ job: 'cart', instance: 'b', severity: 'critical' }, { since: 20, value: 2 }),
      of('payments', { since: 40, value: 3 }),
    ],
  ]);
  expect(found).toMatchObject([
    { name: 'Fails', service: 'cart', since: 20, alerts: [{ since: 20 }, { since: 50 }] },
    { name: 'Fails', service: 'payments', since: 40, value: 3 },
  ]);
  expect(found[0]?.value).toBeUndefined();
});

it('takes two alerts with equal labels for one, as the one that has come further', () => {
  const found = rows([fails, [of('cart', { state: 'pending', since: 1 }), of('cart', { since: 9, value: 4 })]]);
  expect(found).toMatchObject([{ state: 'firing', since: 9, value: 4, alerts: [{ state: 'firing' }] }]);
});

it('puts on top what to look at first', () => {
  const silenced = routed({ alertname: 'Silenced', job: 'a', severity: 'critical' }, { isSilenced: true });
  const order = alertRows(
    answerOf({
      rules: [
        { rule: rule('Calm'), alerts: [] },
        { rule: rule('Waits'), alerts: [of('a', { state: 'pending' })] },
        { rule: rule('Warns'), alerts: [of('a', { since: 1 }, 'warning')] },
        { rule: rule('Breaks'), alerts: [of('a', { since: 9 })] },
        { rule: rule('Broke'), alerts: [of('a', { since: 5 })] },
        { rule: rule('Mute', { problem: { state: 'error', text: 'no such host' } }), alerts: [] },
        { rule: rule('Blind', { problem: { state: 'noData', text: '' } }), alerts: [] },
      ],
      routed: [silenced],
    }),
    serviceOf
  );
  expect(order.map(({ name }) => name)).toEqual([
    'Broke',
    'Breaks',
    'Warns',
    'Silenced',
    'Waits',
    'Mute',
    'Blind',
    'Calm',
  ]);
});

it('has one row for a silent rule that two servers evaluate, and none where it speaks at one', () => {
  const twin = { ...fails, origin: { ...PROMETHEUS, uid: 'twin' } };
  expect(rows([fails, []], [twin, []])).toHaveLength(1);
  expect(rows([fails, []], [twin, [of('cart')]])).toMatchObject([{ state: 'firing', service: 'cart' }]);
});

it('counts how often it fired, also for alerts that are over', () => {
  const labels = (job: string, alertname = 'Fails') => ({ alertname, job, severity: 'critical' });
  const fired = {
    isKnown: ({ name }: AlertRule) => name !== 'Unknown',
    times: [
      { labels: labels('cart'), times: 2 },
      { labels: { ...labels('cart'), instance: 'gone' }, times: 3 },
      { labels: labels('payments'), times: 5 },
      { labels: { ...labels('cart'), severity: 'warning' }, times: 50 },
      { labels: labels('cart', 'Calm'), times: 4 },
    ],
  };
  const rules = [
    { rule: fails, alerts: [of('cart')] },
    { rule: rule('Calm'), alerts: [] },
    { rule: rule('Unknown'), alerts: [] },
  ];
  const times = alertRows(answerOf({ rules, fired }), serviceOf).map((row) => [row.name, row.timesFired]);
  expect(times).toEqual([
    ['Fails', 5],
    ['Calm', 4],
    ['Unknown', undefined],
  ]);
});

it('counts one that began to fire after they were counted', () => {
  const fired = { isKnown: () => true, times: [] };
  const pending = { ...of('payments'), state: 'pending' as const };
  const answer = answerOf({ rules: [{ rule: fails, alerts: [of('cart'), pending] }], fired });
  const times = alertRows(answer, serviceOf).map((row) => [row.service, row.timesFired]);
  expect(times).toEqual([
    ['cart', 1],
    ['payments', 0],
  ]);
});

it('says how all rules stand', () => {
  const answer = answerOf({
    rules: [
      { rule: fails, alerts: [of('cart'), of('payments')] },
      { rule: rule('Calm'), alerts: [] },
      { rule: rule('Paused', { isPaused: true }), alerts: [] },
      { rule: rule('Mute', { problem: { state: 'error', text: '' } }), alerts: [] },
    ],
    routed: [routed({ alertname: 'Fails', job: 'payments', severity: 'critical' }, { isInhibited: true })],
  });
  const verdict = alertsVerdict(alertRows(answer, serviceOf), answer);
  expect(verdict).toMatchObject({
    firing: [{ service: 'cart' }],
    suppressed: 1,
    pending: 0,
    watched: 3,
    unevaluated: 1,
  });
});

it.each([
  [{ severity: 'Critical' }, 'critical'],
  [{ severity: 'page' }, 'critical'],
  [{ priority: 'P2' }, 'warning'],
  [{ severity: 'purple' }, 'unknown'],
  [{}, 'unknown'],
])('takes %j for %s', (labels, state) => {
  expect(stateOfSeverity(severityOf(labels))).toBe(state);
});
