import * as fc from 'fast-check';
import { injectionText } from '../../testing/injectionText';
import { propertyRuns } from '../../testing/propertyRuns';
import { promqlErrors, promqlStrings, unquote } from '../../testing/promqlText';
import { readRecordedAlert, renderAlertHistory, renderTimesFired } from './alerts';

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
