import { openTempo } from '../../../datasources/tempo';
import { fakeClient } from '../../../datasources/testing/fakeClient';
import { ProxiedTempo, TEMPO_SETTINGS } from '../../../datasources/testing/proxiedTempo';
import { type Span } from '../../../telemetry/questions/traces';
import { plainSpan } from '../../../telemetry/testing/plain';
import { installedTempo, TempoEngine } from '../../../telemetry/testing/tempo';
import { pastMinutes } from '../../../telemetry/testing/tracedShop';
import { askBlindSpots } from './askBlindSpots';

/* What is known to be wrong with traces, measured through a real Tempo. */

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
  }, 120_000);
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
