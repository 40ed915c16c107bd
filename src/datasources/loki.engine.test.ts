import { type DataSourceInstanceSettings } from '@grafana/data';
import { setDataSourceSrv } from '@grafana/runtime';
import {
  type LogCondition,
  type LogCountQuestion,
  type LogField,
  type LogLine,
  type LogLinesQuestion,
  type LogSource,
} from '../telemetry/questions/logs';
import { installedLoki, LokiEngine } from '../telemetry/testing/loki';
import { propertyRuns } from '../telemetry/testing/propertyRuns';
import { randomNumbers } from '../telemetry/testing/randomNumbers';
import { openLoki } from './loki';
import { type Asked, lokiDataSource } from './testing/lokiDataSource';
import { pushShop, SERVICE_OF, SHOP_DIALECTS, type ShopLine } from './testing/shopLines';

// A real Loki is asked many questions, on a machine that may have other things to do.
jest.setTimeout(900_000);

const MINUTE = 60_000;
const NOW = Math.floor(Date.now() / MINUTE) * MINUTE;
const SPAN = { from: NOW - 30 * MINUTE, to: NOW };

const random = randomNumbers(7);
const hex = (digits: number) =>
  Array.from({ length: digits }, () => '0123456789abcdef'[Math.floor(random() * 16)]).join('');
const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;

/** Every seventh id begins with zeros: as many as chance would give, and more. */
const IDS = [
  ...new Set(
    Array.from({ length: propertyRuns(10_000) }, (_, at) => {
      const zeros = at % 7 === 0 ? 1 + Math.floor(random() * 15) : 0;
      return `${'0'.repeat(zeros)}${1 + Math.floor(random() * 9)}${hex(31 - zeros)}`;
    })
  ),
];

const LEVELS = ['info', 'info', 'info', 'warn', 'error', 'debug', 'fatal'] as const;
let moment = SPAN.from;
const next = () => (moment += 137);

const shopLine = (at: number, parts: Partial<ShopLine>): ShopLine => {
  const method = pick(['GET', 'POST']);
  const path = pick(['/products', '/carts', '/orders']);
  const status = pick([200, 200, 201, 404, 500]);
  return {
    dialect: SHOP_DIALECTS[at % SHOP_DIALECTS.length] ?? 'json',
    time: next(),
    level: pick(LEVELS),
    message: `${method} ${path} ${status} order ${at}`,
    spanId: hex(16),
    requestId: `req-${at % 500}`,
    method,
    path,
    status,
    ...parts,
  };
};

/** Lines that hold the digits of an id and are not of its trace. */
function decoysOf(id: string, at: number): ShopLine[] {
  const bare = id.replace(/^0+/, '');
  const longer = `${'f'.repeat(33 - bare.length)}${bare}`;
  const other = bare.length < 32 ? `${'e'.repeat(32 - bare.length)}${bare}` : hex(32);
  return [
    shopLine(at, { message: `checksum ${bare}0a` }),
    shopLine(at + 1, { message: `blob ${longer}` }),
    shopLine(at + 2, { traceId: other }),
    shopLine(at + 3, { requestId: `${bare}${hex(4)}` }),
  ];
}

/** Lines with ids of their own in the order of time, decoys of some right after them. */
const withDecoys = IDS.map((traceId, at) => ({
  line: shopLine(at, { traceId }),
  decoys: at % 20 === 0 ? decoysOf(traceId, at / 20) : [],
}));
const own = withDecoys.map(({ line }) => line);
const decoys = withDecoys.flatMap((one) => one.decoys);
const silent = Array.from({ length: 500 }, (_, at) => shopLine(at, { message: 'nothing to see' }));
const all = [...own, ...decoys, ...silent];

const loki = installedLoki();
const describeEngine = loki === undefined ? describe.skip : describe;

