import { alertRows } from '../../analysis/alerts/alertRows';
import { answerOf, evaluated, GRAFANA, routed, rule } from '../../analysis/alerts/testing/alerts';
import { alertUrl } from '../../correlation/pageUrls/alerts';
import { addressOf, countByState, filteredRows, rowsMeant, type TimesOf } from './rowFilter';

const rows = alertRows(
  answerOf({
    rules: [
      {
        rule: rule('Fails', { uid: 'u', origin: GRAFANA, group: 'a' }),
        alerts: [
          evaluated({ job: 'cart', severity: 'critical' }),
          evaluated({ job: 'payments', severity: 'warning' }, { state: 'pending' }),
        ],
      },
      { rule: rule('Fails', { group: 'b' }), alerts: [] },
      { rule: rule('Blind', { problem: { state: 'noData', text: '' } }), alerts: [] },
    ],
    routed: [routed({ alertname: 'Alone' })],
  }),
  ({ job }) => job
);
const shown = (filter: Partial<Parameters<typeof filteredRows>[1]>) =>
  filteredRows(rows, { states: [], severities: [], services: [], ...filter })
    .map(({ name, service = '-' }) => `${name} ${service}`)
    .sort();

it.each([
  [{}, ['Alone -', 'Blind -', 'Fails cart', 'Fails payments']],
  [{ states: ['inactive' as const] }, ['Fails -']],
  [{ states: ['firing' as const, 'pending' as const] }, ['Alone -', 'Fails cart', 'Fails payments']],
  [{ severities: ['critical'] }, ['Fails cart']],
  [{ services: ['payments', 'cart'], severities: ['warning'] }, ['Fails payments']],
])('leaves with %j %j', (filter, expected) => {
  expect(shown(filter)).toEqual(expected);
});

it('counts rows by their state', () => {
  expect(countByState(rows)).toEqual({ firing: 2, pending: 1, error: 0, noData: 1, inactive: 1 });
});

it('finds each row by its own address, and no other', () => {
  for (const row of rows) {
    const { path, params } = alertUrl.write(addressOf(row));
    expect(rowsMeant(rows, alertUrl.read({ path, params }), () => 3)).toEqual([row]);
  }
});

it('finds by a name alone all that are called so', () => {
  expect(rowsMeant(rows, alertUrl.read({ path: '', params: [['alert', 'Fails']] }), () => 3)).toHaveLength(3);
  expect(rowsMeant(rows, alertUrl.read({ path: '', params: [] }), () => 3)).toEqual([]);
});

it('shows the rule of an alert that has resolved', () => {
  const timesOf: TimesOf = ({ uid }, service) => (uid === 'u' && service === 'catalog' ? 3 : undefined);
  const meant = (...params: Array<[string, string]>) => rowsMeant(rows, alertUrl.read({ path: '', params }), timesOf);
  expect(meant(['alert', 'Fails'], ['service', 'catalog'], ['rule', 'u'])).toMatchObject([
    { name: 'Fails', service: 'catalog', state: 'inactive', alerts: [], rule: { uid: 'u' }, timesFired: 3 },
  ]);
  expect(meant(['alert', 'Blind'], ['service', 'catalog'])).toMatchObject([{ service: 'catalog', state: 'noData' }]);
  // Only an Alertmanager knew of it.
  expect(meant(['alert', 'Alone'], ['service', 'catalog'])).toEqual([]);
});
