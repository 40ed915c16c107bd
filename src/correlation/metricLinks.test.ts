import fc from 'fast-check';
import { is, type MetricQuestion, metricQuestion } from '../telemetry/questions/metric';
import { type LinkContext } from './links';
import { spanOfPoint, requestsBehind, rangeLinks } from './metricLinks';
import { tracesUrl } from './pageUrls/traces';

const where = [is('service', 'shop-api')];
const p95: MetricQuestion = metricQuestion({ measure: 'duration', stat: { kind: 'quantile', q: 0.95 }, where });
const rate = metricQuestion({ measure: 'requests', stat: { kind: 'rate' }, by: ['status'], where });
const errors = metricQuestion({ measure: 'errors', stat: { kind: 'ratio' }, where });

describe('requestsBehind', () => {
  it.each<[string, LinkContext, LinkContext]>([
    ['a chart', requestsBehind(rate), { where }],
    ['one series', requestsBehind(rate, { status: '402' }), { where: [...where, is('status', '402')] }],
    ['a label that is no field', requestsBehind(rate, { le: '0.5', currency: 'EUR' }), { where }],
    ['a label without a value', requestsBehind(rate, { status: '' }), { where }],
    [
      'a label that says more than the question',
      requestsBehind({ ...rate, where: [{ field: 'status', op: 'in', values: ['402', '403'] }] }, { status: '402' }),
      { where: [is('status', '402')] },
    ],
    ['errors', requestsBehind(errors, {}, 0.2), { where, errors: true }],
    ['a rate, whose value is no duration', requestsBehind(rate, {}, 17), { where }],
    ['a percentile', requestsBehind(p95, {}, 0.3168), { where, slowerThan: 0.31 }],
    ['a short percentile', requestsBehind(p95, {}, 0.0009999), { where, slowerThan: 0.00099 }],
    ['a long percentile', requestsBehind(p95, {}, 128.7), { where, slowerThan: 120 }],
    ['a percentile without a value', requestsBehind(p95), { where }],
    ['a percentile of nothing', requestsBehind(p95, {}, 0), { where }],
  ])('of %s', (_, found, expected) => expect(found).toEqual(expected));

  it('never leaves out the request that made the percentile, and adds few that are faster', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e5, noNaN: true }), (value) => {
        const { slowerThan = NaN } = requestsBehind(p95, {}, value);
        expect(slowerThan).toBeLessThanOrEqual(value);
        expect(slowerThan).toBeGreaterThan(value * 0.899);
      })
    );
  });
});

describe('spanOfPoint', () => {
  it.each([
    ['short steps: two minutes', [0, 15_000, 30_000], 600_000, { from: 480_000, to: 600_000 }],
    ['long steps: two of them', [0, 300_000], 900_000, { from: 300_000, to: 900_000 }],
    ['a single point', [900_000], 900_000, { from: 780_000, to: 900_000 }],
  ])('of %s', (_, times, time, expected) => expect(spanOfPoint(times, time)).toEqual(expected));
});

describe('rangeLinks', () => {
  const moment = { from: 1000.4, to: 2000.6 };
  const links = rangeLinks({ where, errors: true }, moment);

  it('leads to what failed, in logs and in traces, at that time', () => {
    expect(links.logs.params).toEqual([
      ['where', 'service=shop-api'],
      ['where', 'level=error|fatal'],
      ['from', '1000'],
      ['to', '2001'],
    ]);
    expect(links.traces.params).toEqual([
      ['where', 'service=shop-api'],
      ['where', 'error=true'],
      ['from', '1000'],
      ['to', '2001'],
    ]);
  });

  it('compares all requests of that time with the rest of what the page shows', () => {
    expect(tracesUrl.read(links.difference)).toEqual({
      tab: 'traces',
      where: [{ field: 'service', op: 'in', values: ['shop-api'] }],
      selected: { from: 1000, to: 2001, shortest: undefined, longest: undefined },
    });
    expect(links.difference.params.map(([key]) => key)).not.toContain('from');
  });
});