describeEngine(loki === undefined ? 'A real Loki (none is on the PATH)' : 'On a real Loki', () => {
  let engine: LokiEngine;
  let source: LogSource;
  const asked: Asked = { queries: [], resources: [] };
  const settings = { uid: 'loki', name: 'Loki', type: 'loki' } as DataSourceInstanceSettings;

  beforeAll(async () => {
    engine = await LokiEngine.start(loki ?? '');
    await pushShop(engine, all);
    const dataSource = lokiDataSource(engine, asked);
    setDataSourceSrv({ get: () => Promise.resolve(dataSource) } as unknown as Parameters<typeof setDataSourceSrv>[0]);
    source = await openLoki(settings, []);
  });

  afterAll(async () => {
    await engine?.stop();
  });

  const linesOf = (where: LogCondition[], more: Partial<LogLinesQuestion> = {}, span = SPAN) =>
    source.lines({ about: 'logLines', where, lines: [], limit: 5000, order: 'newest', ...more }, span);
  const countOf = (by: LogField[], where: LogCondition[] = [], more: Partial<LogCountQuestion> = {}) =>
    source.count({ about: 'logCount', where, lines: [], by, shape: 'total', ...more }, SPAN);

  const inAll = (test: (line: ShopLine) => boolean) => all.filter(test).length;
  const keyed = (counts: Awaited<ReturnType<typeof countOf>>['counts'], by: LogField[]) =>
    Object.fromEntries(
      counts.map(({ labels, values }) => [
        by.map((field) => labels[field]).join(' '),
        values.reduce((a, b) => a + b, 0),
      ])
    );
  const tally = (key: (line: ShopLine) => string, of: readonly ShopLine[] = all) => {
    const counts: Record<string, number> = {};
    for (const line of of) {
      counts[key(line)] = (counts[key(line)] ?? 0) + 1;
    }
    return counts;
  };
  const trueOf = (line: LogLine) => `${Math.floor(line.time)}`;

  it('looks with two requests and then no more', async () => {
    await linesOf([], { limit: 10 });
    await linesOf([], { limit: 10 });
    expect(asked.resources).toEqual(['index/volume', 'detected_fields']);
  });

  it('finds exactly the lines of a trace, whatever its id and in five dialects', async () => {
    const BATCH = 100;
    const byTime = new Map(all.map((line) => [String(line.time), line]));
    let found = 0;
    for (let from = 0; from < IDS.length; from += BATCH) {
      const ids = IDS.slice(from, from + BATCH);
      const batch = own.slice(from, from + BATCH);
      const span = { from: (batch[0]?.time ?? 0) - MINUTE, to: (batch.at(-1)?.time ?? 0) + MINUTE };
      const { lines, isCut } = await linesOf([{ field: 'traceId', op: 'in', values: ids }], {}, span);
      expect(isCut).toBe(false);
      const expected = batch.map(({ time }) => String(time));
      expect(lines.map(trueOf).sort()).toEqual([...expected].sort());
      found += lines.length;
      for (const line of lines) {
        expect(line.reading.traceId).toBe(byTime.get(trueOf(line))?.traceId);
      }
    }
    expect(found).toBe(IDS.length);
  });

  it.each(SHOP_DIALECTS)('finds one trace in every spelling: %s', async (dialect) => {
    const samples = own.filter((line) => line.dialect === dialect && line.traceId?.startsWith('0')).slice(0, 5);
    expect(samples).toHaveLength(5);
    for (const { traceId = '', time } of samples) {
      for (const spelling of [traceId, traceId.toUpperCase(), traceId.replace(/^0+/, '')]) {
        const { lines } = await linesOf([{ field: 'traceId', op: 'in', values: [spelling] }]);
        expect(lines.map(trueOf)).toEqual([String(time)]);
      }
      const { counts } = await countOf(['service'], [{ field: 'traceId', op: 'in', values: [traceId] }]);
      expect(keyed(counts, ['service'])).toEqual({ [SERVICE_OF[dialect]]: 1 });
    }
  });

  it('leaves out the lines of a trace', async () => {
    const { traceId = '' } = own[0] ?? {};
    const { counts } = await countOf([], [{ field: 'traceId', op: 'notIn', values: [traceId] }]);
    expect(counts[0]?.values).toEqual([all.length - 1]);
  });

  it('counts lines by service and level', async () => {
    const { counts } = await countOf(['service', 'level']);
    expect(keyed(counts, ['service', 'level'])).toEqual(
      tally(({ dialect, level }) => `${SERVICE_OF[dialect]} ${level}`)
    );
  });

  it('counts over time what it counts in all', async () => {
    const { counts, step } = await source.count(
      { about: 'logCount', where: [], lines: [], by: ['level'], shape: 'series' },
      SPAN,
      MINUTE
    );
    expect(step).toBe(MINUTE);
    expect(keyed(counts, ['level'])).toEqual(tally(({ level }) => level));
    for (const { labels, times, values } of counts) {
      expect(times).toEqual(Array.from({ length: 30 }, (_, at) => SPAN.from + at * MINUTE));
      expect(values).toEqual(
        times.map((from) => inAll(({ time, level }) => level === labels.level && time >= from && time < from + MINUTE))
      );
    }
  });

  it.each(['error', 'warn', 'info', 'debug', 'fatal'] as const)(
    'selects the level %s in every dialect',
    async (level) => {
      const { counts } = await countOf(['service'], [{ field: 'level', op: 'in', values: [level] }]);
      expect(keyed(counts, ['service'])).toEqual(
        tally(
          ({ dialect }) => SERVICE_OF[dialect],
          all.filter((line) => line.level === level)
        )
      );
      const { lines } = await linesOf([{ field: 'level', op: 'in', values: [level] }]);
      expect(lines.every((line) => line.reading.level === level)).toBe(true);
      expect(lines).toHaveLength(
        Math.min(
          5000,
          inAll((line) => line.level === level)
        )
      );
    }
  );

  it.each(['method', 'status', 'path'] as const)(
    'counts and selects by %s, in JSON, text and metadata',
    async (field) => {
      const { counts } = await countOf([field]);
      expect(keyed(counts, [field])).toEqual(countedBy(field));
      const [[value = ''] = []] = Object.entries(countedBy(field)).filter(([name]) => name !== '');
      const { counts: selected } = await countOf([], [{ field, op: 'in', values: [value] }]);
      expect(selected[0]?.values).toEqual([countedBy(field)[value]]);
    }
  );

  /** Plain lines say it in their message only, if that is a request's. */
  function countedBy(field: 'method' | 'status' | 'path'): Record<string, number> {
    return tally((line) => {
      const isPlain = line.dialect === 'text' || line.dialect === 'unpadded';
      return isPlain && !/^(?:GET|POST) /.test(line.message) ? '' : String(line[field]);
    });
  }

  it('selects by request id where lines have one', async () => {
    const { counts } = await countOf(['service'], [{ field: 'requestId', op: 'in', values: ['req-3'] }]);
    const having = all.filter(
      ({ dialect, requestId }) => requestId === 'req-3' && dialect !== 'text' && dialect !== 'unpadded'
    );
    expect(keyed(counts, ['service'])).toEqual(tally(({ dialect }) => SERVICE_OF[dialect], having));
  });

  it.each([
    ['in', ['flask-shop', 'otel-shop']],
    ['notIn', ['flask-shop', 'otel-shop']],
    ['in', ['nobody']],
    ['notIn', ['nobody']],
  ] as const)('selects services: %s %j', async (op, values) => {
    const { counts } = await countOf(['service'], [{ field: 'service', op, values: [...values] }]);
    expect(keyed(counts, ['service'])).toEqual(
      tally(
        ({ dialect }) => SERVICE_OF[dialect],
        all.filter(({ dialect }) => (values as readonly string[]).includes(SERVICE_OF[dialect]) === (op === 'in'))
      )
    );
  });

  it('says when there are more lines than it shows', async () => {
    const { lines, isCut, cost, sent } = await linesOf([], { limit: 100 });
    expect(isCut).toBe(true);
    expect(lines.map(trueOf)).toEqual(
      all
        .map(({ time }) => time)
        .sort((a, b) => b - a)
        .slice(0, 100)
        .map(String)
    );
    expect(cost?.lines).toBeGreaterThan(0);
    expect(sent).toHaveLength(1);
    const oldest = await linesOf([], { limit: 100, order: 'oldest' });
    expect(oldest.lines.map(trueOf)).toEqual(
      all
        .map(({ time }) => time)
        .sort((a, b) => a - b)
        .slice(0, 100)
        .map(String)
    );
  });

  it('finds the first and the last lines by one request', async () => {
    const ask = (limit: number, where: LogCondition[] = []) =>
      source.ends({ about: 'logEnds', where, lines: [], limit }, SPAN);
    const { oldest, newest, isCut } = await ask(100);
    const times = all.map(({ time }) => time).sort((a, b) => a - b);
    expect(oldest.map(trueOf)).toEqual(times.slice(0, 100).map(String));
    expect(newest.map(trueOf)).toEqual(times.reverse().slice(0, 100).map(String));
    expect(isCut).toBe(true);
    const fatal: LogCondition[] = [{ field: 'level', op: 'in', values: ['fatal'] }];
    const few = await ask(5000, fatal);
    const { lines } = await linesOf(fatal);
    expect(few.isCut).toBe(false);
    expect(few.newest.map(({ id }) => id)).toEqual(lines.map(({ id }) => id));
    expect(few.oldest.map(({ id }) => id)).toEqual(lines.map(({ id }) => id).reverse());
  });

  it('keeps the ids of lines', async () => {
    const [first, second] = [await linesOf([], { limit: 500 }), await linesOf([], { limit: 300 })];
    expect(first.lines.slice(0, 300).map(({ id }) => id)).toEqual(second.lines.map(({ id }) => id));
    expect(new Set(first.lines.map(({ id }) => id)).size).toBe(500);
  });

  it('finds the lines around a line in its stream', async () => {
    // All its lines have the same labels.
    const stream = all.filter(({ dialect }) => dialect === 'unpadded').sort((a, b) => a.time - b.time);
    const at = stream.findIndex(({ traceId }, index) => index >= 100 && traceId !== undefined);
    const middle = stream[at];
    const { lines } = await linesOf([{ field: 'traceId', op: 'in', values: [middle?.traceId ?? ''] }]);
    const { before, after } = await source.context(lines[0] as LogLine, 5);
    expect(before.map(trueOf)).toEqual(stream.slice(at - 5, at).map(({ time }) => String(time)));
    expect(after.map(trueOf)).toEqual(stream.slice(at + 1, at + 6).map(({ time }) => String(time)));
  });

  it('keeps to the environments of the page', async () => {
    const production = await openLoki(settings, ['production']);
    const { counts } = await production.count(
      { about: 'logCount', where: [], lines: [], by: ['service', 'environment'], shape: 'total' },
      SPAN
    );
    expect(keyed(counts, ['service', 'environment'])).toEqual({
      'otel-shop production': inAll(({ dialect }) => dialect === 'otlp'),
    });
  });

  it('names what lines can be filtered by', async () => {
    const fields = (await source.fields({ where: [], lines: [] }, SPAN)).map(({ field }) => field);
    expect(fields).toEqual(
      expect.arrayContaining(['label:container_name', 'label:compose_service', 'metadata:severity_text'])
    );
    expect(fields.filter((field) => field.includes('tw_'))).toEqual([]);
  });

  it.each([
    [{ text: 'nothing', kind: 'text', caseSensitive: true, op: 'include' }, 500],
    [{ text: 'NOTHING', kind: 'text', caseSensitive: false, op: 'include' }, 500],
    [{ text: 'NOTHING', kind: 'text', caseSensitive: true, op: 'include' }, 0],
    [{ text: 'noth.ng to s(e)+', kind: 'regexp', caseSensitive: true, op: 'include' }, 500],
    [{ text: 'noth.ng', kind: 'text', caseSensitive: true, op: 'include' }, 0],
    [{ text: 'nothing', kind: 'text', caseSensitive: true, op: 'exclude' }, all.length - 500],
  ] as const)('filters lines by text: %j', async (filter, expected) => {
    const { counts } = await countOf([], [], { lines: [filter] });
    expect(counts[0]?.values[0] ?? 0).toBe(expected);
  });

  it('says what cannot be counted', async () => {
    await expect(countOf(['traceId'])).rejects.toThrow(/too many/);
  });
});
