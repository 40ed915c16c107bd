import fc from 'fast-check';
import { CORPUS } from '../../telemetry/logLine/corpus';
import { type Attributes, type Span } from '../../telemetry/questions/traces';
import { plainLine } from '../../telemetry/testing/plain';
import { propertyRuns } from '../../telemetry/testing/propertyRuns';
import { anySpans, EPOCH, idOf, span } from '../trace/testing/spans';
import { BLIND_SPOTS, type BlindSpot, type BlindSpotKind, measured, worstFirst } from './blindSpot';
import { lineSpot } from './lineSpots';
import { mendOf } from './mends';
import { metricSpots } from './metricSpots';
import { LANGUAGES, loggerOf, LOGGERS } from './platform';
import { samplingSaid, samplingSpot } from './samplingSpot';
import { languagesOf, traceSpots } from './traceSpots';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

function spotOf(spots: readonly BlindSpot[], kind: BlindSpotKind) {
  return spots.find((spot) => spot.kind === kind);
}

/** `shop-api` calls `payments`, which serves it; each case changes something. */
function called(
  changes: { client?: Partial<Span>; peer?: Attributes; server?: Partial<Omit<Span, 'start'>> & { at?: number } } = {}
): Span[] {
  return [
    span(1, { kind: 'server', duration: 100 }),
    span(2, {
      parent: 1,
      kind: 'client',
      at: 10,
      duration: 50,
      attributes: changes.peer ?? { 'server.address': 'payments' },
      ...changes.client,
    }),
    span(3, { parent: 2, kind: 'server', at: 15, duration: 40, service: 'payments', ...changes.server }),
  ];
}

/** The same call without its server span: payments serves it as a trace of its own. */
function lost(changes: Parameters<typeof called>[0] = {}): Span[][] {
  const [root, client, server] = called(changes);
  return [[root!, client!], [{ ...server!, parentSpanId: undefined, traceId: '2'.padStart(32, '0') }]];
}

describe('calls that lose the trace', () => {
  it.each<[what: string, traces: Span[][], affected: number, of: number]>([
    ['answered', [called()], 0, 1],
    ['not answered, by the name of the service', lost(), 1, 1],
    ['by an address in a cluster', lost({ peer: { 'server.address': 'payments.shop.svc.cluster.local' } }), 1, 1],
    ['by a URL', lost({ peer: { 'url.full': 'http://payments:8080/pay' } }), 1, 1],
    ['by the old convention', lost({ peer: { 'net.peer.name': 'Payments' } }), 1, 1],
    ['of both kinds', [called(), ...lost()], 1, 2],
    [
      'that failed with a status',
      lost({ client: { attributes: { 'server.address': 'payments', 'http.status_code': 503 } } }),
      1,
      1,
    ],
  ])('%s', (_, traces, affected, of) => {
    expect(spotOf(traceSpots(traces), 'lost-context')).toMatchObject({ affected, of });
  });

  it.each<[what: string, traces: Span[][]]>([
    ['of a service that has no spans', [called({ peer: { 'server.address': 'bank' } }).slice(0, 2)]],
    ['of a database called like a service', lost({ peer: { 'db.system': 'redis', 'server.address': 'payments' } })],
    ['that never arrived', lost({ client: { status: 'error' } })],
    ['without a peer', lost({ peer: {} })],
  ])('are not those %s', (_, traces) => {
    expect(spotOf(traceSpots(traces), 'lost-context')).toBeUndefined();
  });

  it('are told by who calls whom, with a trace to open and the language of the caller', () => {
    const resource = { 'telemetry.sdk.language': 'go' };
    expect(spotOf(traceSpots(lost({ client: { resource } })), 'lost-context')).toMatchObject({
      share: 1,
      places: [{ name: 'shop-api → payments', affected: 1, of: 1 }],
      example: { kind: 'trace', spanId: idOf(2), time: EPOCH + 10 },
      platform: { language: 'go' },
    });
  });
});

describe('orphans', () => {
  it.each<[string, Span[], number, number]>([
    ['none', called(), 0, 2],
    ['one whose parent is not there', called({ server: { parentSpanId: idOf(9) } }), 1, 2],
    ['none where parents go round', [span(1, { parent: 2 }), span(2, { parent: 1 })], 0, 2],
  ])('%s', (_, spans, affected, of) => {
    expect(spotOf(traceSpots([spans]), 'orphans')).toMatchObject({ affected, of });
  });

  it('are no question of a trace of one span', () => {
    expect(spotOf(traceSpots([[span(1, {})]]), 'orphans')).toBeUndefined();
  });
});

