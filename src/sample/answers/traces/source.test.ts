import fc from 'fast-check';
import { metricQuestion } from '../../../telemetry/questions/metric';
import {
  type Span,
  type SpanCondition,
  type SpanField,
  type SpanSelection,
  type SpanSeriesQuestion,
  type TraceSearchQuestion,
} from '../../../telemetry/questions/traces';
import { histogramBucket } from '../../latency';
import { expand } from '../../requests/expand';
import { readTraceId } from '../../requests/traceId';
import { SampleShop } from '../../shop';
import { BUCKET_MS } from '../../time';
import { tracesOf, truthBetween } from '../../truth';
import { gridOf } from '../count';
import { answerMetric } from '../metric';
import { hasSlot } from '../logs/slots';
import { spanKindsOf } from './kinds';
import { toSpan } from './span';
import { SampleTraces } from './source';
import { type TimeSpan } from '../../../telemetry/timeSpan';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const NOW = Date.UTC(2026, 10, 18, 20);
const shop = new SampleShop();
const traces = new SampleTraces(shop, [], () => NOW);
const REQUESTS: SpanSelection = { where: [], spans: 'requests' };

const is = (field: SpanField, ...values: string[]): SpanCondition => ({ field, op: 'in', values });
const FAILED: SpanCondition = { field: 'error', op: 'is', value: true };

/** Every span of a span of time, found by making every request. */
function recorded({ from, to }: TimeSpan): Span[] {
  return shop.requests
    .find({ from, to: to + BUCKET_MS, limit: Infinity })
    .requests.flatMap((request) => {
      const stream = shop.streams[readTraceId(shop.seed, request.traceId)?.stream ?? -1];
      return stream ? request.spans.map((span) => toSpan(span, { stream, request })) : [];
    })
    .filter(({ start }) => start >= from && start < to);
}

it.each<[string, SpanSelection]>([
  ['any', { where: [], spans: 'all' }],
  ['failed', { where: [FAILED], spans: 'all' }],
])('the latest traces are wholes: %s', async (_, selection) => {
  // What is recorded is all made anew, which takes long; failures are rare.
  const span = { from: NOW - (selection.where.length === 0 ? 10_000 : 90_000), to: NOW };
  const { spans, isCut } = await traces.wholeTraces({ about: 'wholeTraces', ...selection, limit: 3 }, span);
  const every = recorded({ from: span.from - 10_000, to: span.to });
  const meant = every.filter(
    ({ start, status }) => start >= span.from && (selection.where.length === 0 || status === 'error')
  );
  const ids = new Set(spans.map(({ traceId }) => traceId));
  expect(ids.size).toBe(3);
  expect(isCut).toBe(true);
  expect(spans.map(({ spanId }) => spanId).sort()).toEqual(
    every.flatMap(({ traceId, spanId }) => (ids.has(traceId) ? [spanId] : [])).sort()
  );
  expect(spans.some(({ spanId }) => meant.some((one) => one.spanId === spanId))).toBe(true);
});

const aWindow = fc
  .tuple(fc.integer({ min: 0, max: 28 * 24 * HOUR }), fc.integer({ min: 1, max: 8000 }))
  .map(([late, length]) => ({ from: NOW - late - length, to: NOW - late }));

function countBy<T>(items: readonly T[], key: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  items.forEach((item) => (counts[key(item)] = (counts[key(item)] ?? 0) + 1));
  return counts;
}

type Asked = Partial<SpanSeriesQuestion> & Pick<SpanSeriesQuestion, 'measure'>;

const series = (question: Asked, span: TimeSpan, step: number | 'whole' = MINUTE) =>
  traces.series({ about: 'spanSeries', ...REQUESTS, by: [], ...question }, span, step);

/** Spans by their labels, added up over all steps. */
async function spansOf(question: Asked, span: TimeSpan): Promise<Record<string, number>> {
  const { series: found, note } = await series(question, span, span.to - span.from);
  expect(note).toBeUndefined();
  const { step } = gridOf(span, span.to - span.from);
  return Object.fromEntries(
    found.map(({ labels, times, values }) => {
      const seconds = times.map((end) => (Math.min(end, span.to) - Math.max(end - step, span.from)) / 1000);
      const total = values.reduce<number>((sum, value, i) => sum + (value ?? 0) * (seconds[i] ?? 0), 0);
      return [Object.values(labels).join(' '), Math.round(total * 1000) / 1000];
    })
  );
}

