import { type DataFrame, FieldType } from '@grafana/data';
import { isUndetected, notSupportedFrame, notSupportedReason, seriesOf, total, totalsBy } from './answer';
import { frameFor } from './testing/frames';

const exemplars: DataFrame = { ...frameFor('A', {}, [[1, 99]]), name: 'exemplar' };

describe('an answer', () => {
  const frames = [
    frameFor('A', { service: 'shop' }, [
      [1, 10],
      [2, 20],
    ]),
    frameFor('A', { service: 'flask' }, [[2, 5]]),
    frameFor('B', {}, [[2, 7]]),
    exemplars,
  ];

  it('is read by query, without exemplars', () => {
    expect(seriesOf(frames, 'A')).toEqual([
      { labels: { service: 'shop' }, times: [1, 2], values: [10, 20] },
      { labels: { service: 'flask' }, times: [2], values: [5] },
    ]);
    expect(seriesOf(frames, 'C')).toEqual([]);
  });

  it('has totals, the last value of each series', () => {
    expect([...totalsBy(frames, 'A', 'service')]).toEqual([
      ['shop', 20],
      ['flask', 5],
    ]);
    expect(total(frames, 'B')).toBe(7);
  });

  it('has no total where there is no data, which is not zero', () => {
    const nothing: DataFrame = {
      refId: 'D',
      length: 1,
      fields: [
        { name: 'Time', type: FieldType.time, config: {}, values: [1] },
        { name: 'Value', type: FieldType.number, config: {}, labels: { service: 'shop' }, values: [null] },
      ],
    };
    expect(total([nothing], 'D')).toBeUndefined();
    expect(totalsBy([nothing], 'D', 'service').size).toBe(0);
    expect(total([], 'D')).toBeUndefined();
  });
});

describe('a question that cannot be answered', () => {
  const cannot = notSupportedFrame('A', 'There is no status');

  it('says why', () => {
    expect(notSupportedReason([cannot])).toBe('There is no status');
    expect(notSupportedReason([cannot, exemplars])).toBe('There is no status');
    expect(seriesOf([cannot], 'A')).toEqual([]);
  });

  it('tells whether no metric was detected, or one that does not tell', () => {
    expect(isUndetected([notSupportedFrame('A', { notSupported: 'No metric', isUndetected: true })])).toBe(true);
    expect(isUndetected([cannot, frameFor('B')])).toBe(false);
  });

  it('does not speak for another that can', () => {
    expect(notSupportedReason([cannot, frameFor('B')])).toBeUndefined();
    expect(notSupportedReason([frameFor('B')])).toBeUndefined();
    expect(notSupportedReason([])).toBeUndefined();
  });
});
