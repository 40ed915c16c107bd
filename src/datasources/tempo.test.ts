import { type DataQueryResponse, LoadingState } from '@grafana/data';
import { setDataSourceSrv } from '@grafana/runtime';
import { Observable, of } from 'rxjs';
import { type Span, type SpanSelection, type TraceSource } from '../telemetry/questions/traces';
import { toOtlp } from '../telemetry/testing/otlp';
import { plainSpan } from '../telemetry/testing/plain';
import { frameFor } from './testing/frames';
import { type ProxyAnswer, ProxiedTempo, TEMPO_SETTINGS } from './testing/proxiedTempo';
import { NotCountedError, TelemetryError } from './failure';
import { openTempo } from './tempo';

const SPAN = { from: 1_000_000, to: 1_600_000 };
const ID = 'ab'.padStart(32, '0');
const EVERY: SpanSelection = { spans: 'all', where: [] };
const SEARCH = { about: 'traces' as const, ...EVERY, limit: 10 };

const span = (given: Partial<Span> = {}) => plainSpan({ traceId: ID, start: SPAN.from + 100_000, ...given });

const json = (body: unknown): ProxyAnswer => ({ status: 200, text: JSON.stringify(body) });
const refuse = (status: number, text = ''): ProxyAnswer => ({ status, text });

function open(answer: (path: string) => ProxyAnswer | Promise<ProxyAnswer>, environments: string[] = []) {
  const proxy = new ProxiedTempo(answer);
  return { proxy, source: openTempo(TEMPO_SETTINGS, environments) };
}

async function failureOf(asked: Promise<unknown>) {
  const error: unknown = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown
  );
  return error instanceof TelemetryError ? error.failure : error;
}

describe('an answer in another form is said to be that', () => {
  const series = (source: TraceSource) =>
    source.series({ about: 'spanSeries', ...EVERY, measure: { kind: 'rate' }, by: [] }, SPAN, 60_000);

  it.each<[what: string, body: unknown, place: string, ask: (source: TraceSource) => Promise<unknown>]>([
    ['a page', '<html>', '', (source) => source.search(SEARCH, SPAN)],
    ['nothing', null, '', (source) => source.search(SEARCH, SPAN)],
    ['a search without a list', { traces: {} }, ', at traces', (source) => source.search(SEARCH, SPAN)],
    [
      'an id that is a number',
      { traces: [{ traceID: 1 }] },
      ', at traces.0.traceID',
      (source) => source.search(SEARCH, SPAN),
    ],
    [
      'attributes without a name',
      { traces: [{ traceID: 'a', spanSets: [{ spans: [{ attributes: [{ value: {} }] }] }] }] },
      ', at traces.0.spanSets.0.spans.0.attributes',
      (source) => source.search(SEARCH, SPAN),
    ],
    ['series without a list', { series: 'none' }, ', at series', series],
    [
      'samples that are no numbers',
      { series: [{ samples: [{ value: {} }] }] },
      ', at series.0.samples.0.value',
      series,
    ],
    [
      'a trace whose spans are none',
      { trace: { resourceSpans: [{ scopeSpans: 1 }] } },
      ', at trace.resourceSpans.0.scopeSpans',
      (source) => source.trace(ID),
    ],
    [
      'tags without names',
      { scopes: [{ tags: ['a'] }] },
      ', at scopes.0.name',
      (source) => source.attributeNames(SPAN),
    ],
  ])('%s', async (_, body, place, ask) => {
    const { source } = open(() => json(body));
    expect(await failureOf(ask(await source))).toMatchObject({
      kind: 'failed',
      message: expect.stringMatching(new RegExp(`${TEMPO_SETTINGS.name}.*unexpected response${place}$`)),
    });
  });

  it('takes null for what is left out', async () => {
    const { source } = open(() =>
      json({ traces: [{ traceID: 'ab', spanSet: null, spanSets: null, durationMs: null }] })
    );
    expect((await (await source).search(SEARCH, SPAN)).traces).toMatchObject([{ traceId: ID, duration: 0 }]);
  });
});

