import { type TelemetryClient } from '../../../datasources/client/telemetryClient';
import { NotCountedError, TelemetryError } from '../../../datasources/failure';
import { fakeClient, type FakeParts } from '../../../datasources/testing/fakeClient';
import { type LogSource } from '../../../telemetry/questions/logs';
import { type Span, type Trace, type TraceSource } from '../../../telemetry/questions/traces';
import { plainLine, plainSpan } from '../../../telemetry/testing/plain';
import { type TimeSpan } from '../../../telemetry/timeSpan';
import { askBlindSpots } from './askBlindSpots';
import { MOST_REQUESTS, SERVICES, TRACES } from './budget';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 18, 14);
const SPAN = { from: NOW - HOUR, to: NOW };
const CONTEXT = { metrics: '', logs: '', traces: '', environments: [] };

const forbidden = (dataSource: string) =>
  new TelemetryError({ kind: 'forbidden', message: `You cannot query ${dataSource}`, advice: 'Ask an admin' });
const refuse = (dataSource: string) => ({ open: async () => Promise.reject(forbidden(dataSource)) });

const NO_METRICS: FakeParts['metrics'] = {
  services: async () => Promise.reject(forbidden('Prometheus')),
  exemplarServices: async () => Promise.reject(forbidden('Prometheus')),
  countByService: async () => Promise.reject(forbidden('Prometheus')),
};

const ask = (client: TelemetryClient, signal = new AbortController().signal) =>
  askBlindSpots(client, CONTEXT, SPAN, signal);

/** A shop of many services: every search finds as many traces as it may, and every service has lines. */
class CountedShop {
  requests = 0;
  searched: TimeSpan[] = [];
  spans: Span[] = [plainSpan({ resource: { 'service.version': '1', 'deployment.environment.name': 'prod' } })];
  /** What is special about a trace. */
  trace: Partial<Trace> = {};
  failSeries?: Error;

  private readonly traces: Partial<TraceSource> = {
    search: async ({ limit }, span) => {
      this.requests++;
      this.searched.push(span);
      const traces = Array.from({ length: limit }, (_, i) => ({
        traceId: `${span.from}-${i}`,
        rootService: 'shop',
        rootName: 'GET /',
        start: span.from,
        duration: 1,
      }));
      return { traces, isCut: true, sent: [] };
    },
    trace: async (traceId) => {
      this.requests++;
      return { traceId, spans: this.spans, sent: [], ...this.trace };
    },
    series: async () => {
      this.requests++;
      if (this.failSeries) {
        throw this.failSeries;
      }
      return { series: [{ labels: { service: 'shop' }, times: [1, 2], values: [1, null] }], exemplars: [], sent: [] };
    },
  };

  private readonly logs: Partial<LogSource> = {
    count: async () => {
      this.requests++;
      const counts = Array.from({ length: 40 }, (_, i) => ({ labels: { service: `s${i}` }, times: [0], values: [i] }));
      return { counts, sent: [] };
    },
    lines: async ({ where }) => {
      this.requests++;
      const [service] = where[0]?.values ?? [];
      const traceId = service === 's39' ? undefined : '4bf92f3577b34da6a3ce929d0e0e4736';
      return { lines: [plainLine({ reading: { traceId } })], isCut: true, sent: [] };
    },
  };

  client(parts: FakeParts = {}): TelemetryClient {
    const known = { service: 'shop', convention: 'x', hasStatus: true, hasDuration: true, environments: [] };
    return fakeClient({
      traces: { open: async () => this.traces as TraceSource },
      logs: { open: async () => this.logs as LogSource },
      metrics: {
        services: async () => [known],
        exemplarServices: async () => new Set<string>(),
        countByService: async () => new Map([['shop', 600]]),
      },
      ...parts,
    });
  }
}

it('measures what all three tell, the worst first', async () => {
  const { spots, clear, failures } = await ask(new CountedShop().client());
  expect(spots.map(({ kind, affected, of }) => [kind, affected, of])).toEqual([
    ['no-exemplars', 1, 1],
    // One a second in one of two minutes, of ten a second.
    ['sampling', 540, 600],
    // The services with most lines are s39 down to s28, of which the first writes no ids.
    ['no-trace-id', 39, (12 * (39 + 28)) / 2],
  ]);
  expect(clear).toEqual(['no-version', 'no-environment', 'no-status']);
  expect(failures).toEqual([]);
});

it('asks no more than it says', async () => {
  const shop = new CountedShop();
  const report = await ask(shop.client());
  expect([report.traces, report.lines, report.services]).toEqual([TRACES, SERVICES, 1]);
  // What metrics take at the most: names, metadata, labels, exemplars, a count.
  expect(shop.requests + 5).toBe(MOST_REQUESTS);
});

it('looks at traces from all over the hour, but at none that may still be on its way', async () => {
  const shop = new CountedShop();
  await ask(shop.client());
  expect(shop.searched.map(({ from }) => (from - SPAN.from) / 60_000)).toEqual([0, 14.5, 29, 43.5]);
  expect(Math.max(...shop.searched.map(({ to }) => to))).toBe(NOW - 120_000);
});

it('takes a trace of which only a part came for no evidence', async () => {
  const shop = new CountedShop();
  shop.trace = { partial: 'too large' };
  const { traces, clear } = await ask(shop.client());
  expect([traces, clear]).toEqual([0, ['no-status']]);
});

it.each<[what: string, parts: FakeParts, kind: string, left: string[]]>([
  ['traces', { traces: refuse('Tempo') }, 'traces', ['no-exemplars', 'no-trace-id']],
  ['logs', { logs: refuse('Loki') }, 'logs', ['no-exemplars', 'sampling']],
  ['metrics', { metrics: NO_METRICS }, 'metrics', ['no-trace-id']],
])('goes on without %s', async (_, parts, kind, left) => {
  const { spots, failures } = await ask(new CountedShop().client(parts));
  expect(failures).toEqual([{ kind, failure: expect.objectContaining({ kind: 'forbidden' }) }]);
  expect(spots.map((spot) => spot.kind)).toEqual(left);
});

it('fails where nobody answers', async () => {
  const client = fakeClient({ traces: refuse('Tempo'), logs: refuse('Loki'), metrics: NO_METRICS });
  await expect(ask(client)).rejects.toThrow('You cannot query Tempo');
});

it('takes the word of samplers where spans are not counted', async () => {
  const shop = new CountedShop();
  shop.failSeries = new NotCountedError({ kind: 'failed', message: 'no metrics', advice: '' });
  shop.spans = [plainSpan({ attributes: { SampleRate: 4 } })];
  const { spots, failures } = await ask(shop.client());
  expect(failures).toEqual([]);
  expect(spots.find(({ kind }) => kind === 'sampling')).toMatchObject({ share: 0.75 });
});

it('says nothing of exemplars where nobody can be asked for them', async () => {
  const metrics: FakeParts['metrics'] = {
    services: async () => [{ service: 'shop', convention: 'x', hasStatus: true, hasDuration: true, environments: [] }],
    exemplarServices: async () => Promise.reject(new Error('404')),
    countByService: async () => new Map<string, number>(),
  };
  const { spots, clear } = await ask(new CountedShop().client({ metrics }));
  expect([...spots.map(({ kind }) => kind), ...clear]).not.toContain('no-exemplars');
});

it('ends with the view that asked', async () => {
  const controller = new AbortController();
  controller.abort();
  await expect(ask(new CountedShop().client(), controller.signal)).rejects.toHaveProperty('name', 'AbortError');
});
