import { type Span, type SpanSeries } from '../telemetry/questions/traces';
import { groupsOfSample, groupsOfSeries } from './spanGroups';

const series = (values: Record<string, number | null>): SpanSeries[] =>
  Object.entries(values).map(([route, value]) => ({ labels: { route }, times: [1], values: [value] }));

describe('of what was counted', () => {
  it('has rate, share, errors and p95 of each value, the largest first', () => {
    const groups = groupsOfSeries('route', {
      rate: series({ '/a': 1, '/b': 3 }),
      errors: series({ '/b': 1.5 }),
      p95: series({ '/a': 0.2, '/b': 0.5 }),
    });
    expect(groups).toEqual([
      { value: '/b', rate: 3, share: 0.75, errorShare: 0.5, p95: 0.5 },
      { value: '/a', rate: 1, share: 0.25, errorShare: 0, p95: 0.2 },
    ]);
  });

  it.each([
    ['a value that did not occur is left out', { rate: series({ '/a': 1, '/gone': 0 }), errors: [], p95: [] }, ['/a']],
    ['what has no value is a group of its own', { rate: series({ '': 2, '/a': 1 }), errors: [], p95: [] }, ['', '/a']],
    ['a step without data is none', { rate: series({ '/a': null }), errors: [], p95: [] }, []],
    ['as many: by name', { rate: series({ '/b': 1, '/a': 1 }), errors: [], p95: [] }, ['/a', '/b']],
  ])('%s', (_, answers, values) => {
    expect(groupsOfSeries('route', answers).map(({ value }) => value)).toEqual(values);
  });

  it('no group fails more often than it occurs, however the two questions were rounded', () => {
    const [group] = groupsOfSeries('route', { rate: series({ '/a': 1 }), errors: series({ '/a': 1.01 }), p95: [] });
    expect(group!.errorShare).toBe(1);
  });
});

describe('of a sample', () => {
  const span = (plan: string, duration: number, isError = false): Span => ({
    traceId: 'a'.repeat(32),
    spanId: 'b'.repeat(16),
    service: 'shop-api',
    name: 'GET /',
    kind: 'server',
    start: 0,
    duration,
    status: isError ? 'error' : 'unset',
    attributes: plan === '' ? {} : { plan },
    resource: {},
    events: [],
    links: [],
  });

  it('has shares and no rates; p95 is the smallest duration that 95 % do not exceed', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => span('free', (index + 1) * 10, index < 25));
    const groups = groupsOfSample('span.plan', [...hundred, ...Array.from({ length: 25 }, () => span('', 40))]);
    expect(groups).toEqual([
      { value: 'free', share: 0.8, errorShare: 0.25, p95: 0.95 },
      { value: '', share: 0.2, errorShare: 0, p95: 0.04 },
    ]);
  });

  it('of fewer than twenty no p95 is told', () => {
    expect(groupsOfSample('span.plan', [span('free', 10)])).toEqual([
      { value: 'free', share: 1, errorShare: 0, p95: undefined },
    ]);
  });
});