describe('a trace', () => {
  const BODY = { trace: toOtlp([span()]) };

  it.each(['ab', 'AB', ID, ` ${ID.toUpperCase()} `])(
    'is asked for in its one spelling, however it is written: %j',
    async (written) => {
      const { proxy, source } = open(() => json(BODY));
      const trace = await (await source).trace(written);
      expect(proxy.asked).toEqual([`api/v2/traces/${ID}`]);
      expect(trace).toMatchObject({ traceId: ID, spans: [{ traceId: ID, service: 'shop' }], sent: [{ text: ID }] });
    }
  );

  it('is not filtered by environment', async () => {
    const { source } = open(() => json(BODY), ['test']);
    expect((await (await source).trace(ID))?.spans).toHaveLength(1);
  });

  it('is looked for around its time, then at all times', async () => {
    const { proxy, source } = open((path) => json(path.includes('start') ? { trace: {} } : BODY));
    expect(await (await source).trace(ID, { from: 7_200_000, to: 7_200_000 })).toBeDefined();
    expect(proxy.asked).toEqual([`api/v2/traces/${ID}?start=3600&end=10800`, `api/v2/traces/${ID}`]);
  });

  it('comes from the first version of the API where there is no second', async () => {
    const { source } = open((path) =>
      path.includes('v2') ? refuse(404, '404 page not found') : json(toOtlp([span()]))
    );
    expect((await (await source).trace(ID))?.spans).toHaveLength(1);
  });

  it.each([
    ['an empty answer', () => json({ trace: {}, metrics: {} })],
    ['404 of both versions', () => refuse(404)],
    ['404 in words', () => refuse(404, 'trace not found')],
  ])('is not there: %s', async (_, answer) => {
    const { source } = open(answer);
    expect(await (await source).trace(ID)).toBeUndefined();
  });

  it('is not said to be missing by a server that is no Tempo, or where the data source is gone', async () => {
    const other = open(() => refuse(404, '404 page not found'));
    expect(await failureOf((await other.source).trace(ID))).toMatchObject({
      kind: 'failed',
      message: expect.stringContaining('URL'),
    });
    const gone = open(() => refuse(404, JSON.stringify({ message: 'Unable to find datasource' })));
    expect(await failureOf((await gone.source).trace(ID))).toMatchObject({ kind: 'absent' });
  });

  it('that is only a part says so, and one that is too large says what to do', async () => {
    const part = open(() => json({ ...BODY, status: 'PARTIAL', message: 'trace exceeds max size' }));
    expect((await (await part.source).trace(ID))?.partial).toBe('trace exceeds max size');
    const large = open(() => refuse(422, 'trace exceeds max size (max bytes: 5000000)'));
    expect(await failureOf((await large.source).trace(ID))).toMatchObject({
      advice: expect.stringContaining('max_bytes_per_trace'),
    });
    const tooLong = open(() => refuse(500, 'response larger than the max (22776403 vs 16777216)'));
    expect(await failureOf((await tooLong.source).trace(ID))).toMatchObject({
      advice: expect.stringContaining('grpc_server_max_recv_msg_size'),
    });
  });

  it('of no id is not asked for', async () => {
    const { proxy, source } = open(() => json(BODY));
    expect(await (await source).trace('not an id')).toBeUndefined();
    expect(proxy.asked).toEqual([]);
  });
});

describe('a refusal', () => {
  it.each<[string, ProxyAnswer, object]>([
    [
      'of Grafana',
      refuse(403, JSON.stringify({ accessErrorId: 'ACE1', message: 'You need permissions' })),
      { kind: 'forbidden', message: 'You do not have permission to query Tempo' },
    ],
    ['of Tempo', refuse(403, 'RBAC: access denied'), { kind: 'forbidden', message: 'Tempo refused the request' }],
    [
      'of credentials',
      refuse(400, JSON.stringify({ message: 'Authentication to data source failed' })),
      { kind: 'forbidden', message: 'Tempo refused the request' },
    ],
    [
      'of the query',
      refuse(400, 'parse error at line 1, col 3'),
      { kind: 'failed', message: expect.stringContaining('parse error at line 1') },
    ],
    [
      'of so long a range',
      refuse(400, 'metrics query time range exceeds the maximum allowed duration of 24h0m0s'),
      { kind: 'failed', advice: expect.stringContaining('shorter time range') },
    ],
    ['by nobody', refuse(502, 'bad gateway'), { kind: 'failed', message: 'Tempo cannot be reached' }],
    ['after too long', refuse(504, ''), { kind: 'failed', message: 'Tempo timed out' }],
  ])('%s', async (_, answer, failure) => {
    const { source } = open(() => answer);
    expect(await failureOf((await source).search(SEARCH, SPAN))).toMatchObject(failure);
  });
});