describe('services without version or environment', () => {
  it.each<[BlindSpotKind, Attributes, number]>([
    ['no-version', {}, 1],
    ['no-version', { 'service.version': '1.2' }, 0],
    ['no-environment', {}, 1],
    ['no-environment', { 'deployment.environment': 'prod' }, 0],
    ['no-environment', { 'deployment.environment.name': 'prod' }, 0],
  ])('%s with %j', (kind, resource, affected) => {
    expect(spotOf(traceSpots([[span(1, { resource }), span(2, { resource })]]), kind)).toMatchObject({
      affected,
      of: 1,
    });
  });

  it('are those of which no span says it', () => {
    const said = span(1, { resource: { 'service.version': '1' } });
    expect(spotOf(traceSpots([[said, span(2, {}), span(3, { service: 'cart' })]]), 'no-version')).toMatchObject({
      affected: 1,
      of: 2,
      places: [{ name: 'cart' }],
      example: { kind: 'service', service: 'cart' },
    });
  });
});

describe('clocks that differ', () => {
  it.each<[what: string, at: number, duration: number, affected: number, worstMs: number | undefined]>([
    ['within the call', 15, 40, 0, undefined],
    ['outside by less than clocks differ', 9.5, 40, 0, undefined],
    ['before the call', -20, 40, 1, 30],
    ['after the call', 40, 40, 1, 20],
    ['longer than its caller waited', 12, 500, 0, undefined],
  ])('%s', (_, at, duration, affected, worstMs) => {
    const spot = spotOf(traceSpots([called({ server: { at, duration } })]), 'clocks');
    expect(spot).toMatchObject({ affected, of: 1 });
    expect(spot?.worstMs).toBe(worstMs);
  });
});

describe('lines without an id', () => {
  const withId = plainLine({ reading: { traceId: TRACE } });
  const without = plainLine({ time: 7, body: '10.0.0.1 - - [10/Mar/2026:10:11:12 +0000] "GET / HTTP/1.1" 200 12' });

  it('weigh as much as their service wrote', () => {
    const samples = [
      { service: 'cart', lines: [withId, withId], count: 900 },
      { service: 'mail', lines: [withId, without], count: 100 },
    ];
    expect(lineSpot(samples)).toEqual({
      kind: 'no-trace-id',
      affected: 50,
      of: 1000,
      share: 0.05,
      places: [{ name: 'mail', affected: 50, of: 100 }],
      example: { kind: 'line', id: 'line-7', service: 'mail', time: 7 },
      platform: { logger: 'access-log' },
    });
  });

  it('are no question where there are no lines', () => {
    expect(lineSpot([{ service: 'cart', lines: [], count: 3 }])).toBeUndefined();
  });

  it('are of the language that the spans tell where the lines do not', () => {
    const odd = plainLine({ body: 'odd' });
    expect(lineSpot([{ service: 'a', lines: [odd], count: 1 }], new Map([['a', 'go']]))?.platform).toEqual({
      language: 'go',
    });
  });
});

describe('the library that wrote lines', () => {
  it.each([
    ['pino', 'pino'],
    ['winston, JSON', 'winston'],
    ['Python, with a traceback', 'python-logging'],
    ['slog, text', 'slog'],
    ['slog, JSON', 'slog'],
    ['zap, production', 'zap'],
    ['logback, default pattern', 'logback'],
    ['logstash-logback-encoder', 'logback'],
    ['ASP.NET Core, JSON console', 'aspnet'],
    ['ASP.NET Core, simple console', 'aspnet'],
  ])('%s', (writer, logger) => {
    const line = CORPUS.find((recorded) => recorded.writer === writer);
    expect([line?.writer, loggerOf(line ? [line] : [])]).toEqual([writer, logger]);
  });

  it('is not told by fewer than most lines', () => {
    expect(loggerOf([{ body: '{"level":30,"time":1,"msg":"x"}' }, { body: 'x' }])).toBeUndefined();
  });
});

