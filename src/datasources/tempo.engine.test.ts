import fc from 'fast-check';
import {
  type Span,
  type SpanCondition,
  type SpanField,
  type SpanSelection,
  type SpanSeries,
  type SpanSeriesQuestion,
  type TraceSource,
} from '../telemetry/questions/traces';
import { installedTempo, TempoEngine } from '../telemetry/testing/tempo';
import { pastMinutes, requestsBetween, spansOf, type TracedRequest } from '../telemetry/testing/tracedShop';
import { findDurations } from './foundDurations';
import { openTempo } from './tempo';
import { ProxiedTempo, TEMPO_SETTINGS } from './testing/proxiedTempo';

/*
 * Every question on a real Tempo, behind a stand-in for Grafana's proxy: what comes back is compared with what plain
 * TypeScript computes from the requests as they were, in three conventions at once.
 */

const MINUTE = 60_000;
const SPAN = pastMinutes(10);
const REQUESTS = requestsBetween(SPAN.from + 1000, SPAN.to - 1000, 240);
const SPANS = REQUESTS.flatMap(spansOf);
const TENANT: SpanField = 'span.the tenant "x\\';

const tempo = installedTempo();
const onTempo = tempo === undefined ? describe.skip : describe;

const isIn = (field: SpanField, ...values: string[]): SpanCondition => ({ field, op: 'in', values });
const isNotIn = (field: SpanField, ...values: string[]): SpanCondition => ({ field, op: 'notIn', values });
const requests = (...where: SpanCondition[]): SpanSelection => ({ spans: 'requests', where });

