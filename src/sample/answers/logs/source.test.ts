import fc from 'fast-check';
import {
  LOG_FIELDS,
  type LogCondition,
  type LogField,
  type LogLine,
  type LogSelection,
} from '../../../telemetry/questions/logs';
import { expand } from '../../requests/expand';
import { readTraceId } from '../../requests/traceId';
import { SampleShop } from '../../shop';
import { BUCKET_MS } from '../../time';
import { tracesOf, truthBetween } from '../../truth';
import { FORMATS } from './formats';
import { lineKindsOf } from './kinds';
import { LINES, linesOf } from './remains';
import { kindValue, valueOf } from './select';
import { writeLine } from './line';
import { containing } from './slots';
import { SampleLogs } from './source';
import { type TimeSpan } from '../../../telemetry/timeSpan';

const HOUR = 3_600_000;
const DAY = Date.UTC(2026, 10, 18);
const NOW = DAY + 20 * HOUR;
const shop = new SampleShop();
const logs = new SampleLogs(shop, [], () => NOW);
const ALL: LogSelection = { where: [], lines: [] };

const is = (field: LogField, ...values: string[]): LogCondition => ({ field, op: 'in', values });
const says = (sought: string, op: 'include' | 'exclude' = 'include'): LogSelection['lines'][number] => ({
  text: sought,
  kind: 'text',
  caseSensitive: false,
  op,
});

/** Every line of a span of time, found by making every request. */
function written({ from, to }: TimeSpan): LogLine[] {
  return shop.requests
    .find({ from, to: to + BUCKET_MS, limit: Infinity })
    .requests.flatMap((request) => {
      const stream = shop.streams[readTraceId(shop.seed, request.traceId)?.stream ?? -1];
      return stream ? linesOf({ stream, request }) : [];
    })
    .map(({ read, ...line }) => ({ ...line, reading: read() }))
    .filter(({ time }) => time >= from && time < to)
    .sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1));
}

/** Up to 8 seconds at any time in four weeks before now, not on the grid of buckets. */
const aWindow = fc
  .tuple(fc.integer({ min: 0, max: 28 * 24 * HOUR }), fc.integer({ min: 1, max: 8000 }))
  .map(([late, length]) => ({ from: NOW - late - length, to: NOW - late }));

const ids = (lines: readonly LogLine[]) => lines.map(({ id }) => id);

async function ask(selection: LogSelection, span: TimeSpan, limit = Infinity, order: 'newest' | 'oldest' = 'newest') {
  return logs.lines({ about: 'logLines', ...selection, limit, order }, span);
}

async function total(selection: LogSelection, span: TimeSpan, by: LogField[] = []) {
  const { counts, note } = await logs.count({ about: 'logCount', ...selection, by, shape: 'total' }, span);
  expect(note).toBeUndefined();
  return Object.fromEntries(
    counts.map(({ labels, values }) => [by.map((field) => labels[field]).join(' '), values[0]])
  );
}

function countBy(lines: readonly LogLine[], key: (line: LogLine) => string) {
  const counts: Record<string, number> = {};
  lines.forEach((line) => (counts[key(line)] = (counts[key(line)] ?? 0) + 1));
  return counts;
}

const reads = (line: LogLine, field: LogField) => valueOf({ ...line, read: () => line.reading }, field);