it('metrics without status or exemplars', () => {
  const plain = { hasStatus: true, hasDuration: true, hasExemplars: true };
  const spots = metricSpots([
    { service: 'a', ...plain },
    { service: 'b', ...plain, hasStatus: false, hasExemplars: false },
    { service: 'c', ...plain, hasDuration: false, hasExemplars: false },
  ]);
  expect(spots).toMatchObject([
    { kind: 'no-status', affected: 1, of: 3, places: [{ name: 'b' }], example: { kind: 'service', service: 'b' } },
    { kind: 'no-exemplars', affected: 1, of: 2 },
  ]);
  expect(metricSpots([{ service: 'a', ...plain, hasExemplars: undefined }]).map(({ kind }) => kind)).toEqual([
    'no-status',
  ]);
});

it.each<[what: string, traced: number, counted: number, affected: number | undefined]>([
  ['all traced', 1000, 1000, 0],
  ['nearly all traced', 950, 1000, 0],
  ['a tenth traced', 100, 1000, 900],
  ['too few to tell', 1, 50, 0],
  ['not counted', 100, 0, undefined],
])('sampling: %s', (_, traced, counted, affected) => {
  expect(samplingSpot(new Map([['a', traced]]), new Map([['a', counted]]))?.affected).toBe(affected);
});

it('takes the word of samplers: what one of four keeps stands for three that are not there', () => {
  const sampled = [span(1, { attributes: { SampleRate: 4 } })];
  expect(samplingSaid([sampled, [span(2, {})]])).toMatchObject({ affected: 3, of: 5 });
  expect(samplingSaid([[span(1, {})], []])).toBeUndefined();
});

it('tells languages by the services whose spans say one that is known', () => {
  const spans = [
    span(1, { resource: { 'telemetry.sdk.language': 'java' } }),
    span(2, { service: 'x', resource: { 'telemetry.sdk.language': 'cobol' } }),
  ];
  expect(languagesOf(spans)).toEqual(new Map([['shop-api', 'java']]));
});

it('is worst first', () => {
  const spot = (kind: BlindSpotKind, affected: number, of: number): BlindSpot => ({
    kind,
    affected,
    of,
    share: affected / of,
    places: [],
    platform: {},
  });
  const order = worstFirst([
    spot('orphans', 0, 5),
    spot('clocks', 1, 2),
    spot('sampling', 5, 10),
    spot('no-status', 3, 4),
  ]);
  expect(order.map(({ kind }) => kind)).toEqual(['no-status', 'sampling', 'clocks', 'orphans']);
});

it('says something else than nothing where there was nothing to look at', () => {
  expect(measured('orphans', [])).toBeUndefined();
});

it('has lines of configuration and their documentation for every kind, language and logger', () => {
  for (const kind of BLIND_SPOTS) {
    for (const language of [undefined, ...LANGUAGES]) {
      for (const logger of [undefined, ...LOGGERS]) {
        const { code, source } = mendOf({ kind, platform: { language, logger } });
        expect(code.trim()).not.toBe('');
        expect(source).toMatch(/^https:\/\/\S+$/);
      }
    }
  }
});

it.each(LANGUAGES)('brings exemplars to latency in %s, and tells Prometheus to keep them', (language) => {
  const { code } = mendOf({ kind: 'no-exemplars', platform: { language } });
  expect(code.indexOf('\n# Prometheus keeps')).toBeGreaterThan(0);
  expect(code).toMatch(/--enable-feature=exemplar-storage$/);
});

it('mends by the logger before the language: what a proxy writes is not written by who is behind it', () => {
  const of = (platform: BlindSpot['platform']) => mendOf({ kind: 'no-trace-id', platform }).code;
  expect(of({ language: 'nodejs', logger: 'access-log' })).toContain('$otel_trace_id');
  expect(of({ language: 'python' })).toContain('OTEL_PYTHON_LOG_CORRELATION=true');
});

it('counts whatever spans there are: never more affected than there are, and the places add up', () => {
  fc.assert(
    fc.property(fc.array(anySpans, { maxLength: 4 }), (traces) => {
      for (const { affected, of, share, places } of traceSpots(traces)) {
        expect(affected).toBeLessThanOrEqual(of);
        expect(share).toBe(affected / of);
        expect(places.reduce((sum, place) => sum + place.affected, 0)).toBe(affected);
      }
    }),
    { numRuns: propertyRuns(100) }
  );
});
