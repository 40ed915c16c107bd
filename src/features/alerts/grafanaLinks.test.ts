import { answerOf, evaluated, GRAFANA, MANAGER, PROMETHEUS, rule } from '../../analysis/alerts/testing/alerts';
import { mergeAlerts } from '../../analysis/alerts/mergeAlerts';
import { installGrafana } from '../../ui/testing/grafana';
import { silenceHref } from './grafanaLinks';

beforeAll(() => installGrafana());

it.each([
  [
    'of Grafana, by its uid: its alerts have another name without data',
    'u',
    GRAFANA,
    ['__alert_rule_uid__=u', 'job=cart'],
  ],
  ['of an Alertmanager, by its name', undefined, MANAGER, ['alertname=Fails', 'job=cart']],
])('silences alerts of a rule %s', (_, uid, origin, matchers) => {
  const fails = rule('Fails', { uid, origin: uid === undefined ? PROMETHEUS : GRAFANA });
  const alerts = mergeAlerts(
    answerOf({
      rules: [{ rule: fails, alerts: [evaluated({ alertname: 'Fails', job: 'cart' }, { state: 'noData' })] }],
    })
  );
  const href = silenceHref({ rule: fails, alerts, origins: [origin] }) ?? '';
  expect(new URL(href, 'http://grafana.test').searchParams.getAll('matcher')).toEqual(matchers);
});
