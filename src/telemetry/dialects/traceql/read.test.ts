import { type SpanSeriesQuestion } from '../../questions/traces';
import { quantileOfBuckets } from './quantile';
import { readSearch, readSpans, readTrace } from './read';
import { readCompare, readSeries, secondsOf } from './readMetrics';
import { hexId, millisecondsBetween, millisecondsOf, readAttributes, readNanoseconds, readValue } from './values';

describe('values', () => {
  it.each([
    [{ stringValue: 'a' }, 'a'],
    [{ stringValue: '' }, ''],
    [{ boolValue: false }, false],
    [{ intValue: '7' }, 7],
    [{ intValue: '9223372036854775807' }, '9223372036854775807'],
    [{ doubleValue: 0.5 }, 0.5],
    [{ arrayValue: { values: [{ stringValue: 'a' }, { intValue: '1' }] } }, ['a', 1]],
    [{ arrayValue: {} }, []],
    [{ kvlistValue: { values: [{ key: 'a', value: { intValue: '1' } }] } }, '{"a":1}'],
    [{ arrayValue: { values: [{ arrayValue: { values: [{ intValue: 1 }] } }] } }, '[[1]]'],
    [{ bytesValue: 'AAE=' }, 'AAE='],
    [{}, ''],
    [undefined, ''],
  ])('%j is %j', (value, read) => {
    expect(readValue(value)).toEqual(read);
  });

  it('may be called anything', () => {
    const read = readAttributes([{ key: '__proto__', value: { stringValue: 'x' } }, { key: 'constructor' }]);
    expect(Object.entries(read)).toEqual([
      ['__proto__', 'x'],
      ['constructor', ''],
    ]);
  });

  it('of times are exact to the microsecond, durations to the nanosecond', () => {
    const between = (start: string, end: string) => millisecondsBetween(readNanoseconds(start), readNanoseconds(end));
    expect(millisecondsOf(readNanoseconds('1795265734665123456'))).toBeCloseTo(1795265734665.123, 3);
    expect(between('1795265734999999999', '1795265735000000001')).toBe(0.000002);
    expect(between('5', '1')).toBe(0);
    expect(millisecondsOf(readNanoseconds(undefined))).toBe(0);
  });

  it.each([
    ['AAAAAAAAAAAAAAAAAAAAAw==', 16, '00000000000000000000000000000003'],
    ['00000000000000000000000000000003', 16, '00000000000000000000000000000003'],
    ['3', 16, '3'],
    ['AAAAAAAAAB8=', 8, '000000000000001f'],
    ['000000000000001f', 8, '000000000000001f'],
    [undefined, 8, ''],
  ] as const)('of the id %s (%d bytes) are %s', (id, bytes, hex) => {
    expect(hexId(id, bytes)).toBe(hex);
  });

  it.each([
    ['50ms', 0.05],
    ['1.5s', 1.5],
    ['1m2.5s', 62.5],
    ['1h0m1s', 3601],
    ['120µs', 0.00012],
    ['7ns', 7e-9],
    ['soon', undefined],
    [undefined, undefined],
  ])('of the duration %s are %d seconds', (text, seconds) => {
    const read = secondsOf(text);
    expect(read === undefined ? undefined : Number(read.toPrecision(12))).toBe(seconds);
  });
});

