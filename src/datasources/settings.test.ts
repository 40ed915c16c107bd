import { errorStatusPattern, objectiveFor, parseSettings } from './settings';

describe('settings', () => {
  it('keep what fits', () => {
    const settings = {
      metrics: 'prom',
      logs: 'loki',
      traces: 'tempo',
      errorStatus: ['5xx', '429'],
      business: [{ measure: 'orders', metric: 'checkouts_total', type: 'counter' }],
      objectives: [{ service: '*', errorRatio: 0.01, p95: 0.3 }],
      serviceLevelObjectives: [
        { service: 'checkout', target: 0.999, days: 30 },
        { service: 'checkout', route: '/pay', threshold: 0.3, target: 0.99, days: 7 },
      ],
      refresh: '30s',
      errorMarks: [{ as: 'fixed', error: '41dee432b5a0afe4' }],
    };
    expect(parseSettings(settings)).toEqual(settings);
  });

  it('leave out what does not, whatever somebody wrote by hand', () => {
    expect(
      parseSettings({
        metrics: 7,
        logs: '',
        errorStatus: ['5xx', 503],
        business: [
          { measure: 'orders', metric: '', type: 'counter' },
          { measure: 'weather', metric: 'sun_total', type: 'counter' },
          { measure: 'revenue', metric: 'sales_total', type: 'histogram' },
          null,
        ],
        objectives: [{ service: '' }, { service: 'shop', p95: -1 }, 'shop'],
        serviceLevelObjectives: [
          { service: 'shop', target: 1, days: 30 },
          { service: 'shop', target: 0, days: 30 },
          { service: 'shop', target: 0.99, days: 1 },
          { service: 'shop', target: 0.99, days: 7.5 },
          { service: 'shop', target: 0.99, days: 400 },
          { service: 'shop', target: 0.99, days: 30, threshold: 0 },
          { service: 'shop', target: '0.99', days: 30 },
        ],
        errorMarks: '41dee432b5a0afe4',
        refresh: 'often',
        other: true,
      })
    ).toEqual({ errorStatus: ['5xx'] });
    expect([undefined, null, 'text', 5, []].map(parseSettings)).toEqual([{}, {}, {}, {}, {}]);
  });
});

it('keep one objective of those that count the same', () => {
  const [first, again] = [0.99, 0.999].map((target) => ({ service: 'shop', target, days: 30 }));
  const other = { service: 'shop', target: 0.99, days: 7 };
  expect(parseSettings({ serviceLevelObjectives: [first, again, other] })).toEqual({
    serviceLevelObjectives: [first, other],
  });
});

describe('what a service is held to', () => {
  const all = { service: '*', errorRatio: 0.05, p95: 1 };
  const own = { service: 'shop', errorRatio: 0.01 };
  const budgeted = { service: 'shop', target: 0.999, days: 30 };
  const ofRoute = { ...budgeted, route: '/pay' };
  const ofLatency = { ...budgeted, threshold: 0.3 };

  it.each([
    [{ objectives: [all] }, 3600, all],
    [{ objectives: [all, own] }, 3600, own],
    [{ serviceLevelObjectives: [ofRoute, ofLatency] }, 3600, undefined],
    // A budget of the service says more than what is promised of all, and less than what is promised of it.
    [
      { objectives: [all], serviceLevelObjectives: [budgeted] },
      3600,
      { p95: 1, errorRatio: undefined, budget: { target: 0.999, critical: 14.4 } },
    ],
    [
      { objectives: [own], serviceLevelObjectives: [budgeted] },
      6 * 3600,
      { p95: undefined, errorRatio: 0.01, budget: { target: 0.999, critical: 6 } },
    ],
    [{ serviceLevelObjectives: [budgeted] }, 300, { budget: { target: 0.999, critical: 14.4 } }],
    [{ serviceLevelObjectives: [budgeted] }, 7 * 24 * 3600, { budget: { target: 0.999, critical: 1 } }],
  ])('by %j over %d s is %j', (settings, seconds, held) => {
    expect(objectiveFor('shop', settings, seconds)).toEqual(held);
  });
});

describe('the pattern of errors', () => {
  const matching = (chosen: string[] | undefined) => {
    const pattern = new RegExp(`^(?:${errorStatusPattern(chosen)})$`);
    return ['200', '404', '429', '4xx', '500', '503', '5xx'].filter((status) => pattern.test(status));
  };

  it.each([
    [undefined, ['500', '503', '5xx']],
    [[], ['500', '503', '5xx']],
    [
      ['5xx', '429'],
      ['429', '500', '503', '5xx'],
    ],
    [['503'], ['503']],
    [['4XX'], ['404', '429', '4xx']],
    // A pattern would reach further than anybody meant; what is no status is left out.
    [['.*'], ['500', '503', '5xx']],
  ])('of %j matches %j', (chosen, statuses) => {
    expect(matching(chosen)).toEqual(statuses);
  });
});
