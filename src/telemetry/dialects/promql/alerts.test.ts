import * as fc from 'fast-check';
import { injectionText } from '../../testing/injectionText';
import { propertyRuns } from '../../testing/propertyRuns';
import { promqlErrors, promqlStrings, unquote } from '../../testing/promqlText';
import { detectScraped, scrape } from '../../exposition/scraped';
import { is, metricQuestion } from '../../questions/metric';
import { readRecordedAlert, renderAlertHistory, renderAlerts, renderTimesFired } from './alerts';

const NOTHING = detectScraped(scrape('up 1\n', 'x'));
const ofService = (service: string, ...environments: string[]) =>
  metricQuestion({
    measure: 'alerts',
    stat: { kind: 'value' },
    where: [
      is('service', service),
      ...(environments.length > 0 ? [{ field: 'environment' as const, op: 'in' as const, values: environments }] : []),
    ],
  });

/** The only query of a question of alerts. */
function alertsText(...asked: Parameters<typeof ofService>): string {
  const rendered = renderAlerts(ofService(...asked), NOTHING);
  return 'notSupported' in rendered ? rendered.notSupported : (rendered.queries[0]?.expr ?? '');
}

it('asks in PromQL, whatever a rule is called', () => {
  expect(promqlErrors(renderTimesFired())).toEqual([]);
  fc.assert(
    fc.property(injectionText, fc.option(injectionText, { nil: undefined }), (name, uid) => {
      const text = renderAlertHistory({ name, uid });
      expect(promqlErrors(text)).toEqual([]);
      expect(promqlStrings(text).map(unquote)).toEqual(['ALERTS|GRAFANA_ALERTS', name, uid ?? '']);
    }),
    { numRuns: propertyRuns(1000) }
  );
});

it('asks in PromQL for those of a service, whatever it and its environments are called', () => {
  fc.assert(
    fc.property(injectionText, fc.array(injectionText, { maxLength: 2 }), (service, environments) => {
      fc.pre(service !== '');
      const text = alertsText(service, ...environments);
      expect(promqlErrors(text)).toEqual([]);
      const own = promqlStrings(text).map(unquote)[environments.length > 0 ? 7 : 3] ?? '';
      // Alone it stands as it is; beside its bare name it is one way of an expression.
      expect(own === service || new RegExp(`^(?:${own})$`, 's').test(service)).toBe(true);
    }),
    { numRuns: propertyRuns(1000) }
  );
});

it('takes the label that tells most of a service, and alerts without an environment for those of any', () => {
  const text = alertsText('webshop/cart', 'live');
  expect(text).toContain('service_name=~"webshop/cart|cart"');
  expect(text).toContain('service_name="", service=~"webshop/cart|cart"');
  expect(text).toContain('env=~"|live"');
});

it('asks of one service only, and of nothing that alerts do not say', () => {
  const where = [is('service', 'cart'), is('route', '/')];
  for (const question of [
    { ...ofService('cart'), where: [] },
    { ...ofService('cart'), where },
  ]) {
    expect(renderAlerts(question, NOTHING)).toHaveProperty('notSupported');
  }
});

it.each([
  [
    { __name__: 'ALERTS', alertname: 'x', alertstate: 'firing', job: 'cart' },
    { labels: { alertname: 'x', job: 'cart' }, state: 'firing' },
  ],
  [
    { alertname: 'x', alertstate: 'pending', grafana_alertstate: 'Pending', grafana_rule_uid: 'u' },
    { labels: { alertname: 'x' }, ruleUid: 'u', state: 'pending' },
  ],
  [
    { alertname: 'x', alertstate: 'firing', grafana_alertstate: 'NoData', grafana_rule_uid: 'u' },
    { labels: { alertname: 'x' }, ruleUid: 'u', state: 'noData' },
  ],
  [
    { alertname: 'x', alertstate: 'firing', grafana_alertstate: 'error', grafana_rule_uid: 'u' },
    { labels: { alertname: 'x' }, ruleUid: 'u', state: 'error' },
  ],
  [
    { alertname: 'x', alertstate: 'other' },
    { labels: { alertname: 'x' }, state: 'inactive' },
  ],
])('reads %j', (recorded, read) => {
  expect(readRecordedAlert(recorded)).toEqual(read);
});