describe('lines', () => {
  it('are those that the requests of the time have written, all of them and in order', async () => {
    await fc.assert(
      fc.asyncProperty(aWindow, async (window) => {
        const expected = written(window);
        const oldest = await ask(ALL, window, Infinity, 'oldest');
        expect(oldest).toEqual({ lines: expected, isCut: false, sent: [] });
        const newest = await ask(ALL, window, 25);
        expect(ids(newest.lines)).toEqual(ids(expected).reverse().slice(0, 25));
        expect(newest.isCut).toBe(expected.length > 25);
      }),
      { numRuns: 5, endOnFailure: true }
    );
  });

  it('are kept by any field, and by their text', async () => {
    const span = { from: NOW - 30_000, to: NOW - 1234 };
    const all = written(span);
    const selections: Array<[LogSelection, (line: LogLine) => boolean]> = [
      [
        { where: [is('service', 'catalog', 'payments')], lines: [] },
        ({ reading }) => /^(catalog|payments)$/.test(reading.service ?? ''),
      ],
      [{ where: [is('status', '402')], lines: [] }, ({ reading }) => reading.status === 402],
      [
        { where: [{ field: 'level', op: 'notIn', values: ['info'] }], lines: [] },
        ({ reading }) => reading.level !== 'info',
      ],
      [{ where: [is('field:card_brand', 'amex')], lines: [] }, ({ reading }) => reading.fields.card_brand === 'amex'],
      [
        { where: [is('metadata:scope_name', 'http.request')], lines: [] },
        ({ metadata }) => metadata.scope_name !== undefined,
      ],
      [
        { where: [is('label:service_instance_id', 'cart-1')], lines: [] },
        ({ reading }) => reading.instance === 'cart-1',
      ],
      [
        { where: [], lines: [says('AUTHORISED'), says('visa', 'exclude')] },
        ({ body }) => /authorised/.test(body) && !/visa/.test(body),
      ],
      [
        {
          where: [],
          lines: [{ text: 'GET /cart(s)?/u-[0-9]+ 20.', kind: 'regexp', caseSensitive: true, op: 'include' }],
        },
        ({ body }) => /GET \/carts?\/u-\d+ 20/.test(body),
      ],
    ];
    for (const [selection, keeps] of selections) {
      const expected = all.filter(keeps);
      expect(expected.length).toBeGreaterThan(0);
      expect(expected.length).toBeLessThan(all.length);
      expect(ids((await ask(selection, span, Infinity, 'oldest')).lines)).toEqual(ids(expected));
      expect(await total(selection, span, ['service', 'level'])).toEqual(
        countBy(expected, ({ reading }) => `${reading.service} ${reading.level}`)
      );
    }
  });

  it('of a trace are found by every spelling of its id, in a field or in the text', async () => {
    const span = { from: NOW - 5 * HOUR, to: NOW };
    const long = shop.requests.find({ ...span, limit: 4000 }).requests;
    const request = long.find(({ traceId }) => traceId.startsWith('0'));
    const bare = request?.traceId.replace(/^0+/, '') ?? '';
    const told = request?.lines.filter(({ service }) => FORMATS[service].tells.traceId) ?? [];
    expect(told.length).toBeGreaterThan(0);
    for (const spelling of [request?.traceId ?? '', bare, bare.toUpperCase()]) {
      expect((await ask({ where: [is('traceId', spelling)], lines: [] }, span)).lines).toHaveLength(told.length);
    }
    expect(await total({ where: [is('traceId', bare)], lines: [] }, span)).toEqual({ '': told.length });
    const byText = await ask({ where: [], lines: [says(request?.traceId ?? '')] }, span);
    expect(byText.lines.length).toBeGreaterThan(0);
    // Those that are written without their leading zeros do not contain it.
    expect(byText.lines.every(({ body }) => body.includes(request?.traceId ?? ''))).toBe(true);
  });

  it('of a request are found by its id, also where the trace is not named', async () => {
    const { requests } = shop.requests.find({ from: NOW - 10 * 60_000, to: NOW - 5 * 60_000, limit: 2000 });
    const request = requests.find(({ spans }) => spans.some(({ service }) => service === 'notifications'));
    const id = request?.attributes.request_id ?? '';
    const expected = request?.lines.filter(({ service }) => FORMATS[service].tells.requestId) ?? [];
    const span = { from: NOW - HOUR, to: NOW };
    const { lines } = await ask({ where: [is('requestId', id)], lines: [] }, span);
    expect(lines).toHaveLength(expected.length);
    expect(lines.some(({ reading }) => reading.service === 'notifications' && reading.traceId === undefined)).toBe(
      true
    );
    // Some have it beside the line, not in it.
    const inText = lines.filter(({ body }) => body.includes(id));
    expect(await total({ where: [], lines: [says(id)] }, span)).toEqual({ '': inText.length });
    expect(inText.length).toBeLessThan(lines.length);
  });

  it('lead from each incident to the line that says what is wrong', async () => {
    const truths = truthBetween(NOW - 7 * HOUR, NOW - HOUR);
    expect(truths.length).toBeGreaterThanOrEqual(5);
    for (const truth of truths) {
      const { service, line } = truth.culprit;
      const [shown = ''] = line.message.split('{');
      const { lines } = await ask(
        { where: [is('service', service), is('level', line.level)], lines: [says(shown)] },
        truth,
        50
      );
      expect(lines.length).toBeGreaterThan(10);
      expect(lines.every(({ reading }) => reading.message.startsWith(shown))).toBe(true);
      const traces = tracesOf(shop.requests, truth, 5);
      const own = await ask({ where: [is('traceId', ...traces)], lines: [says(shown)] }, truth);
      expect(new Set(own.lines.map(({ reading }) => reading.traceId))).toEqual(new Set(traces));
    }
  });

  it('of other environments, and of times to come, are not known', async () => {
    const staging = new SampleLogs(shop, ['staging'], () => NOW);
    const span = { from: NOW - 10 * 60_000, to: NOW + HOUR };
    const { lines } = await staging.lines({ about: 'logLines', ...ALL, limit: 500, order: 'newest' }, span);
    expect(new Set(lines.map(({ reading }) => reading.environment))).toEqual(new Set(['staging']));
    const { lines: latest } = await ask(ALL, span, 10);
    expect(latest[0]?.time).toBeLessThan(NOW);
    expect(latest[0]?.time).toBeGreaterThan(NOW - BUCKET_MS);
    expect(await ask(ALL, { from: NOW, to: NOW + HOUR })).toMatchObject({ lines: [], isCut: false });
    expect(await total(ALL, { from: NOW, to: NOW + HOUR })).toEqual({});
  });

  it('are the same whenever they are asked for, and none where nothing is meant', async () => {
    const span = { from: NOW - 7 * 24 * HOUR, to: NOW - 77 };
    const first = await ask({ where: [is('level', 'error')], lines: [] }, span, 40);
    expect(
      await new SampleLogs(new SampleShop(), [], () => NOW + HOUR).lines(
        { about: 'logLines', where: [is('level', 'error')], lines: [], limit: 40, order: 'newest' },
        span
      )
    ).toEqual(first);
    expect((await ask({ where: [is('service', 'nobody')], lines: [] }, span)).lines).toEqual([]);
    expect((await ask({ where: [], lines: [says('no such words')] }, span)).lines).toEqual([]);
    await expect(
      logs.lines({ about: 'logLines', ...ALL, limit: 10, order: 'newest' }, span, AbortSignal.abort())
    ).rejects.toHaveProperty('name', 'AbortError');
  });

  it('have their neighbours of the same stream around them', async () => {
    const span = { from: NOW - 90_000, to: NOW };
    const stream = written(span).filter(({ labels }) => labels.service_instance_id === 'payments-1');
    const at = Math.floor(stream.length / 2);
    const { before, after } = await logs.context(stream[at] as LogLine, 5);
    expect(ids(before)).toEqual(ids(stream.slice(at - 5, at)));
    expect(ids(after)).toEqual(ids(stream.slice(at + 1, at + 6)));
  });
});

