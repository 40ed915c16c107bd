import fc from 'fast-check';
import { type Settings } from '../../datasources/settings';
import { formOf, nextKey, readForm, type SetupForm } from './form';

const EMPTY: SetupForm = {
  metrics: '',
  logs: '',
  traces: '',
  errorStatus: '',
  business: [],
  objectives: [],
  joins: [],
};

/** Names without space around them, which the form takes off. */
const name = fc.string({ minLength: 1 }).filter((text) => text.trim() === text);
const number = (max: number) => fc.integer({ min: 1, max: 100_000 }).map((tenths) => (tenths / 100_000) * max);

const settings: fc.Arbitrary<Settings> = fc.record(
  {
    metrics: name,
    logs: name,
    traces: name,
    refresh: fc.constant('5s'),
    errorStatus: fc.array(fc.constantFrom('5xx', '4xx', '429'), { minLength: 1 }),
    business: fc.uniqueArray(
      fc.record({
        measure: fc.constantFrom('orders' as const, 'revenue' as const),
        metric: name,
        type: fc.constantFrom('gauge' as const, 'counter' as const),
      }),
      { minLength: 1, selector: ({ metric }) => metric }
    ),
    objectives: fc.uniqueArray(
      fc.record({ service: name, errorRatio: number(1), p95: number(60) }, { requiredKeys: ['service', 'p95'] }),
      { minLength: 1, selector: ({ service }) => service }
    ),
    joins: fc
      .uniqueArray(fc.tuple(name, fc.option(name), fc.boolean()), {
        minLength: 1,
        comparator: (a, b) => a[0] === b[0] || (a[1] !== null && a[1] === b[1]),
      })
      .map((rows) => rows.map(([service, chosen, inLogs]) => ({ service, [inLogs ? 'logs' : 'traces']: chosen }))),
  },
  { requiredKeys: [] }
);

describe('the set-up form', () => {
  it('gives back the settings it was filled with, numbers to twelve digits', () => {
    fc.assert(
      fc.property(settings, (before) => {
        const read = readForm(formOf(before), before);
        if (!('settings' in read)) {
          throw new Error(JSON.stringify(read.errors));
        }
        const objectives = before.objectives?.map((objective, index) => ({
          ...objective,
          ...(objective.errorRatio !== undefined && {
            errorRatio: expect.closeTo(objective.errorRatio, 10) as number,
          }),
          p95: expect.closeTo(before.objectives?.[index]?.p95 ?? NaN, 10) as number,
        }));
        expect(read.settings).toEqual({ ...before, ...(objectives && { objectives }) });
      })
    );
  });

  it('shows and stores numbers without the digits that computers add', () => {
    const form = formOf({ objectives: [{ service: 'a', errorRatio: 0.007, p95: 0.0011 }] });
    expect(form.objectives[0]).toMatchObject({ errorPercent: '0.7', p95Milliseconds: '1.1' });
    expect(readForm(form, {})).toEqual({
      settings: { objectives: [{ service: 'a', errorRatio: 0.007, p95: 0.0011 }] },
    });
  });

  it.each<[string, Partial<SetupForm>, Settings]>([
    ['statuses by commas and spaces', { errorStatus: '5XX,429  404' }, { errorStatus: ['5xx', '429', '404'] }],
    [
      'a comma as decimal point',
      { objectives: [{ key: 0, service: '*', errorPercent: '0,5', p95Milliseconds: '' }] },
      { objectives: [{ service: '*', errorRatio: 0.005 }] },
    ],
    ['no data source', { metrics: '' }, {}],
    [
      'a name with spaces around it',
      { business: [{ key: 3, measure: 'orders', metric: ' sales_total ', type: 'counter' }] },
      { business: [{ measure: 'orders', metric: 'sales_total', type: 'counter' }] },
    ],
  ])('reads %s', (_, form, expected) => {
    expect(readForm({ ...EMPTY, ...form }, {})).toEqual({ settings: expected });
  });

  it('reads names in logs and traces: chosen, none, or as found', () => {
    const joins = [
      { key: 0, service: ' shop-api ', logs: 'shop-1', traces: undefined },
      { key: 1, service: 'flask', logs: null, traces: 'flask-app' },
    ];
    expect(readForm({ ...EMPTY, joins }, {})).toEqual({
      settings: {
        joins: [
          { service: 'shop-api', logs: 'shop-1' },
          { service: 'flask', logs: null, traces: 'flask-app' },
        ],
      },
    });
  });

  const objective = { key: 0, service: 'a', errorPercent: '1', p95Milliseconds: '' };
  it.each<[string, Partial<SetupForm>, string]>([
    ['a word as status', { errorStatus: '5xx, never' }, 'errorStatus'],
    ['a status out of range', { errorStatus: '600' }, 'errorStatus'],
    [
      'a mapping without a metric',
      { business: [{ key: 2, measure: 'orders', metric: ' ', type: 'gauge' }] },
      'business.2.metric',
    ],
    [
      'the same mapping twice',
      {
        business: [
          { key: 0, measure: 'orders', metric: 'a', type: 'gauge' },
          { key: 1, measure: 'orders', metric: 'a', type: 'counter' },
        ],
      },
      'business.1.metric',
    ],
    ['an objective without a service', { objectives: [{ ...objective, service: '' }] }, 'objectives.0.service'],
    ['two objectives of one service', { objectives: [objective, { ...objective, key: 1 }] }, 'objectives.1.service'],
    ['an objective of nothing', { objectives: [{ ...objective, errorPercent: '' }] }, 'objectives.0.errorPercent'],
    ['a share over 100 %', { objectives: [{ ...objective, errorPercent: '101' }] }, 'objectives.0.errorPercent'],
    ['a share of 0', { objectives: [{ ...objective, errorPercent: '0' }] }, 'objectives.0.errorPercent'],
    [
      'words as a duration',
      { objectives: [{ ...objective, p95Milliseconds: 'fast' }] },
      'objectives.0.p95Milliseconds',
    ],
    [
      'an endless duration',
      { objectives: [{ ...objective, p95Milliseconds: 'Infinity' }] },
      'objectives.0.p95Milliseconds',
    ],
    ['names without a service', { joins: [{ key: 1, service: ' ', logs: 'a' }] }, 'joins.1.service'],
    ['a service without names', { joins: [{ key: 1, service: 'a' }] }, 'joins.1.logs'],
    [
      'names of one service twice',
      {
        joins: [
          { key: 0, service: 'a', logs: 'x' },
          { key: 1, service: 'a', traces: null },
        ],
      },
      'joins.1.service',
    ],
    [
      'one name for two services',
      {
        joins: [
          { key: 0, service: 'a', logs: 'x' },
          { key: 1, service: 'b', logs: 'x' },
        ],
      },
      'joins.1.logs',
    ],
  ])('refuses %s', (_, form, field) => {
    const read = readForm({ ...EMPTY, ...form }, {});
    expect('errors' in read && Object.keys(read.errors)).toEqual([field]);
  });

  it('keeps what it does not show', () => {
    const elsewhere: Settings = {
      refresh: '30s',
      serviceLevelObjectives: [{ service: 'checkout', target: 0.999, days: 30 }],
      errorMarks: [{ as: 'ignored', error: '41dee432b5a0afe4', service: 'checkout', title: 'lost', at: '2026-01-15' }],
    };
    expect(readForm(formOf(elsewhere), elsewhere)).toEqual({ settings: elsewhere });
  });

  it('gives every row a key of its own', () => {
    expect(nextKey([])).toBe(0);
    expect(nextKey([{ key: 4 }, { key: 1 }])).toBe(5);
  });
});
