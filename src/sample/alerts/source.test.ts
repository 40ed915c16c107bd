import { alertRows, type ServiceOf } from '../../analysis/alerts/alertRows';
import { serviceOfAlert } from '../../correlation/alertService';
import { readRuleQuery } from '../../telemetry/dialects/ruleQuery';
import { openSampleAlerts } from '../index';
import { truthBetween } from '../truth';
import { type ScenarioName } from '../scenarios/scenario';
import { evaluate } from './evaluate';
import { SAMPLE_RULES } from './rules';

const DAY = 24 * 3600_000;
const START = Date.UTC(2026, 2, 10);
const NOW = START + 7 * DAY;
const MINUTE = 60_000;
const alerts = openSampleAlerts([], () => NOW);

const serviceOf: ServiceOf = (labels, rule) => serviceOfAlert(labels, rule, () => undefined);
const rowsAt = async (at: number) => alertRows(await alerts.alerts({ at }), serviceOf);

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
  ['slow-query', 'CatalogSlow'],
  ['memory-leak', 'MemoryHigh'],
  ['stock-out', 'StockLow'],
])('in %s fires %s, of the service where it is', async (name, alert) => {
  const { from, to, culprit } = incident(name);
  const during = await rowsAt(to - MINUTE);
  const row = during.find((one) => one.name === alert && one.service === culprit.service);
  expect(row?.state).toBe('firing');
  expect(row?.since).toBeGreaterThan(from);
  expect(row?.since).toBeLessThan(to);
  expect(row?.timesFired).toBeGreaterThan(0);
  const before = await rowsAt(from - MINUTE);
  expect(before.filter(({ state, service }) => state === 'firing' && service === culprit.service)).toEqual([]);
});

it('is silent in calm times, and says what it cannot evaluate', async () => {
  const rows = await rowsAt(incident('payment-errors').from - MINUTE);
  expect(rows.map(({ name, state }) => [name, state])).toEqual([
    ['HostDiskFull', 'noData'],
    ...['ErrorRateHigh', 'CatalogSlow', 'MemoryHigh', 'StockLow'].map((name) => [name, 'inactive']),
  ]);
});

it('tells of the history of an alert what it says at each moment', async () => {
  const { from, to, culprit } = incident('payment-errors');
  const span = { from: from - 10 * MINUTE, to: to + 20 * MINUTE };
  const { rule } = SAMPLE_RULES[0]!;
  const history = await alerts.history(rule, ({ service }) => service === culprit.service, span);
  expect(history?.spans.map(({ state }) => state)).toEqual(['inactive', 'pending', 'firing', 'inactive']);
  const firing = history?.spans.find(({ state }) => state === 'firing');
  const row = (await rowsAt(to - MINUTE)).find(
    ({ name, service }) => name === rule.name && service === culprit.service
  );
  expect(row?.since).toBe(firing?.from);
});

it('writes rules whose query says what they are evaluated by', async () => {
  for (const { rule, threshold } of SAMPLE_RULES) {
    expect(readRuleQuery(rule.query ?? '', 'promql')?.watched).toMatchObject({ op: '>', threshold });
  }
  const watched = await alerts.watched(SAMPLE_RULES[0]!.rule, { from: START, to: START + 3600_000 });
  expect(watched?.threshold).toBe(SAMPLE_RULES[0]!.threshold);
  expect(watched?.series.length).toBeGreaterThan(1);
  expect(await alerts.watched(SAMPLE_RULES.at(-1)!.rule, { from: START, to: NOW })).toBeUndefined();
});

it('fires once a value has been over the threshold for long enough', () => {
  const times = [0, 1, 2, 3, 4, 5, 6].map((minute) => minute * MINUTE);
  const values = [0, 2, 2, 2, 1, 2, null];
  expect(evaluate({ times, values }, 1, 120, { from: 0, to: 7 * MINUTE })).toEqual([
    { from: MINUTE, to: 3 * MINUTE, state: 'pending' },
    { from: 3 * MINUTE, to: 4 * MINUTE, state: 'firing' },
    { from: 5 * MINUTE, to: 6 * MINUTE, state: 'pending' },
  ]);
});