describe('series', () => {
  it('count the spans that there are, by everything that spans say', async () => {
    const fields = fc.constantFrom<SpanField[]>(
      ['service', 'route', 'method', 'status'],
      ['version', 'instance'],
      ['environment', 'namespace', 'kind', 'name'],
      ['span.db.system.name', 'resource.telemetry.sdk.language'],
      ['span.shop.region']
    );
    const text = (span: Span, field: SpanField): string => {
      const named: Partial<Record<SpanField, unknown>> = {
        service: span.service,
        name: span.name,
        kind: span.kind,
        route: span.attributes['http.route'],
        method: span.attributes['http.request.method'],
        status: span.attributes['http.response.status_code'],
        environment: span.resource['deployment.environment.name'],
        namespace: span.resource['service.namespace'],
        instance: span.resource['service.instance.id'],
        version: span.resource['service.version'],
      };
      const attributes = field.startsWith('span.') ? span.attributes : span.resource;
      return String((field in named ? named[field] : attributes[field.replace(/^(span|resource)\./, '')]) ?? '');
    };
    await fc.assert(
      fc.asyncProperty(aWindow, fields, fc.constantFrom('all', 'requests'), async (window, by, spans) => {
        const all = recorded(window).filter(({ kind }) => spans === 'all' || kind === 'server');
        const key = (span: Span) => by.map((field) => text(span, field)).join(' ');
        expect(await spansOf({ measure: { kind: 'rate' }, by, spans }, window)).toEqual(countBy(all, key));
        const failed = all.filter(({ status }) => status === 'error');
        expect(await spansOf({ measure: { kind: 'errors' }, by, spans }, window)).toEqual(countBy(failed, key));
      }),
      // Long enough for whole buckets between cut ones.
      {
        numRuns: 5,
        endOnFailure: true,
        examples: [[{ from: NOW - 50_000, to: NOW - 3210 }, ['service', 'status'], 'requests']],
      }
    );
  });

  it('say of durations what the metrics say', async () => {
    const span = { from: NOW - HOUR, to: NOW };
    const where = [is('service', 'shop-api')];
    const { series: bySpans } = await series({ measure: { kind: 'quantile', q: 0.95 }, where }, span);
    const answer = answerMetric(
      shop,
      metricQuestion({
        measure: 'duration',
        stat: { kind: 'quantile', q: 0.95 },
        where: [{ field: 'service', op: 'in', values: ['shop-api'] }],
      }),
      { ...span, step: MINUTE },
      { errorStatus: '5..' }
    );
    const [byMetrics] = 'series' in answer ? answer.series : [];
    // The first point of the metrics is about the minute before.
    expect(bySpans[0]?.times).toEqual(byMetrics?.times.slice(1));
    expect(bySpans[0]?.values).toEqual(byMetrics?.values.slice(1));
  });

  it('spread spans over the shop’s bounds of duration, with exemplars among them', async () => {
    const span = { from: NOW - 20_000, to: NOW };
    const { series: found, exemplars } = await series(
      { measure: { kind: 'distribution' }, where: [is('service', 'catalog')], exemplars: true },
      span,
      BUCKET_MS
    );
    const all = recorded(span).filter(({ service, kind }) => service === 'catalog' && kind === 'server');
    const totals = found.map(({ labels, values }) => [
      labels.le,
      values.reduce<number>((sum, one) => sum + (one ?? 0), 0),
    ]);
    const places = countBy(all, ({ duration }) => String(histogramBucket(duration / 1000)));
    expect(totals.map(([, count]) => count).sort()).toEqual(Object.values(places).sort());
    expect(exemplars.length).toBeGreaterThan(10);
    for (const { traceId, time, duration } of exemplars) {
      const like = all.find((one) => one.traceId === traceId && one.start === time);
      expect(like?.duration).toBeCloseTo(duration * 1000, 6);
    }
  });

  it('have one value for the whole time, the same as all steps together', async () => {
    const span = { from: NOW - 7 * MINUTE, to: NOW - 500 };
    const question: Asked = { measure: { kind: 'rate' }, by: ['service'] };
    const { series: whole } = await series(question, span, 'whole');
    const seconds = (span.to - span.from) / 1000;
    const counted = whole.map(({ labels, values }) => [labels.service, Math.round((values[0] ?? 0) * seconds)]);
    expect(Object.fromEntries(counted)).toEqual(await spansOf(question, span));
    expect(whole.every(({ times }) => times.length === 1 && times[0] === span.to)).toBe(true);
  });

  it('rest on a sample where every span has to be looked at, and say so', async () => {
    const span = { from: NOW - 24 * HOUR, to: NOW };
    const where = [is('service', 'payments'), is('route', '/charges')];
    const all = await series({ measure: { kind: 'rate' }, where }, span, 24 * HOUR);
    const visa = await series(
      { measure: { kind: 'rate' }, where: [...where, is('span.shop.card_brand', 'visa')] },
      span,
      24 * HOUR
    );
    expect(all.note).toBeUndefined();
    expect(visa.note).toBe('sampled');
    const sum = ({ series: [one] }: typeof all) =>
      one?.values.reduce<number>((total, value) => total + (value ?? 0), 0) ?? NaN;
    expect(Math.abs(sum(visa) / sum(all) - 0.48)).toBeLessThan(0.03);
  });
});

