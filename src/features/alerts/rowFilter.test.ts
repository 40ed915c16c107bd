import { alertRows } from '../../analysis/alerts/alertRows';
import { answerOf, evaluated, GRAFANA, routed, rule } from '../../analysis/alerts/testing/alerts';
import { alertUrl } from '../../correlation/pageUrls/alerts';
import { addressOf, countByState, countRules, filteredRows, rowsMeant, type TimesOf } from './rowFilter';

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

describe('two rules of one name and severity', () => {
  const labels = { severity: 'critical' };
  const few = rule('Queue', { query: 'jobs > 10', labels });
  const many = rule('Queue', { query: 'jobs > 99', labels });
  const elsewhere = rule('Queue', { query: 'jobs > 50', labels, folder: 'other.yml' });
  const firing = (service: string) => [evaluated({ job: service, ...labels })];
  const rowsOf = (...services: Array<string | undefined>) =>
    alertRows(
      answerOf({
        rules: [few, many, elsewhere].map((one, at) => ({
          rule: one,
          alerts: services[at] === undefined ? [] : firing(services[at]),
        })),
      }),
      ({ job }) => job
    );
  const meantBy = (all: ReturnType<typeof rowsOf>, state: Partial<ReturnType<typeof addressOf>>) =>
    rowsMeant(all, { ...alertUrl.read({ path: '', params: [] }), alert: 'Queue', ...state }, () => 1);
  const all = rowsOf('cart', 'cart', 'cart');

  it('each have an address of their own', () => {
    const addresses = all.map(addressOf);
    expect(addresses.map((address) => meantBy(all, address))).toEqual(all.map((row) => [row]));
  });

  it('keep it when their alerts have resolved', () => {
    const silent = rowsOf(undefined, undefined, undefined);
    expect(silent).toHaveLength(3);
    for (const row of all) {
      const meant = meantBy(silent, addressOf(row));
      expect(meant).toMatchObject([{ rule: row.rule, service: 'cart', state: 'inactive' }]);
    }
  });

  it('are all meant by an address of before, the one to look at first before the others', () => {
    const meant = meantBy(rowsOf(undefined, 'cart', 'payments'), { service: 'cart', severity: 'critical' });
    // The third one fires for another service: had it fired for this one, it might still.
    expect(meant.map(({ rule: one, state }) => [one?.query, state])).toEqual([
      [many.query, 'firing'],
      [few.query, 'inactive'],
    ]);
    expect(countRules(meant)).toBe(2);
    expect(countRules(meantBy(all, { service: 'cart' }))).toBe(3);
  });

  it('are found by their file and group where the definition was changed since', () => {
    const [row] = all.filter((one) => one.rule === elsewhere);
    const meant = meantBy(all, { ...addressOf(row!), definition: 'of before' });
    expect(meant.map((one) => one.rule)).toEqual([elsewhere]);
    const others = all.filter((one) => one.rule !== elsewhere);
    expect(countRules(meantBy(others, addressOf(row!)))).toBe(2);
  });

  it('one address means only the alert without a service where it says so', () => {
    const mixed = alertRows(
      answerOf({ rules: [{ rule: few, alerts: [...firing('cart'), evaluated(labels)] }] }),
      ({ job }) => job
    );
    const [bare] = mixed.filter(({ service }) => service === undefined);
    expect(meantBy(mixed, addressOf(bare!))).toEqual([bare]);
    expect(meantBy(mixed, {})).toHaveLength(2);
  });
});