describe('cancelling', () => {
  it('takes the request back, and fails with the reason', async () => {
    const { proxy, source } = open(() => new Promise<ProxyAnswer>(() => undefined));
    const controller = new AbortController();
    const tempo = await source;
    const asked = [
      tempo.search(SEARCH, SPAN, controller.signal),
      tempo.trace(ID, SPAN, controller.signal),
      tempo.attributeValues('status', SPAN, controller.signal),
      tempo.compare(EVERY, { where: [], span: SPAN }, SPAN, controller.signal),
    ];
    const failures = Promise.all(asked.map(failureOf));
    controller.abort();
    expect((await failures).map((error) => (error as Error).name)).toEqual(Array(4).fill('AbortError'));
    expect(proxy.cancelled).toBe(5);
    expect(proxy.asked).toHaveLength(5);
  });

  it('beforehand asks nothing', async () => {
    const { proxy, source } = open(() => json({}));
    expect(await failureOf((await source).search(SEARCH, SPAN, AbortSignal.abort()))).toMatchObject({
      name: 'AbortError',
    });
    expect(proxy.asked).toEqual([]);
  });
});

it('keeps to the chosen environments', async () => {
  const { proxy, source } = open(() => json({}), ['test']);
  await (await source).search(SEARCH, SPAN);
  expect(decodeURIComponent(proxy.asked[0] ?? '')).toMatch(/deployment\.environment\.name\+=\+"test"/);
});

it('asks for one value of the whole time, which it reads as that of its end', async () => {
  const value = { labels: [{ key: 'resource.service.name', value: { stringValue: 'cart' } }], value: 0.5 };
  const { proxy, source } = open(() => json({ series: [value] }));
  const question = { about: 'spanSeries' as const, ...EVERY, measure: { kind: 'rate' as const } };
  const span = { from: 1_010_000, to: 1_070_000 };
  const { series } = await (await source).series({ ...question, by: ['service'], exemplars: true }, span, 'whole');
  expect(proxy.asked[0]).toMatch(/api\/metrics\/query\?.*start=1010&end=1070$/);
  expect(series).toEqual([{ labels: { service: 'cart' }, times: [1_070_000], values: [0.5] }]);
});

it('asks for whole steps, and for exemplars only where they are wanted', async () => {
  const { proxy, source } = open(() => json({ series: [] }));
  const question = { about: 'spanSeries' as const, ...EVERY, measure: { kind: 'rate' as const }, by: [] };
  await (await source).series(question, { from: 1_010_000, to: 1_070_000 }, 60_000);
  expect(proxy.asked[0]).toMatch(/start=960&end=1080&step=60s&exemplars=0$/);
});