describe('a trace', () => {
  const { requests } = shop.requests.find({ from: NOW - 5 * MINUTE, to: NOW, limit: 3000 });

  it('is found by every spelling of its id, and not before it happened', async () => {
    const [request] = requests.filter(({ traceId }) => traceId.startsWith('0'));
    const id = request?.traceId ?? '';
    const trace = await traces.trace(id);
    expect(trace?.spans.map(({ spanId }) => spanId)).toEqual(request?.spans.map(({ spanId }) => spanId));
    expect(await traces.trace(id.replace(/^0+/, '').toUpperCase())).toEqual(trace);
    expect(await traces.trace('00000000000000001234567812345678')).toBeUndefined();
    expect(await traces.trace('no trace')).toBeUndefined();
    expect(await new SampleTraces(shop, [], () => NOW - HOUR).trace(id)).toBeUndefined();
  });

  it('says of each span what it is, where it was and what was thrown', async () => {
    const failed = requests.find(({ spans }) => spans.some(({ isError, kind }) => isError && kind === 'server'));
    const trace = await traces.trace(failed?.traceId ?? '');
    for (const { service, resource, attributes } of trace?.spans ?? []) {
      expect(resource['service.name']).toBe(service);
      expect(resource['service.version']).toMatch(/^\d+\.\d+\.\d+$/);
      expect(Object.keys(attributes).filter((name) => name in resource)).toEqual([]);
    }
    const thrower = trace?.spans.find(({ events }) => events.length > 0);
    expect(thrower).toMatchObject({ status: 'error', statusMessage: expect.stringMatching(/./) as string });
    expect(thrower?.events[0]?.attributes).toMatchObject({ 'exception.message': thrower?.statusMessage });
    const query = trace?.spans.find(({ attributes }) => attributes['db.system.name'] === 'postgresql');
    expect(query?.attributes['db.query.text']).toMatch(/^(SELECT|INSERT|UPDATE) /);
  });
});

describe('kinds of spans', () => {
  it('tell what every span of theirs is, and between what bounds it takes', () => {
    shop.streams.forEach((stream, i) => {
      const { spans } = expand(shop.seed, stream, { bucket: NOW / BUCKET_MS - 7 * i, index: i % 4 });
      const kinds = spanKindsOf(stream);
      expect(kinds).toHaveLength(spans.length);
      const mistaken = spans.filter(({ service, name, kind, isError, duration, attributes }, place) => {
        const told = kinds[place];
        const isSame =
          told?.service === service &&
          told.name === name &&
          told.kind === kind &&
          told.isError === isError &&
          duration >= told.shortest &&
          duration <= told.longest;
        return (
          !isSame ||
          Object.entries(told.attributes).some(
            ([key, value]) => key in attributes && !hasSlot(value) && value !== attributes[key]
          )
        );
      });
      expect(mistaken).toEqual([]);
    });
  });
});

