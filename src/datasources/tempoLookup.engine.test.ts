import { installedTempo, TempoEngine } from '../telemetry/testing/tempo';
import { pastMinutes, requestsBetween, spansOf } from '../telemetry/testing/tracedShop';
import { openTempo } from './tempo';
import { requestsInTraces, stepsBefore } from './seenRequests';
import { lookupIn } from './tempoLookup';
import { ProxiedTempo, TEMPO_SETTINGS } from './testing/proxiedTempo';

const SPAN = pastMinutes(10);
const REQUESTS = requestsBetween(SPAN.from + 1000, SPAN.to - 1000, 60);
const SPANS = REQUESTS.flatMap(spansOf);

const tempo = installedTempo();
const onTempo = tempo === undefined ? describe.skip : describe;

onTempo('spans looked up in a real Tempo', () => {
  let engine: TempoEngine;
  let proxy: ProxiedTempo;

  beforeAll(async () => {
    engine = await TempoEngine.start(tempo ?? '');
    await engine.receive(SPANS);
  });
  afterAll(() => engine.stop());

  beforeEach(() => {
    proxy = new ProxiedTempo((path, accept) => engine.get(path, accept));
  });

  it('are found by the ids of their traces, in one request', async () => {
    const source = await openTempo(TEMPO_SETTINGS, []);
    const found = await source.search({ about: 'traces', spans: 'all', where: [], limit: 6 }, SPAN);
    const traces = await Promise.all(found.traces.map(async ({ traceId }) => source.trace(traceId)));
    const all = traces.flatMap((trace) => trace?.spans ?? []);
    proxy.asked = [];
    const ids = found.traces.map(({ traceId }) => traceId);
    const spans = await lookupIn(TEMPO_SETTINGS).ofTraces(ids, SPAN);
    expect(proxy.asked).toHaveLength(1);
    expect(new Set(all.map(({ service }) => service)).size).toBeGreaterThan(1);
    const told = (some: typeof spans = []) =>
      some.map(({ traceId, spanId, service, start, duration }) =>
        JSON.stringify([traceId, spanId, service, start, duration])
      );
    expect(told(spans).sort()).toEqual(told(all).sort());
  });

  it('are counted by route in whole steps', async () => {
    const steps = stepsBefore(SPAN.to);
    const counts = await requestsInTraces(await openTempo(TEMPO_SETTINGS, []), ['shop', 'legacy'], steps);
    expect(proxy.asked).toHaveLength(1);
    const [from = 0] = steps.ends;
    const counted = [...counts].flatMap(([service, byRoute]) =>
      Object.entries(byRoute).map(([route, values]) => [service, route, Math.round(values.reduce((a, b) => a + b, 0))])
    );
    const own = REQUESTS.filter(
      ({ service, start }) => ['shop', 'legacy'].includes(service) && start > from - 120_000 && start <= SPAN.to
    ).filter(({ start }) => start < (steps.ends.at(-1) ?? 0));
    const expected = new Map<string, number>();
    own.forEach(({ service, route }) =>
      expected.set(`${service} ${route}`, (expected.get(`${service} ${route}`) ?? 0) + 1)
    );
    expect(new Map(counted.map(([service, route, count]) => [`${service} ${route}`, count]))).toEqual(expected);
  });

  it('say what their resources do', async () => {
    const found = await lookupIn(TEMPO_SETTINGS).resources(['shop', 'nobody'], SPAN);
    expect([...found.keys()]).toEqual(['shop']);
    expect(proxy.asked).toHaveLength(1);
    const environments = found
      .get('shop')
      ?.flatMap((one) => one['deployment.environment.name'] ?? one['deployment.environment'] ?? []);
    expect(new Set(environments).size).toBeGreaterThan(0);
  });

  it('are not to be had from one that knows no such query', async () => {
    new ProxiedTempo(() => ({ status: 400, text: 'parse error' }));
    expect(await lookupIn(TEMPO_SETTINGS).ofTraces(['0'.repeat(31) + '1'], SPAN)).toBeUndefined();
  });
});