describe('counts', () => {
  it('are those of the lines, by everything that lines say, in all and over time', async () => {
    const fields = fc.constantFrom<LogField[]>(
      ['service', 'level'],
      ['route', 'method', 'status'],
      ['logger', 'instance'],
      ['environment', 'field:region'],
      ['path']
    );
    await fc.assert(
      fc.asyncProperty(aWindow, fields, async (window, by) => {
        const lines = written(window);
        const expected = countBy(lines, (line) => by.map((field) => reads(line, field)).join(' '));
        expect(await total(ALL, window, by)).toEqual(expected);
        const { counts, step = NaN } = await logs.count(
          { about: 'logCount', ...ALL, by: [], shape: 'series' },
          window,
          by.includes('service') ? 20_000 : 3000
        );
        const [series] = counts;
        const over = series?.times.map(
          (time) => lines.filter((line) => line.time >= time && line.time < time + step).length
        );
        expect(series?.values ?? []).toEqual(over ?? []);
      }),
      // Long enough for whole buckets between cut ones.
      { numRuns: 5, endOnFailure: true, examples: [[{ from: NOW - 50_000, to: NOW - 3210 }, ['service', 'level']]] }
    );
  });

  it('of bytes are those of the texts, but for what requests fill in', async () => {
    const window = { from: NOW - 600_000, to: NOW };
    const { counts } = await logs.count(
      { about: 'logCount', counts: 'bytes', ...ALL, by: ['service', 'level'], shape: 'total' },
      window
    );
    const lines = written(window);
    const lengthOf = (own: readonly LogLine[]) => own.reduce((all, { body }) => all + Buffer.byteLength(body), 0);
    expect(counts.length).toBeGreaterThan(5);
    for (const { labels, values } of counts) {
      const own = lines.filter(({ reading }) => reading.service === labels.service && reading.level === labels.level);
      expect((values[0] ?? 0) / lengthOf(own)).toBeGreaterThan(0.8);
      expect((values[0] ?? 0) / lengthOf(own)).toBeLessThan(1.25);
    }
  });

  it('of a week are exact where kinds tell, without making its twenty million requests', async () => {
    const week = { from: NOW - 168 * HOUR, to: NOW };
    const [perDay, all] = await Promise.all([
      logs.count(
        { about: 'logCount', where: [], lines: [says('slow query')], by: [], shape: 'series' },
        week,
        24 * HOUR
      ),
      total({ where: [is('logger', 'db'), is('level', 'warn')], lines: [] }, week),
    ]);
    expect(perDay.note).toBeUndefined();
    expect(perDay.step).toBe(24 * HOUR);
    expect(perDay.counts[0]?.values.reduce((sum, value) => sum + value, 0)).toBe(all['']);
    expect(all['']).toBeGreaterThan(1000);
  });

  it('rest on a sample where every line has to be looked at, and say so', async () => {
    const span = { from: NOW - 6 * HOUR, to: NOW };
    const pattern = { text: '(GET|DELETE) .* 20[04]', kind: 'regexp', caseSensitive: true, op: 'include' } as const;
    const { counts, note } = await logs.count(
      { about: 'logCount', where: [is('service', 'cart')], lines: [pattern], by: [], shape: 'total' },
      span
    );
    expect(note).toBe('sampled');
    const exact = await total(
      { where: [is('service', 'cart'), is('status', '200', '204'), is('method', 'GET', 'DELETE')], lines: [] },
      span
    );
    expect(Math.abs((counts[0]?.values[0] ?? 0) / (exact[''] ?? NaN) - 1)).toBeLessThan(0.05);
  });
});