describe('a search', () => {
  const span = { from: NOW - 10 * MINUTE, to: NOW - 1234 };
  const search = (where: SpanCondition[], limit: number, within = span) =>
    traces.search({ about: 'traces', where, spans: 'requests', limit }, within);

  it('finds every trace with such a span, the latest first', async () => {
    const short = { from: NOW - 40_000, to: NOW - 1234 };
    const all = recorded(short).filter(
      ({ kind, service, duration }) => kind === 'server' && service === 'cart' && duration >= 5 && duration < 20
    );
    const where: SpanCondition[] = [is('service', 'cart'), { field: 'duration', op: 'between', from: 0.005, to: 0.02 }];
    const { traces: found, isCut } = await search(where, 10_000, short);
    expect(isCut).toBe(false);
    expect(found.map(({ traceId }) => traceId).sort()).toEqual([...new Set(all.map(({ traceId }) => traceId))].sort());
    const starts = found.map(({ start }) => start);
    expect(starts).toEqual([...starts].sort((a, b) => b - a));
    for (const { traceId, matched, spanCount, rootName } of found.slice(0, 20)) {
      const trace = await traces.trace(traceId);
      expect(trace?.spans).toHaveLength(spanCount ?? NaN);
      expect(trace?.spans.find(({ spanId }) => spanId === matched?.spanId)).toMatchObject(matched ?? {});
      expect(trace?.spans.find(({ parentSpanId }) => parentSpanId === undefined)?.name).toBe(rootName);
    }
  });

  it('is cut where there is more, and the same when it is asked again', async () => {
    const first = await search([FAILED], 5);
    expect(first.traces).toHaveLength(5);
    expect(first.isCut).toBe(true);
    expect(
      await new SampleTraces(new SampleShop(), [], () => NOW + HOUR).search(
        { about: 'traces', where: [FAILED], spans: 'requests', limit: 5 },
        span
      )
    ).toEqual(first);
    expect((await search([is('service', 'nobody')], 5)).traces).toEqual([]);
  });

  it('finds the culprit of each incident', async () => {
    for (const truth of truthBetween(NOW - 7 * HOUR, NOW - HOUR)) {
      const { service, span: name, attributes, instance, version } = truth.culprit;
      const about = Object.entries(attributes).map(([key, value]) => is(`span.shop.${key}`, value));
      const ran = [
        instance === undefined ? [] : is('instance', instance),
        version ? is('version', version) : [],
      ].flat();
      const where = [is('service', service), ...ran, ...(about.length > 0 ? about : [is('name', name)])];
      const hit = tracesOf(shop.requests, truth, 5);
      expect(hit).toHaveLength(5);
      for (const traceId of hit) {
        const start = (await traces.trace(traceId))?.spans[0]?.start ?? NaN;
        const within = { from: start, to: start + BUCKET_MS };
        const question: TraceSearchQuestion = { about: 'traces', where, spans: 'all', limit: 500 };
        const { traces: found } = await traces.search(question, within);
        expect(found.map((one) => one.traceId)).toContain(traceId);
        expect(
          (await traces.search({ ...question, where: [...where, is('service', 'nobody')] }, within)).traces
        ).toEqual([]);
      }
    }
  });
});

