import { type SpanCondition } from '../../telemetry/questions/traces';
import { conditionWords, restates, spansMeant, withDuration, withErrors, withValue } from './filters';
import { readTraceId } from './TraceIdInput';

const uk: SpanCondition = { field: 'span.region', op: 'in', values: ['uk'] };

describe('filters', () => {
  it('add values to what is asked for already', () => {
    expect(withValue([uk], 'span.region', 'in', 'eu')).toEqual([{ ...uk, values: ['uk', 'eu'] }]);
    expect(withValue([uk], 'service', 'in', 'cart')).toEqual([uk, { field: 'service', op: 'in', values: ['cart'] }]);
  });

  it('never keep and leave out the same value', () => {
    expect(withValue([uk], 'span.region', 'notIn', 'uk')).toEqual([{ ...uk, op: 'notIn' }]);
    const both: SpanCondition[] = [{ ...uk, values: ['uk', 'eu'] }];
    expect(withValue(both, 'span.region', 'notIn', 'uk')).toEqual([
      { ...uk, values: ['eu'] },
      { ...uk, op: 'notIn', values: ['uk'] },
    ]);
  });

  it('have one range of durations, and none without bounds', () => {
    const slow = withDuration([uk], 0.5);
    expect(slow).toEqual([uk, { field: 'duration', op: 'between', from: 0.5, to: undefined }]);
    expect(withDuration(slow, 0.1, 0.2)).toHaveLength(2);
    expect(withDuration(slow)).toEqual([uk]);
  });

  it('keep only errors, or no longer', () => {
    expect(withErrors(withErrors([uk], true), true)).toEqual([uk, { field: 'error', op: 'is', value: true }]);
    expect(withErrors(withErrors([uk], true), false)).toEqual([uk]);
  });

  it('mean requests, unless they name what only calls have', () => {
    expect(spansMeant([uk]).spans).toBe('requests');
    expect(spansMeant([{ field: 'span.db.system', op: 'in', values: ['redis'] }]).spans).toBe('all');
    expect(spansMeant([{ field: 'kind', op: 'in', values: ['client'] }]).spans).toBe('all');
  });

  it.each<[SpanCondition, string]>([
    [uk, 'region = uk'],
    [{ field: 'resource.host', op: 'notIn', values: ['', 'b'] }, 'host ≠ (none) or b'],
    [{ field: 'duration', op: 'between', from: 0.25 }, 'duration over 250 ms'],
    [{ field: 'duration', op: 'between', to: 1.5 }, 'duration up to 1.50 s'],
    [{ field: 'error', op: 'is', value: true }, 'failed'],
  ])('are put into words: %j', (condition, words) => {
    expect(conditionWords(condition)).toBe(words);
  });
});

describe('what a comparison restates', () => {
  it('is what is filtered by', () => {
    const isKnown = restates([uk], false);
    expect(isKnown('span.region')).toBe(true);
    expect(isKnown('span.plan')).toBe(false);
    expect(restates([{ ...uk, values: ['uk', 'eu'] }], false)('span.region')).toBe(false);
  });

  it.each([
    'status',
    'span.http.status_code',
    'span.error.type',
    'span.exception.type',
    'span.otel.status_code',
  ] as const)('is %s where failed ones are compared with the rest, and only there', (field) => {
    expect(restates([], true)(field)).toBe(true);
    expect(restates([], false)(field)).toBe(false);
  });
});

describe('a trace id', () => {
  const id = '0a1b2c3d4e5f60718293a4b5c6d7e8f9';

  it.each([
    id,
    id.toUpperCase(),
    id.slice(1),
    ` ${id}\n`,
    `trace_id=${id}`,
    `"traceId": "${id}"`,
    `traceID=${id}`,
    `00-${id}-0102030405060708-01`,
    `0x${id}`,
    '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9',
  ])('is read in any spelling: %s', (text) => {
    expect(readTraceId(text)).toBe(id);
  });

  it.each(['', 'cart', '0', `${id}0`, 'order-12'])('is not what has other characters or is too long: %s', (text) => {
    expect(readTraceId(text)).toBeUndefined();
  });
});