describe('a Tempo that does not count', () => {
  const question = { about: 'spanSeries' as const, ...EVERY, measure: { kind: 'rate' as const }, by: [] };

  it.each([
    ['before 2.4', refuse(404, '404 page not found')],
    ['without a metrics generator', refuse(500, 'error finding generators in Querier.queryRangeRecent: empty ring')],
    ['without the processor for it', refuse(500, 'rpc error: code = Unknown desc = localblocks processor not found')],
  ])('%s is told from one that fails, with what to do', async (_, answer) => {
    const { source } = open(() => answer);
    const error: unknown = await (await source).series(question, SPAN, 60_000).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(NotCountedError);
    expect(await failureOf(Promise.reject(error as Error))).toMatchObject({
      kind: 'failed',
      message: 'Tempo cannot count spans: it has no TraceQL metrics',
      advice: expect.stringContaining('local-blocks'),
    });
  });

  it.each([
    ['fails', refuse(500, 'the disk is full'), 'failed'],
    ['is not there', refuse(404, JSON.stringify({ message: 'Unable to find datasource' })), 'absent'],
    ['may not be asked', refuse(403, 'no'), 'forbidden'],
  ])('is not said of one that %s', async (_, answer, kind) => {
    const { source } = open(() => answer);
    const error: unknown = await (await source).series(question, SPAN, 60_000).catch((thrown: unknown) => thrown);
    expect(error).not.toBeInstanceOf(NotCountedError);
    expect(await failureOf(Promise.reject(error as Error))).toMatchObject({ kind });
  });
});

it('says that Tempo cannot split by so many attributes, and does not ask', async () => {
  const { proxy, source } = open(() => json({}));
  const by = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `span.${name}` as const);
  const asked = (await source).series({ about: 'spanSeries', ...EVERY, measure: { kind: 'rate' }, by }, SPAN, 60_000);
  expect(await failureOf(asked)).toMatchObject({ kind: 'failed', message: expect.stringContaining('at most 5') });
  expect(proxy.asked).toEqual([]);
});

describe('a comparison that Tempo does not make', () => {
  const found = (spanId: string, start: number, zone: string) => ({
    traceID: spanId,
    spanSets: [
      {
        spans: [
          {
            spanID: spanId,
            name: 'work',
            startTimeUnixNano: `${start}000000`,
            durationNanos: '1000000',
            attributes: [
              { key: 'service.name', value: { stringValue: 'shop' } },
              { key: 'zone', value: { stringValue: zone } },
              { key: 'kind', value: { stringValue: 'server' } },
            ],
          },
        ],
      },
    ],
  });

  it.each([400, 404, 422])('is made of samples of both sides (%d)', async (status) => {
    const { proxy, source } = open((path) => {
      if (path.startsWith('api/metrics/query?')) {
        return refuse(status, 'unknown identifier: compare');
      }
      if (path.startsWith('api/v2/search/tags')) {
        return json({ scopes: [{ name: 'span', tags: ['zone'] }] });
      }
      const isSelection = path.includes('zone+%3D+');
      const selected = [found('1', 1_200_000, 'eu'), found('2', 1_250_000, 'eu')];
      return json({
        traces: isSelection ? selected : [...selected, found('3', 1_200_000, 'us'), found('4', 1_500_000, 'eu')],
      });
    });
    const where = [{ field: 'span.zone' as const, op: 'in' as const, values: ['eu'] }];
    const counts = await (await source).compare(EVERY, { where, span: { from: 1_100_000, to: 1_300_000 } }, SPAN);
    expect(counts.basis).toBe('sample');
    expect([counts.selection.spans, counts.rest.spans]).toEqual([2, 2]);
    expect(Object.fromEntries(counts.rest.values.get('span.zone') ?? [])).toEqual({ us: 1, eu: 1 });
    expect(counts.sent).toHaveLength(2);
    expect(proxy.asked.length).toBe(5);
  });

  it('fails where it may not be asked', async () => {
    const { source } = open(() => refuse(403, 'no'));
    expect(await failureOf((await source).compare(EVERY, { where: [], span: SPAN }, SPAN))).toMatchObject({
      kind: 'forbidden',
    });
  });
});

