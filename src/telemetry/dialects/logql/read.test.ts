/**
 * `@grafana/data` needs a window.
 * @jest-environment jsdom
 */
import { type DataFrame, FieldType } from '@grafana/data';
import { byTime, idsOf, type RawLine, readCost, readCounts, readLines } from './read';

const field = (name: string, type: FieldType, values: unknown[], labels?: Record<string, string>) => ({
  name,
  type,
  config: {},
  values,
  labels,
});

function frame(...fields: Array<ReturnType<typeof field>>): DataFrame {
  return { refId: 'A', length: fields[0]?.values.length ?? 0, fields };
}

const raw = (parts: Partial<RawLine> = {}): RawLine => ({
  nanoseconds: '1700000000000000001',
  body: 'x',
  labels: { app: 'cart' },
  metadata: {},
  ...parts,
});

describe('lines', () => {
  const own = { app: 'cart', trace_id: '1f', tw_level_word: 'ERROR' };

  it('are read with what is the label of a stream and what is metadata, without what a query extracted', () => {
    const types = { app: 'I', trace_id: 'S', tw_level_word: 'P' };
    const read = readLines(
      [
        frame(
          field('labels', FieldType.other, [own]),
          field('Time', FieldType.time, [1700000000000]),
          field('Line', FieldType.string, ['hello']),
          field('tsNs', FieldType.string, ['1700000000000000001']),
          field('labelTypes', FieldType.other, [types])
        ),
      ],
      new Set()
    );
    expect(read).toEqual([
      { nanoseconds: '1700000000000000001', body: 'hello', labels: { app: 'cart' }, metadata: { trace_id: '1f' } },
    ]);
  });

  it('bring the links of the data source along, each with the value that it is about', () => {
    const links = [
      { title: 'Ticket', url: 'https://tickets.test/${__value.raw}' },
      {
        title: '',
        url: '',
        internal: { datasourceUid: 'tempo', datasourceName: 'Tempo', query: { query: '${__value.raw}' } },
      },
      { title: 'Nowhere', url: '' },
    ];
    const read = readLines(
      [
        frame(field('Line', FieldType.string, ['one', 'two']), field('tsNs', FieldType.string, ['1', '2']), {
          ...field('ticket', FieldType.string, ['T-1', null]),
          config: { links },
        }),
      ],
      new Set()
    );
    expect(read.map((line) => line.links)).toEqual([
      [
        { title: 'Ticket', value: 'T-1', url: 'https://tickets.test/${__value.raw}' },
        { title: 'ticket', value: 'T-1', query: { dataSourceUid: 'tempo', fields: { query: '${__value.raw}' } } },
      ],
      undefined,
    ]);
  });

  it('of a Loki that does not tell them apart are read by the names of labels', () => {
    const [line] = readLines(
      [
        frame(
          field('labels', FieldType.other, [own]),
          field('Time', FieldType.time, [1700000000000]),
          field('Line', FieldType.string, ['hello'])
        ),
      ],
      new Set(['app'])
    );
    expect(line).toEqual({
      nanoseconds: '1700000000000000000',
      body: 'hello',
      labels: { app: 'cart' },
      metadata: { trace_id: '1f' },
    });
  });

  it('have ids of their own, whatever the order of labels', () => {
    const [a, b] = [raw({ labels: { app: 'cart', pod: '1' } }), raw({ labels: { pod: '1', app: 'cart' } })];
    expect(idsOf([a])).toEqual(idsOf([b]));
    const others = [raw(), raw({ body: 'y' }), raw({ labels: { app: 'web' } }), raw({ nanoseconds: '17' }), raw()];
    expect(new Set(idsOf(others)).size).toBe(5);
    expect(idsOf(others)).toEqual(idsOf(others));
  });

  it('are ordered by the nanosecond', () => {
    const times = ['1700000000000000002', '999', '1700000000000000001'].map((nanoseconds) => ({ nanoseconds }));
    expect(times.sort(byTime).map(({ nanoseconds }) => nanoseconds)).toEqual([
      '999',
      '1700000000000000001',
      '1700000000000000002',
    ]);
  });
});

describe('counts', () => {
  const points = (labels: Record<string, string>, ...values: Array<[number, number]>) =>
    frame(
      field(
        'Time',
        FieldType.time,
        values.map(([time]) => time)
      ),
      field(
        'Value',
        FieldType.number,
        values.map(([, value]) => value),
        labels
      )
    );

  it('of several queries are added, in the words of the vocabulary, at the beginning of each step', () => {
    const counts = readCounts(
      [
        {
          fields: [{ field: 'level', labels: ['detected_level'] }],
          frames: [points({ detected_level: 'warn' }, [60, 3])],
        },
        {
          fields: [{ field: 'level', labels: ['level', 'tw_level_key'] }],
          frames: [
            points({ level: 'WARNING' }, [60, 1], [120, 2]),
            points({ tw_level_key: '50' }, [120, 4]),
            points({}, [60, 5]),
          ],
        },
      ],
      60,
      [0, 60]
    );
    expect(counts).toEqual([
      { labels: { level: 'warn' }, times: [0, 60], values: [4, 2] },
      { labels: { level: 'error' }, times: [0, 60], values: [0, 4] },
      { labels: { level: 'unknown' }, times: [0, 60], values: [5, 0] },
    ]);
  });

  it.each([
    ['service', { service_name: 'unknown_service', app: 'cart' }, 'cart'],
    ['method', { app: 'get' }, 'GET'],
    ['path', { app: 'https://shop.example/products?page=2' }, '/products'],
    ['status', { app: 'done' }, ''],
    ['environment', {}, ''],
  ] as const)('by %s say %j', (by, labels, expected) => {
    const [count] = readCounts(
      [{ fields: [{ field: by, labels: ['service_name', 'app'] }], frames: [points(labels, [1, 1])] }],
      1
    );
    expect(count?.labels).toEqual({ [by]: expected });
  });
});

describe('the cost', () => {
  it('is that of each query once', () => {
    const stats = (bytes: number) => ({
      meta: {
        stats: [
          { displayName: 'Summary: total bytes processed', value: bytes },
          { displayName: 'Summary: total lines processed', value: 10 },
          { displayName: 'Summary: exec time', value: 0.5 },
        ],
      },
    });
    const frames = [
      { ...frame(), refId: 'A', ...stats(100) },
      { ...frame(), refId: 'A' },
      { ...frame(), refId: 'B', ...stats(20) },
    ];
    expect(readCost(frames)).toEqual({ bytes: 120, lines: 20, seconds: 1 });
    expect(readCost([frame()])).toBeUndefined();
  });
});
