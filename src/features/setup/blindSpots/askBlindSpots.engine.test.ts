import { type DataSourceInstanceSettings } from '@grafana/data';
import { setDataSourceSrv } from '@grafana/runtime';
import { openLoki } from '../../../datasources/loki';
import { openTempo } from '../../../datasources/tempo';
import { fakeClient } from '../../../datasources/testing/fakeClient';
import { lokiDataSource } from '../../../datasources/testing/lokiDataSource';
import { ProxiedTempo, TEMPO_SETTINGS } from '../../../datasources/testing/proxiedTempo';
import { type Span } from '../../../telemetry/questions/traces';
import { installedLoki, LokiEngine } from '../../../telemetry/testing/loki';
import { plainSpan } from '../../../telemetry/testing/plain';
import { installedTempo, TempoEngine } from '../../../telemetry/testing/tempo';
import { pastMinutes } from '../../../telemetry/testing/tracedShop';
import { askBlindSpots } from './askBlindSpots';

/* What is known to be wrong with traces and lines, measured through a real Tempo and a real Loki. */

const MINUTE = 60_000;
const { to } = pastMinutes(5);
const START = to - 4 * MINUTE;
const id = (digits: number, number: number) => number.toString(16).padStart(digits, '0');

/** Three traces of a call: answered, answered by a clock that is half a second late, and answered elsewhere. */
const SPANS: Span[] = [1, 2, 3].flatMap((trace) => {
  const one = (span: number, given: Partial<Span>) =>
    plainSpan({
      traceId: id(32, 0xa000 + trace),
      spanId: id(16, trace * 16 + span),
      start: START,
      duration: 100,
      ...given,
    });
  const versioned = { 'service.name': 'shop', 'service.version': '1', 'telemetry.sdk.language': 'go' };
  return [
    one(1, { resource: versioned }),
    one(2, {
      parentSpanId: id(16, trace * 16 + 1),
      kind: 'client',
      resource: versioned,
      duration: 50,
      attributes: { 'server.address': 'stock' },
    }),
    one(3, {
      service: 'stock',
      duration: 40,
      start: trace === 2 ? START + 500 : START + 5,
      ...(trace === 3 ? { traceId: id(32, 0xb000) } : { parentSpanId: id(16, trace * 16 + 2) }),
    }),
  ];
});

const tempo = installedTempo();

(tempo === undefined ? describe.skip : describe)('a real Tempo', () => {
  let engine: TempoEngine;

  beforeAll(async () => {
    engine = await TempoEngine.start(tempo ?? '');
    await engine.receive(SPANS);
  });
  afterAll(() => engine.stop());

  it('shows what was wrong with the traces that it was sent', async () => {
    new ProxiedTempo((path, accept) => engine.get(path, accept));
    const source = await openTempo(TEMPO_SETTINGS, []);
    const client = fakeClient({
      traces: { open: async () => source },
      logs: { open: async () => Promise.reject(new Error('no Loki here')) },
      metrics: {
        services: async () => [],
        exemplarServices: async () => new Set<string>(),
        countByService: async () => new Map([['shop', 1000]]),
      },
    });
    const context = { metrics: '', logs: '', traces: '', environments: [] };
    const span = { from: to - 60 * MINUTE, to: to + 2 * MINUTE };
    const { spots, traces } = await askBlindSpots(client, context, span, new AbortController().signal);
    expect(traces).toBe(4);
    expect(
      Object.fromEntries(spots.map(({ kind, affected, of, platform }) => [kind, [affected, of, platform]]))
    ).toEqual({
      'no-environment': [2, 2, expect.anything()],
      'no-version': [1, 2, {}],
      'lost-context': [1, 3, { language: 'go' }],
      clocks: [1, 2, {}],
      sampling: [997, 1000, { language: 'go' }],
    });
  });
});

const loki = installedLoki();

(loki === undefined ? describe.skip : describe)('a real Loki', () => {
  let engine: LokiEngine;

  beforeAll(async () => {
    engine = await LokiEngine.start(loki ?? '');
    const line = (i: number, text: string): [string, string] => [`${START + i}000000`, text];
    const ids = (i: number) => (i % 2 === 0 ? `,"trace_id":"${id(32, 0xa000 + i)}"` : '');
    await engine.push([
      {
        stream: { service_name: 'cart' },
        values: Array.from({ length: 200 }, (_, i) => line(i, `{"level":30,"time":${i},"msg":"m"${ids(i)}}`)),
      },
      {
        stream: { service_name: 'mail' },
        values: Array.from({ length: 50 }, (_, i) =>
          line(i, '10.0.0.1 - - [10/Mar/2026:10:11:12 +0000] "GET /m HTTP/1.1" 200 12')
        ),
      },
    ]);
  });
  afterAll(() => engine.stop());

  it('shows which share of the lines names no trace, by service', async () => {
    const dataSource = lokiDataSource(engine);
    setDataSourceSrv({ get: () => Promise.resolve(dataSource) } as unknown as Parameters<typeof setDataSourceSrv>[0]);
    const source = await openLoki({ uid: 'loki', name: 'Loki', type: 'loki' } as DataSourceInstanceSettings, []);
    const client = fakeClient({
      traces: { open: async () => Promise.reject(new Error('no Tempo here')) },
      logs: { open: async () => source },
      metrics: {
        services: async () => [],
        exemplarServices: async () => new Set<string>(),
        countByService: async () => new Map<string, number>(),
      },
    });
    const context = { metrics: '', logs: '', traces: '', environments: [] };
    const span = { from: to - 60 * MINUTE, to: to + 2 * MINUTE };
    const { spots, lines } = await askBlindSpots(client, context, span, new AbortController().signal);
    expect(lines).toBe(150);
    expect(spots).toMatchObject([
      {
        kind: 'no-trace-id',
        affected: 150,
        of: 250,
        places: [
          { name: 'cart', affected: 100, of: 200 },
          { name: 'mail', affected: 50, of: 50 },
        ],
        platform: { logger: 'pino' },
      },
    ]);
  });
});