describe('a trace', () => {
  const span = {
    traceId: '1',
    spanId: '2',
    name: 'work',
    kind: 2,
    startTimeUnixNano: '1000000',
    endTimeUnixNano: '3000000',
  };

  it('is read from either version of the API, whatever spans leave out', () => {
    const batches = [
      {
        resource: { attributes: [{ key: 'service.name', value: { stringValue: 'a' } }] },
        scopeSpans: [{ spans: [span] }],
      },
    ];
    const expected = [
      expect.objectContaining({ service: 'a', name: 'work', kind: 'server', start: 1, duration: 2, status: 'unset' }),
    ];
    expect(readTrace({ batches }).spans).toEqual(expected);
    expect(readTrace({ trace: { resourceSpans: batches } }).spans).toEqual(expected);
    expect(readTrace({ trace: {} }).spans).toEqual([]);
    expect(readTrace({ resourceSpans: [{ scopeSpans: [{ spans: [{ ...span, traceId: '0' }] }] }] }).spans).toEqual([]);
  });

  it('without a resource is still there', () => {
    expect(readTrace({ batches: [{ scopeSpans: [{ spans: [span] }] }] }).spans).toEqual([
      expect.objectContaining({ service: '', resource: {} }),
    ]);
  });

  it.each<[what: string, link: object, ids: Array<[string, string]>]>([
    ['hexadecimal digits', { traceId: 'ab'.padStart(32, '0'), spanId: 'cd'.padStart(16, '0') }, [['ab', 'cd']]],
    ['hexadecimal digits without their zeros', { traceId: 'AB', spanId: 'cd' }, [['ab', 'cd']]],
    [
      'base64, as Tempo writes whole traces',
      { traceId: 'AAAAAAAAAAAAAAAAAAAAqw==', spanId: 'AAAAAAAAAM0=' },
      [['ab', 'cd']],
    ],
    ['no digits', { traceId: 'nowhere', spanId: 'cd' }, []],
    ['what only looks like base64', { traceId: '!AAAAAAAAAAAAAAAAAAAqw==', spanId: 'AAAAAAAAAM0=' }, []],
    ['nothing but zeros', { traceId: '0', spanId: '0' }, []],
    ['half of them', { traceId: 'ab' }, []],
  ])('has links whose ids are written as %s', (_, link, ids) => {
    const [read] = readTrace({ batches: [{ scopeSpans: [{ spans: [{ ...span, links: [link] }] }] }] }).spans;
    expect(read?.links.map(({ traceId, spanId }) => [traceId, spanId])).toEqual(
      ids.map(([traceId, spanId]) => [traceId.padStart(32, '0'), spanId.padStart(16, '0')])
    );
  });

  it('says when it is only a part', () => {
    expect(readTrace({ trace: {}, status: 'PARTIAL', message: 'trace exceeds max size' }).partial).toBe(
      'trace exceeds max size'
    );
    expect(readTrace({ trace: {}, status: 'PARTIAL' }).partial).toMatch(/part/);
    expect(readTrace({ trace: {}, status: 'COMPLETE' }).partial).toBeUndefined();
  });
});

describe('a search', () => {
  it('pads ids that lost their zeros, and knows no root that has not arrived', () => {
    const [trace] = readSearch({
      traces: [{ traceID: 'ab', rootTraceName: '<root span not yet received>', startTimeUnixNano: '1000000' }],
    });
    expect(trace).toEqual({ traceId: 'ab'.padStart(32, '0'), rootService: '', rootName: '', start: 1, duration: 0 });
  });

  const MISSING = '<root span not yet received>';
  it.each([
    // As Tempo answers: the text stands for the service, and the name is left out (grafana/tempo#1476).
    ['in the service', { rootServiceName: MISSING }, '', ''],
    ['in both', { rootServiceName: MISSING, rootTraceName: MISSING }, '', ''],
    ['in the name only', { rootServiceName: 'shop', rootTraceName: MISSING }, 'shop', ''],
    ['in the service, beside an empty name', { rootServiceName: MISSING, rootTraceName: '' }, '', ''],
    ['nowhere', { rootServiceName: 'shop', rootTraceName: 'GET /' }, 'shop', 'GET /'],
    ['in no field at all', {}, '', ''],
    [
      'in a name that only mentions it',
      { rootServiceName: 'shop', rootTraceName: `on ${MISSING}` },
      'shop',
      `on ${MISSING}`,
    ],
  ])('reads a root whose text for a missing one is %s', (_, given, rootService, rootName) => {
    expect(readSearch({ traces: [{ traceID: '1', ...given }] })).toEqual([
      expect.objectContaining({ rootService, rootName }),
    ]);
  });

  it('takes attributes for the resource’s where they were asked of it, and nil for nothing', () => {
    const attributes = [
      { key: 'service.name', value: { stringValue: 'shop' } },
      { key: 'zone', value: { stringValue: 'eu' } },
      { key: 'k8s.thing', value: { stringValue: 'x' } },
      { key: 'http.route', value: { stringValue: 'nil' } },
      { key: 'kind', value: { stringValue: 'client' } },
      { key: 'span:parentID', value: { stringValue: '0000000000000000' } },
    ];
    const body = { traces: [{ traceID: '1', spanSets: [{ spans: [{ spanID: '2', attributes }] }] }] };
    const [span] = readSpans(body, ['resource.zone', 'span.k8s.thing', 'span.http.route']);
    expect(span).toMatchObject({
      service: 'shop',
      kind: 'client',
      attributes: { 'k8s.thing': 'x' },
      resource: { zone: 'eu' },
    });
    expect(span?.attributes).not.toHaveProperty('http.route');
    expect(span?.parentSpanId).toBeUndefined();
  });

  // As a sum of milliseconds and a fraction the first would be another number.
  it.each([
    ['30577000', 30.577],
    ['1000001', 1.000001],
    [624926000, 624.926],
    [undefined, 0],
  ])('says how long %s ns are', (durationNanos, duration) => {
    const [span] = readSpans({ traces: [{ traceID: '1', spanSets: [{ spans: [{ spanID: '2', durationNanos }] }] }] });
    expect(span?.duration).toBe(duration);
  });
});