it('compares failed charges with the others, and shows whose card it was', async () => {
  const truth = truthBetween(NOW - 7 * HOUR, NOW - HOUR).find(({ scenario }) => scenario === 'payment-errors');
  const span = { from: truth?.from ?? NaN, to: truth?.to ?? NaN };
  const base: SpanSelection = { where: [is('service', 'payments'), is('route', '/charges')], spans: 'requests' };
  const counts = await traces.compare(base, { where: [FAILED], span }, span);
  expect(counts.basis).toBe('all');
  const share = (side: 'selection' | 'rest', field: SpanField, value: string) =>
    (counts[side].values.get(field)?.get(value) ?? 0) / counts[side].spans;
  expect(share('selection', 'span.shop.card_brand', 'mastercard')).toBeGreaterThan(0.9);
  expect(share('rest', 'span.shop.card_brand', 'mastercard')).toBeLessThan(0.4);
  expect(share('selection', 'span.shop.region', 'eu')).toBeGreaterThan(0.9);
  const wide = await traces.compare(REQUESTS, { where: [FAILED], span }, { from: NOW - 24 * HOUR, to: NOW });
  expect(wide.basis).toBe('sample');
  expect(wide.selection.spans).toBeGreaterThan(300);
});

it('samples spans evenly, with all that they say', async () => {
  const span = { from: NOW - 24 * HOUR, to: NOW };
  const { spans, isCut } = await traces.sample({ about: 'spans', ...REQUESTS, limit: 1000 }, span);
  expect(isCut).toBe(true);
  expect(spans.length).toBeLessThanOrEqual(1000);
  expect(spans.length).toBeGreaterThan(900);
  const { series: byService } = await series({ measure: { kind: 'rate' }, by: ['service'] }, span, 24 * HOUR);
  const sums = byService.map(({ labels, values }) => ({
    service: labels.service,
    sum: values.reduce<number>((a, b) => a + (b ?? 0), 0),
  }));
  const total = sums.reduce((all, { sum }) => all + sum, 0);
  for (const { service, sum } of sums) {
    expect(Math.abs(spans.filter((one) => one.service === service).length / spans.length - sum / total)).toBeLessThan(
      0.04
    );
  }
});

it('knows who calls whom, how often, and how it ends', async () => {
  const span = { from: NOW - 20_000, to: NOW };
  const clients = recorded(span).filter(({ kind }) => kind === 'client');
  const { edges } = await traces.serviceEdges(span);
  const calls = Object.fromEntries(edges.map(({ from, to, rate }) => [`${from} ${to}`, Math.round(rate * 20)]));
  const failed = Object.fromEntries(
    edges
      .filter(({ errorRate }) => errorRate > 0)
      .map(({ from, to, errorRate }) => [`${from} ${to}`, Math.round(errorRate * 20)])
  );
  const key = ({ service, attributes }: Span) => `${service} ${String(attributes['server.address'])}`;
  expect(calls).toEqual(countBy(clients, key));
  expect(failed).toEqual(
    countBy(
      clients.filter(({ status }) => status === 'error'),
      key
    )
  );
  const kinds = Object.fromEntries(edges.map(({ to, kind }) => [to, kind]));
  expect(kinds).toMatchObject({
    catalog: 'service',
    shopdb: 'database',
    shopcache: 'database',
    'api.cardprocessor.example': 'external',
  });
});

it('names its attributes and their values', async () => {
  const span = { from: NOW - 8 * 24 * HOUR, to: NOW };
  const names = await traces.attributeNames();
  expect(names).toEqual(
    expect.arrayContaining([
      'span.shop.card_brand',
      'span.http.route',
      'resource.service.version',
      'span.db.query.text',
    ])
  );
  const [spans] = [recorded({ from: NOW - 5000, to: NOW })];
  const seen = new Set(
    spans.flatMap(({ attributes, resource }) => [
      ...Object.keys(attributes).map((key) => `span.${key}`),
      ...Object.keys(resource).map((key) => `resource.${key}`),
    ])
  );
  expect([...seen].filter((name) => !names.includes(name as SpanField))).toEqual([]);
  expect(await traces.attributeValues('span.shop.card_brand', span)).toEqual(['amex', 'maestro', 'mastercard', 'visa']);
  expect(await traces.attributeValues('service', span)).toHaveLength(8);
  expect(await traces.attributeValues('version', span)).toEqual(expect.arrayContaining(['3.46.0', '3.46.1']));
  const staging = new SampleTraces(shop, ['staging'], () => NOW);
  expect(await staging.attributeValues('environment', span)).toEqual(['staging']);
});