onTempo('a real Tempo', () => {
  let engine: TempoEngine;
  let source: TraceSource;
  let proxy: ProxiedTempo;

  beforeAll(async () => {
    engine = await TempoEngine.start(tempo ?? '');
    await engine.receive(SPANS);
  });
  afterAll(() => engine.stop());

  beforeEach(async () => {
    proxy = new ProxiedTempo((path, accept) => engine.get(path, accept));
    source = await openTempo(TEMPO_SETTINGS, []);
  });

  describe('finds traces', () => {
    it.each<[string, SpanCondition[], (request: TracedRequest) => boolean]>([
      ['all', [], () => true],
      ['of a service', [isIn('service', 'legacy')], ({ service }) => service === 'legacy'],
      ['of two services', [isIn('service', 'legacy', 'shop')], ({ service }) => service !== 'handlers'],
      ['not of a service', [isNotIn('service', 'shop', 'stock')], ({ service }) => service !== 'shop'],
      ['of a route', [isIn('route', '/cart')], ({ route }) => route === '/cart'],
      ['of a route with a space', [isIn('route', '/check out/:id')], ({ route }) => route.startsWith('/check')],
      ['not of routes', [isNotIn('route', '/cart', '/products', '/stock')], ({ route }) => route.startsWith('/check')],
      ['of a status', [isIn('status', '404')], ({ status }) => status === 404],
      ['of a class, by number or word', [isIn('status', '4xx', '500')], ({ status }) => status !== 200],
      ['not of a status', [isNotIn('status', '200')], ({ status }) => status !== 200],
      ['not of a class', [isNotIn('status', '2xx', '404')], ({ status }) => status === 500],
      ['of an environment', [isIn('environment', 'test')], ({ environment }) => environment === 'test'],
      ['not of an environment', [isNotIn('environment', 'test')], ({ environment }) => environment === 'prod'],
      ['of a method', [isIn('method', 'POST')], ({ method, service }) => method === 'POST' && service !== 'handlers'],
      ['that failed', [{ field: 'error', op: 'is', value: true }], ({ status }) => status === 500],
      ['that took long', [{ field: 'duration', op: 'between', from: 0.5 }], ({ duration }) => duration >= 500],
      [
        'that took so long',
        [{ field: 'duration', op: 'between', from: 0.05, to: 0.5 }, isIn('service', 'shop')],
        ({ duration, service }) => duration >= 50 && duration < 500 && service === 'shop',
      ],
      [
        'that failed, not of a status',
        [{ field: 'error', op: 'is', value: true }, isNotIn('status', '404', '200')],
        ({ status }) => status === 500,
      ],
      [
        'that did not fail',
        [{ field: 'error', op: 'is', value: false }, isNotIn('service', 'stock')],
        ({ status }) => status !== 500,
      ],
      ['with a route but this', [isNotIn('route', '', '/cart', '/stock')], ({ route }) => route !== '/cart'],
      ['without a route', [isIn('route', '')], () => false],
      ['with a method', [isNotIn('method', ''), isNotIn('service', 'stock')], ({ service }) => service !== 'handlers'],
      ['of a kind', [isIn('kind', 'client')], () => false],
      ...['a', 'say "hi"', '$x ${y} [[z]]', 'C:\\dir\n', '7.5', 'true'].map(
        (tenant): [string, SpanCondition[], (request: TracedRequest) => boolean] => [
          `of tenant ${JSON.stringify(tenant)}`,
          [isIn(TENANT, tenant)],
          (request) => String(request.tenant) === tenant,
        ]
      ),
      ['of a tenant as text or number', [isIn(TENANT, '7')], ({ tenant }) => String(tenant) === '7'],
      ['without a tenant', [isIn(TENANT, ''), isNotIn('service', 'stock')], ({ tenant }) => tenant === undefined],
      ['with a tenant', [isNotIn(TENANT, '')], ({ tenant }) => tenant !== undefined],
      [
        'not of tenants',
        [isNotIn(TENANT, 'a', '7', 'true'), isNotIn('service', 'stock')],
        ({ tenant }) => !['a', '7', 'true'].includes(String(tenant)),
      ],
    ])('%s', async (_, where, isMeant) => {
      const answer = await source.search({ about: 'traces', ...requests(...where), limit: 1000 }, SPAN);
      const expected = REQUESTS.filter(isMeant).map(({ traceId }) => traceId);
      expect(answer.traces.map(({ traceId }) => traceId).sort()).toEqual(expected.sort());
      expect(answer.isCut).toBe(false);
    });

    it('the latest first, and says when there are more', async () => {
      const answer = await source.search({ about: 'traces', ...requests(), limit: 7 }, SPAN);
      const latest = [...REQUESTS].sort((a, b) => b.start - a.start).slice(0, 7);
      expect(answer.traces.map(({ traceId }) => traceId)).toEqual(latest.map(({ traceId }) => traceId));
      expect(answer.isCut).toBe(true);
      expect(answer.cost?.bytes).toBeGreaterThan(0);
    });

    it('with what there is to show of each', async () => {
      const at = REQUESTS.findIndex(({ service, status }) => service === 'shop' && status === 500);
      const { traceId, route, start, duration } = REQUESTS[at] as TracedRequest;
      const where = [isIn('service', 'shop'), isIn('status', '500')];
      const { traces } = await source.search({ about: 'traces', ...requests(...where), limit: 1000 }, SPAN);
      expect(traces.find((trace) => trace.traceId === traceId)).toEqual({
        traceId,
        rootService: 'shop',
        rootName: expect.stringMatching(/GET|POST/),
        start,
        duration,
        spanCount: 4,
        errorCount: 1,
        services: expect.arrayContaining([
          { service: 'shop', spanCount: 2, errorCount: 1 },
          { service: 'stock', spanCount: 2, errorCount: 0 },
        ]),
        matched: expect.objectContaining({
          spanId: (at * 16 + 1).toString(16).padStart(16, '0'),
          service: 'shop',
          status: 'error',
          start,
          duration,
          attributes: expect.objectContaining({ 'http.route': route, 'http.response.status_code': 500 }),
        }),
      });
    });

    it('of the chosen environments only', async () => {
      const inTest = await openTempo(TEMPO_SETTINGS, ['test']);
      const answer = await inTest.search({ about: 'traces', ...requests(), limit: 1000 }, SPAN);
      expect(answer.traces).toHaveLength(REQUESTS.filter(({ environment }) => environment === 'test').length);
    });
  });

  describe('returns a trace', () => {
    it.each([0, 3, 27, 81].map((at) => [REQUESTS[at] as TracedRequest, at] as const))('%j', async (request, at) => {
      const sent = spansOf(request, at);
      const bare = request.traceId.replace(/^0+/, '');
      for (const spelling of [request.traceId, bare, bare.toUpperCase()]) {
        const trace = await source.trace(spelling, { from: request.start, to: request.start });
        expect(trace?.traceId).toBe(request.traceId);
        expect(bySpanId(trace?.spans ?? [])).toEqual(bySpanId(sent));
        expect(trace?.partial).toBeUndefined();
      }
    });

    it('though it was at another time than said', async () => {
      const { traceId } = REQUESTS[0] as TracedRequest;
      const longAgo = { from: SPAN.from - 1000 * MINUTE, to: SPAN.from - 900 * MINUTE };
      expect((await source.trace(traceId, longAgo))?.spans).toHaveLength(4);
    });

    it('never, where there is none', async () => {
      expect(await source.trace('dead')).toBeUndefined();
      expect(await source.trace('not an id')).toBeUndefined();
      expect(await source.trace('0')).toBeUndefined();
    });
  });

  describe('counts', () => {
    const inStep = (time: number) => REQUESTS.filter(({ start }) => start > time - MINUTE && start <= time);
    const TIMES = Array.from({ length: 10 }, (_, at) => SPAN.from + (at + 1) * MINUTE);

    /** Tempo itself neither groups by a status that was recorded as text nor compares by it. */
    const OTHERS = REQUESTS.filter(({ service }) => service !== 'handlers');
    const others = requests(isNotIn('service', 'stock', 'handlers'));

    it.each<[string, SpanField, (request: TracedRequest) => string]>([
      ['service', 'service', ({ service }) => service],
      ['route', 'route', ({ route }) => route],
      ['environment', 'environment', ({ environment }) => environment],
      ['tenant', TENANT, ({ tenant }) => String(tenant ?? '')],
    ])('requests by %s', async (_, field, valueOf) => {
      const where = [isNotIn('service', 'stock')];
      const { series } = await source.series(
        { about: 'spanSeries', ...requests(...where), measure: { kind: 'rate' }, by: [field] },
        SPAN,
        MINUTE
      );
      const values = [...new Set(REQUESTS.map(valueOf))];
      expect(series.map(({ labels }) => labels[field]).sort()).toEqual(values.sort());
      for (const { labels, times, values: rates } of series) {
        expect(times).toEqual(TIMES);
        const expected = TIMES.map((time) => inStep(time).filter((one) => valueOf(one) === labels[field]).length / 60);
        rates.forEach((rate, at) => expect(rate).toBeCloseTo(expected[at] ?? NaN, 9));
      }
    });

    it('requests by status, in either convention', async () => {
      const { series } = await source.series(
        { about: 'spanSeries', ...others, measure: { kind: 'rate' }, by: ['status'] },
        SPAN,
        MINUTE
      );
      const total = (of: typeof series) => of.flatMap(({ values }) => values).reduce<number>((a, b) => a + (b ?? 0), 0);
      for (const [status, count] of Object.entries(countBy(OTHERS, (one) => String(one.status)))) {
        expect(total(series.filter(({ labels }) => labels.status === status)) * 60).toBeCloseTo(count, 6);
      }
      expect(series.map(({ labels }) => labels.status).sort()).toEqual(['200', '404', '500']);
    });

    it('errors, by what spans and by what statuses say', async () => {
      const { series } = await source.series(
        { about: 'spanSeries', ...requests(), measure: { kind: 'errors' }, by: [] },
        SPAN,
        MINUTE
      );
      const expected = TIMES.map((time) => inStep(time).filter(({ status }) => status === 500).length / 60);
      expect(series).toHaveLength(1);
      series[0]?.values.forEach((rate, at) => expect(rate).toBeCloseTo(expected[at] ?? NaN, 9));
    });

    it('durations in buckets, with exemplars that are among them', async () => {
      const where = [isNotIn('service', 'stock')];
      const { series, exemplars } = await source.series(
        {
          about: 'spanSeries',
          ...requests(...where),
          measure: { kind: 'distribution' },
          by: [],
          exemplars: true,
        },
        SPAN,
        MINUTE
      );
      const counted = series.flatMap(({ labels, values, times }) =>
        values.map((count, at) => [Number(labels.le), times[at] ?? 0, count] as const)
      );
      for (const [le, time, count] of counted) {
        const seconds = inStep(time).map(({ duration }) => duration / 1000);
        expect(count).toBe(seconds.filter((one) => one > le / 2 && one <= le).length);
      }
      expect(counted.reduce((sum, [, , count]) => sum + (count ?? 0), 0)).toBe(REQUESTS.length);
      expect(exemplars.length).toBeGreaterThan(5);
      for (const { traceId, duration, time } of exemplars) {
        const request = REQUESTS.find((one) => one.traceId === traceId) as TracedRequest;
        expect(duration).toBeCloseTo(request.duration / 1000, 6);
        expect(Math.abs(request.start - time)).toBeLessThanOrEqual(MINUTE);
      }
    });

    it.each<[SpanField, (request: TracedRequest) => string]>([
      ['service', ({ service }) => service],
      ['route', ({ route }) => route],
    ])('quantiles by %s, in the right bucket', async (field, valueOf) => {
      const where = [isNotIn('service', 'stock')];
      const { series } = await source.series(
        { about: 'spanSeries', ...requests(...where), measure: { kind: 'quantile', q: 0.9 }, by: [field] },
        SPAN,
        5 * MINUTE
      );
      expect(series.length).toBe(3);
      for (const { labels, times, values } of series) {
        times.forEach((time, at) => {
          const seconds = REQUESTS.filter(
            (one) => one.start > time - 5 * MINUTE && one.start <= time && valueOf(one) === labels[field]
          )
            .map(({ duration }) => duration / 1000)
            .sort((a, b) => a - b);
          const exact = seconds[Math.ceil(seconds.length * 0.9) - 1] ?? NaN;
          const bound = 2 ** Math.ceil(Math.log2(exact * 1e9)) / 1e9;
          expect(values[at]).toBeLessThanOrEqual(bound * 1.000001);
          expect(values[at]).toBeGreaterThan((bound / 2) * 0.999999);
        });
      }
    });

    it('requests, errors and quantiles of the whole time, by a field', async () => {
      const where = [isNotIn('service', 'stock')];
      const ask = async (measure: SpanSeriesQuestion['measure']) => {
        const question = { about: 'spanSeries' as const, ...requests(...where), measure, by: ['route' as const] };
        const { series } = await source.series(question, SPAN, 'whole');
        expect(series.map(({ times }) => times)).toEqual(series.map(() => [SPAN.to]));
        return new Map(series.map(({ labels, values }) => [labels.route, values[0] ?? NaN]));
      };
      const [rates, errors, p90] = await Promise.all([
        ask({ kind: 'rate' }),
        ask({ kind: 'errors' }),
        ask({ kind: 'quantile', q: 0.9 }),
      ]);
      const seconds = (SPAN.to - SPAN.from) / 1000;
      expect([...rates.keys()].sort()).toEqual([...new Set(REQUESTS.map(({ route }) => route))].sort());
      for (const [route, rate] of rates) {
        const own = REQUESTS.filter((one) => one.route === route);
        expect(rate * seconds).toBeCloseTo(own.length, 6);
        const failed = own.filter(({ status }) => status === 500);
        expect((errors.get(route) ?? 0) * seconds).toBeCloseTo(failed.length, 6);
        const durations = own.map(({ duration }) => duration / 1000).sort((a, b) => a - b);
        const exact = durations[Math.ceil(durations.length * 0.9) - 1] ?? NaN;
        const bound = 2 ** Math.ceil(Math.log2(exact * 1e9)) / 1e9;
        expect(p90.get(route)).toBeLessThanOrEqual(bound * 1.000001);
        expect(p90.get(route)).toBeGreaterThan((bound / 2) * 0.999999);
      }
    });

    it('requests by finding them, as for a server that does not count', async () => {
      const { series, failed, isCut } = await findDurations(source, others, SPAN, MINUTE);
      const perMinute = (of: readonly SpanSeries[], at: number) =>
        of.reduce((sum, { times, values }) => sum + (values[times.indexOf(at)] ?? 0), 0);
      for (let end = SPAN.from + MINUTE; end <= SPAN.to; end += MINUTE) {
        const inIt = OTHERS.filter(({ start }) => start >= end - MINUTE && start < end);
        expect(perMinute(series, end)).toBe(inIt.length);
        expect(perMinute(failed, end)).toBe(inIt.filter(({ status }) => status === 500).length);
      }
      expect(isCut).toBe(false);
      const question = { about: 'spanSeries' as const, ...others, measure: { kind: 'distribution' as const }, by: [] };
      const counted = await source.series(question, SPAN, MINUTE);
      expect(byBucket(series)).toEqual(byBucket(counted.series));
    });

    it('attributes of a selection and of the rest', async () => {
      const middle = { from: SPAN.from + 3 * MINUTE, to: SPAN.from + 7 * MINUTE };
      const counts = await source.compare(others, { where: [isIn('status', '500')], span: middle }, SPAN);
      const isMeant = ({ status, start }: TracedRequest) => status === 500 && start > middle.from && start <= middle.to;
      const [inside, outside] = [OTHERS.filter(isMeant), OTHERS.filter((one) => !isMeant(one))];
      expect(counts.basis).toBe('all');
      expect(counts.selection.spans).toBe(inside.length);
      expect(counts.rest.spans).toBe(outside.length);
      for (const [side, own] of [
        [counts.selection, inside],
        [counts.rest, outside],
      ] as const) {
        expect(Object.fromEntries(side.values.get('service') ?? [])).toEqual(countBy(own, ({ service }) => service));
        expect(Object.fromEntries(side.values.get('environment') ?? [])).toEqual(
          countBy(own, ({ environment }) => environment)
        );
        expect(Object.fromEntries(side.values.get('status') ?? [])).toEqual(
          countBy(own, ({ status }) => String(status))
        );
        expect(Object.fromEntries(side.values.get('kind') ?? [])).toEqual({ server: own.length });
        expect(Object.fromEntries(side.values.get(TENANT) ?? [])).toEqual(
          countBy(
            own.filter(({ tenant }) => tenant !== undefined),
            ({ tenant }) => String(tenant)
          )
        );
      }
    });
  });

  it.each<[string, SpanCondition, (request: TracedRequest) => boolean]>([
    ['that failed', { field: 'error', op: 'is', value: true }, ({ status }) => status === 500],
    ['that did not fail', { field: 'error', op: 'is', value: false }, ({ status }) => status !== 500],
    ['of a route', isIn('route', '/cart'), ({ route }) => route === '/cart'],
    ['not of a route', isNotIn('route', '/cart'), ({ route }) => route !== '/cart'],
    ['without a tenant', isIn(TENANT, ''), ({ tenant }) => tenant === undefined],
    ['with a tenant', isNotIn(TENANT, ''), ({ tenant }) => tenant !== undefined],
    [
      'of tenants',
      isIn(TENANT, 'a', '7', '$x ${y} [[z]]'),
      ({ tenant }) => ['a', '7', '$x ${y} [[z]]'].includes(String(tenant)),
    ],
    ['not of tenants', isNotIn(TENANT, 'a', '7'), ({ tenant }) => !['a', '7'].includes(String(tenant))],
    // A status that was recorded as text is beyond what Tempo compares.
    ['not of a class', isNotIn('status', '5xx'), ({ status, service }) => status !== 500 || service === 'handlers'],
    ['that took long', { field: 'duration', op: 'between', from: 0.5 }, ({ duration }) => duration >= 500],
  ])('compares requests %s with the rest', async (_, condition, isMeant) => {
    const base = requests(isNotIn('service', 'stock'));
    const counts = await source.compare(base, { where: [condition], span: SPAN }, SPAN);
    const selected = REQUESTS.filter(isMeant).length;
    expect([counts.basis, counts.selection.spans, counts.rest.spans]).toEqual([
      'all',
      selected,
      REQUESTS.length - selected,
    ]);
  });

  it('returns a sample of spans with all that they say', async () => {
    const answer = await source.sample(
      { about: 'spans', spans: 'all', where: [isIn('service', 'shop')], limit: 50 },
      SPAN
    );
    expect(answer.spans).toHaveLength(50);
    expect(answer.isCut).toBe(true);
    const sent = new Map(SPANS.map((span) => [span.traceId + span.spanId, span]));
    for (const span of answer.spans) {
      const { scope: _, ...whole } = sent.get(span.traceId + span.spanId) as Span;
      expect(span).toEqual({ ...whole, events: [], links: [] });
    }
  });

  it('knows what there is to filter by', async () => {
    const names = await source.attributeNames(SPAN);
    expect(names).toEqual([
      ...['service', 'name', 'kind', 'route', 'method', 'status', 'environment', 'version'],
      ...['span.customer.groups', 'span.db.namespace', 'span.db.system.name', 'span.server.address', TENANT],
    ]);
    expect(await source.attributeValues('route', SPAN)).toEqual(['/cart', '/check out/:id', '/products', '/stock']);
    expect(await source.attributeValues('environment', SPAN)).toEqual(['prod', 'test']);
    expect(await source.attributeValues('status', SPAN)).toEqual(['200', '404', '500']);
    expect(await source.attributeValues('kind', SPAN)).toContain('consumer');
    expect(await source.attributeValues(TENANT, SPAN)).toEqual(
      [...new Set(REQUESTS.flatMap(({ tenant }) => (tenant === undefined ? [] : [String(tenant)])))].sort()
    );
  });

  it('shows who calls whom, from spans where nothing counts calls', async () => {
    const { edges, basis } = await source.serviceEdges(SPAN);
    expect(basis).toEqual({ sampledTraces: 100 });
    const latest = [...REQUESTS].sort((a, b) => b.start - a.start).slice(0, 100);
    const seconds = (SPAN.to - Math.min(...latest.map(({ start }) => start))) / 1000;
    const calls = countBy(latest, ({ service }) => service);
    expect(edges.map(({ from, to, kind }) => `${from} -> ${to} ${kind}`).sort()).toEqual([
      'handlers -> stock service',
      'legacy -> stock service',
      'shop -> stock service',
      'stock -> stock (postgresql) database',
    ]);
    for (const { from, rate, errorRate } of edges) {
      expect(rate * seconds).toBeCloseTo(from === 'stock' ? 100 : (calls[from] ?? 0), 0);
      expect(errorRate).toBe(0);
    }
  });

  it.each(['parents', 'nested sets'])('finds the latest traces as wholes, by one search, by their %s', async (by) => {
    if (by === 'nested sets') {
      proxy = new ProxiedTempo((path, accept) =>
        path.includes('parentID') ? { status: 400, text: 'parse error' } : engine.get(path, accept)
      );
    }
    const { spans, isCut } = await source.wholeTraces(
      { about: 'wholeTraces', where: [isIn('service', 'legacy')], spans: 'all', limit: 20 },
      SPAN
    );
    const latest = REQUESTS.filter(({ service }) => service === 'legacy').slice(-20);
    const ids = new Set(latest.map(({ traceId }) => traceId));
    const expected = SPANS.filter(({ traceId }) => ids.has(traceId));
    const told = (some: readonly Span[]) =>
      bySpanId(some).map(({ traceId, spanId, parentSpanId, service, name, kind, status }) => ({
        ...{ traceId, spanId, parentSpanId, service, name, kind, status },
      }));
    expect(told(spans)).toEqual(told(expected));
    expect(isCut).toBe(true);
    expect(proxy.asked).toHaveLength(by === 'parents' ? 1 : 2);
    const peers = spans.filter(({ kind }) => kind === 'client').map(({ attributes }) => attributes['server.address']);
    expect(peers).toContain('stock.internal');
  });

  it('finds names and values out of any characters', async () => {
    const text = fc
      .array(fc.oneof(fc.constantFrom(...'"\\$`[]{}|&=!~<>^,. \n\t'), fc.string({ unit: 'grapheme', maxLength: 3 })), {
        maxLength: 8,
      })
      .map((parts) => parts.join('').replaceAll('\0', ''));
    const odd = fc.sample(
      fc.tuple(
        text.filter((name) => name.trim() !== ''),
        text.filter((value) => value !== '')
      ),
      {
        numRuns: 60,
        seed: 7,
      }
    );
    const template = SPANS[0] as Span;
    const spans = odd.map(([name, value], at): Span => {
      const id = (at + 1).toString(16);
      return {
        ...template,
        traceId: id.padStart(32, 'e'),
        spanId: id.padStart(16, 'e'),
        start: SPAN.to + MINUTE,
        service: 'odd',
        resource: { 'service.name': 'odd' },
        attributes: { [name]: value },
      };
    });
    await engine.receive(spans);
    const later = { from: SPAN.to + MINUTE - 1000, to: SPAN.to + MINUTE + 1000 };
    for (const [name, value] of odd) {
      const where = [isIn(`span.${name}`, value), isIn('service', 'odd')];
      const { traces } = await source.search({ about: 'traces', spans: 'all', where, limit: 100 }, later);
      const same = odd.flatMap((one, index) => (one[0] === name && one[1] === value ? [spans[index]?.traceId] : []));
      expect([name, value, traces.map(({ traceId }) => traceId).sort()]).toEqual([name, value, same.sort()]);
    }
  });

  it('asks once for each question', async () => {
    await source.search({ about: 'traces', ...requests(), limit: 5 }, SPAN);
    expect(proxy.asked).toHaveLength(1);
    await source.trace((REQUESTS[0] as TracedRequest).traceId);
    expect(proxy.asked).toHaveLength(2);
  });

  // Sent late, so that no other question meets it.
  it('returns a span with all that it can say', async () => {
    const start = SPAN.from - 30 * MINUTE + 0.125;
    const full: Span = {
      traceId: '00000000000000000000000000c0ffee',
      spanId: '00000000000000ff',
      parentSpanId: '0000000000000abc',
      service: 'payments',
      name: 'charge ✓ "card"',
      kind: 'consumer',
      start,
      duration: 12.345678,
      status: 'error',
      statusMessage: 'declined',
      attributes: { text: 'ä\n', whole: -7, large: 9_007_199_254_740_991, part: 0.5, yes: true, list: ['a', 'b'] },
      resource: { 'service.name': 'payments', 'service.version': '1' },
      events: [{ name: 'exception', time: start + 1, attributes: { 'exception.type': 'Declined' } }],
      links: [
        { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', attributes: { why: 'retry' } },
      ],
      scope: 'billing',
      traceState: 'ot=th:8,vendor=1',
    };
    await engine.receive([full]);
    expect((await source.trace(full.traceId))?.spans).toEqual([full]);
  });
});

function bySpanId(spans: readonly Span[]): Span[] {
  return [...spans].sort((a, b) => (a.spanId < b.spanId ? -1 : 1));
}

function countBy(
  requests_: readonly TracedRequest[],
  valueOf: (request: TracedRequest) => string
): Record<string, number> {
  const counts: Record<string, number> = {};
  requests_.forEach((request) => {
    counts[valueOf(request)] = (counts[valueOf(request)] ?? 0) + 1;
  });
  return counts;
}

/** What is counted by bucket and time, where it is anything. */
function byBucket(series: readonly SpanSeries[]): Record<string, number> {
  return Object.fromEntries(
    series.flatMap(({ labels, times, values }) =>
      times.flatMap((time, i) => (values[i] ? [[`${Number(labels.le)} s at ${time}`, values[i] ?? 0]] : []))
    )
  );
}