describe('who calls whom', () => {
  const settings = { ...TEMPO_SETTINGS, jsonData: { serviceMap: { datasourceUid: 'prom' } } } as typeof TEMPO_SETTINGS;

  function withPrometheus(answer: () => Observable<DataQueryResponse>): { asked: string[] } {
    const asked: string[] = [];
    const prometheus = {
      uid: 'prom',
      name: 'Prometheus',
      type: 'prometheus',
      query: ({ targets }: { targets: Array<{ expr: string }> }) => {
        asked.push(...targets.map(({ expr }) => expr));
        return answer();
      },
    };
    setDataSourceSrv({ get: async () => prometheus } as unknown as Parameters<typeof setDataSourceSrv>[0]);
    return { asked };
  }

  const fromSpans = json({
    traces: [
      {
        traceID: '1',
        spanSets: [
          {
            spans: [
              {
                spanID: '1',
                startTimeUnixNano: '1100000000000',
                attributes: [
                  { key: 'service.name', value: { stringValue: 'shop' } },
                  { key: 'kind', value: { stringValue: 'client' } },
                  { key: 'peer.service', value: { stringValue: 'tax' } },
                ],
              },
            ],
          },
        ],
      },
    ],
  });
  let source: TraceSource;
  let proxy: ProxiedTempo;
  beforeEach(async () => {
    proxy = new ProxiedTempo(() => fromSpans);
    source = await openTempo(settings, []);
  });

  it('is counted by the Prometheus that the data source names', async () => {
    const { asked } = withPrometheus(() =>
      of({ data: [frameFor('rate', { client: 'shop', server: 'stock' }, [[0, 2]])], state: LoadingState.Done })
    );
    const answer = await source.serviceEdges(SPAN);
    expect(answer).toMatchObject({ basis: 'metrics', edges: [{ from: 'shop', to: 'stock', rate: 2 }] });
    expect(answer.sent.map(({ text, dataSource }) => [text, dataSource.name])).toEqual(
      asked.map((expr) => [expr, 'Prometheus'])
    );
    // Nobody counts messages: their ways are looked for among the spans.
    expect(proxy.asked).toEqual([expect.stringContaining('messaging.system')]);
  });

  it.each<[string, ProxyAnswer]>([
    ['there are no messages', json({ traces: [] })],
    ['they cannot be read', refuse(400, 'invalid TraceQL query')],
  ])('is counted, too, where %s', async (_, messages) => {
    withPrometheus(() =>
      of({ data: [frameFor('rate', { client: 'shop', server: 'stock' }, [[0, 2]])], state: LoadingState.Done })
    );
    proxy = new ProxiedTempo(() => messages);
    const answer = await (await openTempo(settings, [])).serviceEdges(SPAN);
    expect([answer.edges.length, answer.basis, answer.sampledMessages]).toEqual([1, 'metrics', undefined]);
  });

  it('is told with the ways of messages beside the calls that are counted', async () => {
    const direct = { client: 'shop', server: 'fulfilment', connection_type: 'messaging_system' };
    withPrometheus(() => of({ data: [frameFor('rate', direct, [[0, 2]])], state: LoadingState.Done }));
    const message = (traceID: string, service: string, kind: string) => ({
      traceID,
      spanSets: [
        {
          spans: [
            {
              ...{ spanID: traceID, startTimeUnixNano: '1100000000000', durationNanos: '5000000' },
              attributes: Object.entries({
                ...{ 'service.name': service, kind },
                ...{ 'messaging.system': 'bullmq', 'messaging.destination.name': 'orders' },
              }).map(([key, stringValue]) => ({ key, value: { stringValue } })),
            },
          ],
        },
      ],
    });
    const traces = [message('1', 'shop', 'producer'), message('2', 'fulfilment', 'consumer')];
    proxy = new ProxiedTempo(() => json({ traces }));
    const answer = await (await openTempo(settings, [])).serviceEdges(SPAN);
    expect(answer.edges.map(({ from, to }) => [from, to])).toEqual([
      ['shop', 'orders (bullmq)'],
      ['orders (bullmq)', 'fulfilment'],
    ]);
    expect(answer).toMatchObject({ basis: 'metrics', sampledMessages: 2 });
  });

  it.each<[string, () => Observable<DataQueryResponse>]>([
    ['has nothing', () => of({ data: [] })],
    ['fails', () => of({ data: [], state: LoadingState.Error, errors: [{ message: 'down' }] })],
    ['throws', () => new Observable((subscriber) => subscriber.error(new Error('down')))],
  ])('is read from spans where that %s', async (_, answer) => {
    withPrometheus(answer);
    const { edges, basis } = await source.serviceEdges(SPAN);
    expect(basis).toEqual({ sampledTraces: 1 });
    expect(edges).toEqual([expect.objectContaining({ from: 'shop', to: 'tax', kind: 'external', rate: 1 / 600 })]);
  });

  it('is read from spans where an environment is chosen, which the metrics do not know', async () => {
    const { asked } = withPrometheus(() => of({ data: [] }));
    await (await openTempo(settings, ['test'])).serviceEdges(SPAN);
    expect(asked).toEqual([]);
  });

  it('is not asked on once it is cancelled', async () => {
    withPrometheus(() => new Observable(() => undefined));
    const controller = new AbortController();
    const asked = failureOf(source.serviceEdges(SPAN, controller.signal));
    controller.abort();
    expect(await asked).toMatchObject({ name: 'AbortError' });
    expect(proxy.asked).toEqual([]);
  });
});

