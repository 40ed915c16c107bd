import { covers } from '../../analysis/alerts/silences';
import { readRecordedAlert } from '../../telemetry/dialects/promql/alerts';
import { is, metricQuestion } from '../../telemetry/questions/metric';
import { answerQuestion, openSampleAlerts, openSampleShop, sampleSilences } from '../index';
import { truthBetween } from '../truth';
import { type ScenarioName } from '../scenarios/scenario';

const DAY = 24 * 3600_000;
const START = Date.UTC(2026, 2, 10);
const MINUTE = 60_000;
const shop = openSampleShop();

function recorded(service: string, from: number, to: number) {
  const question = metricQuestion({ measure: 'alerts', stat: { kind: 'value' }, where: [is('service', service)] });
  const answer = answerQuestion(shop, question, { from, to, step: MINUTE }, { errorStatus: '5..' });
  return 'series' in answer ? answer.series : [];
}

function incident(name: ScenarioName) {
  const found = truthBetween(START, START + DAY).find(({ scenario }) => scenario === name);
  if (!found) {
    throw new Error(`There is no ${name} on that day`);
  }
  return found;
}

it.each<[ScenarioName, string]>([
  ['payment-errors', 'ErrorRateHigh'],
  ['bad-deploy', 'ErrorRateHigh'],
  ['memory-leak', 'MemoryHigh'],
  ['stock-out', 'StockLow'],
])('records in %s when %s fired, as its history tells it', async (name, alert) => {
  const { from, to, culprit } = incident(name);
  const span = { from: from - 30 * MINUTE, to: to + 30 * MINUTE };
  const [one, ...others] = recorded(culprit.service, span.from, span.to).filter(
    ({ labels }) => labels.alertname === alert
  );
  expect(readRecordedAlert(one?.labels ?? {}).state).toBe('firing');
  expect(others).toEqual([]);
  const alerts = openSampleAlerts([], () => START + 2 * DAY);
  const { rules } = await alerts.alerts({ at: to });
  const rule = rules.find((all) => all.rule.name === alert)?.rule;
  const history = rule && (await alerts.history(rule, ({ service }) => service === culprit.service, span));
  const fired = history?.spans.filter(({ state }) => state === 'firing') ?? [];
  expect(fired).toHaveLength(1);
  expect(one?.times[0]).toBe(fired[0]?.from);
  expect((one?.times.at(-1) ?? 0) + MINUTE).toBe(fired[0]?.to);
});

it('records nothing of a quiet service', () => {
  const { from, to } = incident('payment-errors');
  expect(recorded('storefront', from, to)).toEqual([]);
});

it('silences the alert of a stock-out while it fires', async () => {
  const { from, to, culprit } = incident('stock-out');
  const [silence, ...others] = sampleSilences({ from, to });
  const [alert] = recorded(culprit.service, from, to);
  expect(others).toEqual([]);
  expect(silence && covers(silence, { labels: alert?.labels ?? {} })).toBe(true);
  const { routed } = await openSampleAlerts([], () => START + 2 * DAY).alerts({ at: to - MINUTE });
  expect(routed.filter(({ isSilenced }) => isSilenced).map(({ labels }) => labels.alertname)).toEqual(['StockLow']);
});