describe('kinds of lines', () => {
  const made = shop.streams.map((stream, i) => ({
    stream,
    request: expand(shop.seed, stream, { bucket: NOW / BUCKET_MS - 9 * i, index: i % 3 }),
  }));

  it('tell of their lines what these say when they are read', () => {
    for (const { stream, request } of made.filter((_, i) => i % 3 === 0)) {
      const kinds = lineKindsOf(stream);
      const lines = LINES.itemsOf(request);
      expect(lines.map(({ place }) => place)).toEqual(kinds.map((_, place) => place));
      lines.forEach((own, place) => {
        const kind = kinds[place]!;
        const line = writeLine(own, stream.site);
        const reading = line.read();
        const mistaken = LOG_FIELDS.filter((field) => {
          const told = kindValue(kind, field);
          return told !== undefined && told !== valueOf(line, field);
        });
        expect(mistaken).toEqual([]);
        const { tells, format } = FORMATS[own.service];
        expect(reading).toMatchObject({
          format,
          level: own.level,
          service: own.service,
          environment: stream.site.environment,
        });
        expect(reading.traceId).toBe(tells.traceId ? own.traceId : undefined);
        expect(reading.spanId).toBe(tells.spanId ? own.spanId : undefined);
        expect(valueOf(line, 'level')).toBe(reading.level);
        expect(valueOf(line, 'instance')).toBe(reading.instance);
      });
    }
  });

  it('contain a text surely, surely not, or perhaps', () => {
    const bodies = made.slice(0, 600).flatMap((found) =>
      LINES.itemsOf(found.request).map((own, place) => ({
        body: writeLine(own, found.stream.site).body,
        kind: lineKindsOf(found.stream)[place]!,
      }))
    );
    const words = [
      'slow query',
      'visa',
      'error',
      'GET /',
      ' 200',
      'req-',
      'SKU-2',
      'timeout',
      'Type',
      '2026-11',
      'zzz',
      'eu',
    ];
    const seen = new Set<string>();
    for (const { body, kind } of bodies) {
      for (const word of [...words, body.slice(30, 42), body.slice(-9)]) {
        const verdicts = new Set(kind.variants.map((variant) => containing(variant.body, word, true)));
        const isIn = body.includes(word);
        expect([word, body, verdicts.has('some') || verdicts.has(isIn ? 'all' : 'none')]).toEqual([word, body, true]);
        verdicts.forEach((verdict) => seen.add(verdict));
      }
    }
    expect(seen).toEqual(new Set(['all', 'none', 'some']));
  });
});

describe('the tail', () => {
  beforeEach(() => jest.useFakeTimers({ now: NOW }));
  afterEach(() => jest.useRealTimers());

  it('hands over each line once, as time passes, until it is aborted', async () => {
    const live = new SampleLogs(shop, [], Date.now);
    const abort = new AbortController();
    const states: string[] = [];
    const lines: LogLine[] = [];
    live.tail(
      { where: [is('service', 'payments')], lines: [] },
      (more) => lines.push(...more),
      (state) => states.push(state),
      abort.signal
    );
    await jest.advanceTimersByTimeAsync(75_000);
    const until = lines.at(-1)?.time ?? 0;
    expect(until).toBeGreaterThan(NOW + 30_000);
    expect(lines.every(({ time }) => time < Date.now() - BUCKET_MS)).toBe(true);
    const expected = written({ from: NOW, to: until + 0.001 }).filter(({ reading }) => reading.service === 'payments');
    expect(ids(lines)).toEqual(ids(expected));
    abort.abort();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(lines).toHaveLength(expected.length);
    expect(states).toEqual(['open', 'closed']);
  });
});