describe('metrics', () => {
  const question: SpanSeriesQuestion = {
    about: 'spanSeries',
    spans: 'all',
    where: [],
    measure: { kind: 'rate' },
    by: ['status'],
  };
  const label = (key: string, value: object) => ({ key, value });
  const span = { from: 1000, to: 3000 };

  it('are put together where two attributes say the same, and begin with the first whole step', () => {
    const samples = [{ timestampMs: '1000', value: 9 }, { timestampMs: '2000', value: 1 }, { timestampMs: '3000' }];
    const body = {
      series: [
        {
          labels: [
            label('span.http.response.status_code', { intValue: '200' }),
            label('span.http.status_code', { stringValue: 'nil' }),
          ],
          samples,
        },
        { labels: [label('span.http.status_code', { intValue: '200' })], samples },
        { labels: [label('span.http.status_code', { stringValue: 'nil' })], samples },
      ],
    };
    expect(readSeries(body, question, 'values', span).series).toEqual([
      { labels: { status: '200' }, times: [2000, 3000], values: [2, 0] },
      { labels: { status: '' }, times: [2000, 3000], values: [1, 0] },
    ]);
  });

  it('of quantiles have no value where there was nothing', () => {
    const body = {
      series: [{ samples: [{ timestampMs: 2000, value: 0.5 }, { timestampMs: 3000 }] }],
      status: 'PARTIAL',
      message: 'cut',
    };
    const read = readSeries(body, { ...question, by: [] }, 'quantile', span);
    expect(read).toEqual({
      series: [{ labels: {}, times: [2000, 3000], values: [0.5, null] }],
      exemplars: [],
      note: 'cut',
    });
  });

  it('of a comparison tell attributes apart that stand for one word but are on the same spans', () => {
    const counted = (type: string, key: string, value: string, count: number) => ({
      labels: [label('__meta_type', { stringValue: type }), label(key, { stringValue: value })],
      value: count,
    });
    const read = readCompare({
      series: [
        counted('selection', 'name', 'a', 10),
        counted('selection_total', 'name', 'nil', 10),
        counted('selection', 'resource.host.name', 'h', 10),
        counted('selection', 'resource.service.instance.id', 'i', 10),
        counted('selection', 'span.http.status_code', '200', 4),
        counted('selection', 'span.http.response.status_code', '200', 6),
        counted('selection', 'kind', 'server', 20),
        counted('selection_total', 'kind', 'nil', 20),
        counted('selection', 'rootName', 'a', 10),
        { labels: [label('__meta_error', { stringValue: '__too_many_values__' }), label('span.x', {})] },
      ],
    });
    expect(read.isCut).toBe(true);
    expect(read.selection.spans).toBe(10);
    expect(Object.fromEntries([...read.selection.values].map(([field, counts]) => [field, [...counts]]))).toEqual({
      name: [['a', 10]],
      instance: [['i', 10]],
      'resource.host.name': [['h', 10]],
      status: [['200', 10]],
      kind: [['server', 10]],
    });
    expect(read.rest.spans).toBe(0);
  });
});

describe('a quantile of buckets', () => {
  it.each([
    [[], 0.5, null],
    [[[1, 0]], 0.5, null],
    [[[1, 4]], 1, 1],
    [[[1, 4]], 0.5, 2 ** -0.5],
    [
      [
        [1, 1],
        [8, 1],
      ],
      0.5,
      1,
    ],
    [
      [
        [8, 1],
        [1, 1],
      ],
      0.9,
      8,
    ],
  ] as Array<[Array<[number, number]>, number, number | null]>)('%j at %d is %d', (buckets, q, expected) => {
    const read = quantileOfBuckets(
      buckets.map(([bound, count]) => ({ bound, count })),
      q
    );
    expect(read === null ? null : Number(read.toPrecision(12))).toBe(
      expected === null ? null : Number(expected.toPrecision(12))
    );
  });
});