describe('who is linked to a trace', () => {
  it('is not known to a Tempo that refuses to search for links', async () => {
    const { source, proxy } = open(() => refuse(400, 'invalid TraceQL query: parse error at line 1'));
    expect(await (await source).linkingSpans('a'.padEnd(32, '0'), SPAN)).toBeUndefined();
    expect(proxy.asked).toEqual([expect.stringContaining('limit=20')]);
  });

  it('fails where Tempo does', async () => {
    const { source } = open(() => refuse(504, ''));
    expect(await failureOf((await source).linkingSpans('a'.padEnd(32, '0'), SPAN))).toMatchObject({ kind: 'failed' });
  });

  it.each([
    ['all are returned', 'b', 2, false],
    ['Tempo holds spans of a trace back', 'b', 10, true],
    ['Tempo holds spans of the trace itself back, which are not shown', 'a', 10, false],
  ])('is said to be cut or whole where %s', async (_, traceID, matched, isCut) => {
    const spans = ['1', '2'].map((spanID) => ({ spanID }));
    const traces = [{ traceID: traceID.padEnd(32, '0'), spanSets: [{ spans, matched }] }];
    const { source } = open(() => json({ traces }));
    expect(await (await source).linkingSpans('a'.padEnd(32, '0'), SPAN)).toMatchObject({ isCut });
  });
});

describe('a Tempo that does not tell the parents of spans', () => {
  const caller = (id: string) => span({ traceId: id, kind: 'client', start: 1_200_000 });
  const served = (id: string) =>
    span({ traceId: id, spanId: '2'.padStart(16, '0'), parentSpanId: caller(id).spanId, service: 'stock' });
  const ids = Array.from({ length: 9 }, (_, at) => String(at + 1).padStart(32, '0'));

  function answer(path: string): ProxyAnswer {
    if (path.startsWith('api/search')) {
      return path.includes('parentID')
        ? refuse(400, 'invalid TraceQL query: parse error')
        : json({ traces: ids.map((traceID) => ({ traceID, spanSets: [{ spans: [{ spanID: '1', name: 'x' }] }] })) });
    }
    const id = /traces\/(\w+)/.exec(path)?.[1] ?? '';
    return json(path.includes('tags') ? {} : { trace: toOtlp([caller(id), served(id)]) });
  }

  it('is asked for whole traces, a few at a time, to see who calls whom', async () => {
    // As a server does, it takes a while.
    const { proxy, source } = open(async (path) => {
      await new Promise((resolve) => setTimeout(resolve));
      return answer(path);
    });
    const { edges, basis } = await (await source).serviceEdges(SPAN);
    expect(basis).toEqual({ sampledTraces: 9 });
    expect(edges).toEqual([expect.objectContaining({ from: 'shop', to: 'stock', rate: 9 / 600 })]);
    expect(proxy.asked).toHaveLength(2 + 9);
    expect(proxy.mostUnderway).toBe(4);
  });

  it('is asked for a sample without them', async () => {
    const { source } = open(answer);
    expect((await (await source).sample({ about: 'spans', ...EVERY, limit: 20 }, SPAN)).spans).toHaveLength(9);
  });
});
