import { type DataQueryRequest, type DataSourceInstanceSettings } from '@grafana/data';
import { setDataSourceSrv } from '@grafana/runtime';
import { describeEngines } from '../../telemetry/testing/describeEngines';
import { Engine } from '../../telemetry/testing/engine';
import { installedLoki, LokiEngine } from '../../telemetry/testing/loki';
import { openMetrics } from '../../telemetry/testing/simulatedShop';
import { installedTempo, TempoEngine } from '../../telemetry/testing/tempo';
import { type LokiQuery } from '../lokiQueries';
import { EngineDataSource } from '../testing/engineDataSource';
import { fakeClient } from '../testing/fakeClient';
import { lokiDataSource } from '../testing/lokiDataSource';
import { ProxiedTempo, TEMPO_SETTINGS } from '../testing/proxiedTempo';
import { askWhatChanged } from './askWhatChanged';
import { type ChangesAnswer } from './question';
import { linesOf, metricsOf, shopRequests, spansOf } from './testing/failingShop';

/*
 * An incident on a real Prometheus, Loki and Tempo at once, asked as the pages ask it: what comes back is compared with
 * the requests as they were.
 */

jest.setTimeout(300_000);

const MINUTE = 60_000;
const END = Math.floor(Date.now() / MINUTE) * MINUTE - 2 * MINUTE;
const BEFORE = { from: END - 60 * MINUTE, to: END - 30 * MINUTE };
const DURING = { from: END - 30 * MINUTE, to: END };
const BEGINS = END - 12 * MINUTE;
const START = BEFORE.from - 5 * MINUTE;
const REQUESTS = shopRequests(START, END, BEGINS);
const within = ({ from, to }: typeof BEFORE) => REQUESTS.filter(({ start }) => start >= from && start < to);

const SETTINGS = [
  { uid: 'prometheus', name: 'Prometheus', type: 'prometheus' },
  { uid: 'loki', name: 'Loki', type: 'loki' },
  TEMPO_SETTINGS,
] as DataSourceInstanceSettings[];
const [loki, tempo] = [installedLoki(), installedTempo()];

describeEngines('what changed', (installed) => {
  const onAll = installed.version === 0 || loki === undefined || tempo === undefined ? it.skip : it;
  const running: Array<{ stop: () => Promise<void> }> = [];
  let answers: ChangesAnswer[];
  let metrics: EngineDataSource;
  let proxy: ProxiedTempo;
  let logRequests: LokiQuery[][];

  beforeAll(async () => {
    if (loki === undefined || tempo === undefined || installed.version === 0) {
      return;
    }
    const prometheus = await Engine.start(installed, { openMetrics: openMetrics(metricsOf(REQUESTS, START, END)) });
    running.push(prometheus);
    const lokiEngine = await LokiEngine.start(loki);
    running.push(lokiEngine);
    await lokiEngine.push(linesOf(REQUESTS, START, END));
    const tempoEngine = await TempoEngine.start(tempo);
    running.push(tempoEngine);
    await tempoEngine.receive(REQUESTS.flatMap(spansOf));

    metrics = new EngineDataSource(prometheus, END / 1000);
    proxy = new ProxiedTempo((path, accept) => tempoEngine.get(path, accept));
    const lines = lokiDataSource(lokiEngine);
    logRequests = [];
    const counted = {
      uid: lines.uid,
      getResource: lines.getResource.bind(lines),
      query: (request: DataQueryRequest<LokiQuery>) => {
        logRequests.push(request.targets);
        return lines.query(request);
      },
    };
    setDataSourceSrv({
      getList: ({ pluginId }: { pluginId?: string }) => SETTINGS.filter(({ type }) => type === pluginId),
      getInstanceSettings: (uid: string) => SETTINGS.find((one) => one.uid === uid),
      get: async (uid: string) => (uid === 'loki' ? counted : metrics),
    } as unknown as Parameters<typeof setDataSourceSrv>[0]);
    const client = fakeClient({ settings: { load: async () => ({}) } });
    answers = [];
    await askWhatChanged(
      client,
      { before: BEFORE, during: DURING },
      {
        context: { metrics: '', logs: '', traces: '', environments: [] },
        onAnswer: (answer) => answers.push(answer),
      }
    );
  });

  afterAll(async () => {
    await Promise.all(running.map((engine) => engine.stop()));
  });

  const last = () => answers.at(-1)!;

  onAll('reads all three, and names where it began and who suffers', () => {
    expect(last().signals).toEqual({
      metrics: { state: 'read' },
      traces: { state: 'read' },
      logs: { state: 'read' },
    });
    expect(last().changed.verdict).toBe('causes');
    const [cause] = last().changed.causes;
    expect([cause?.service, cause?.route, cause?.victims]).toEqual(['stock', '/orders', ['shop']]);
    expect(Math.abs((cause?.began?.at ?? 0) - BEGINS)).toBeLessThanOrEqual(2 * MINUTE);
  });

  onAll('has named both by metrics alone, which do not say who calls whom', () => {
    expect(answers[0]?.signals.traces.state).toBe('waiting');
    expect(answers[0]?.changed.causes.map(({ service }) => service).sort()).toEqual(['shop', 'stock']);
  });

  onAll('counts in each step what was really served', () => {
    const { one } = last();
    expect(one.times).toEqual(Array.from({ length: 60 }, (_, i) => BEFORE.from + i * MINUTE));
    for (const service of ['shop', 'stock']) {
      for (const [measure, real] of [
        ['requests', within(DURING)],
        ['errors', within(DURING).filter(({ hasFailed }) => hasFailed)],
      ] as const) {
        const series = one.series.find(
          ({ entity, measure: of }) => entity.kind === 'service' && entity.service === service && of === measure
        );
        const told = series?.values.slice(30).reduce<number>((sum, value) => sum + (value ?? 0), 0) ?? NaN;
        expect([service, measure, Math.abs(told / real.length - 1) < 0.05]).toEqual([service, measure, true]);
      }
    }
  });

  onAll('reads the calls of the latest traces of both times', () => {
    const [edge, ...others] = last().one.edges ?? [];
    expect(others).toEqual([]);
    expect(edge).toMatchObject({ from: 'shop', to: 'stock', kind: 'service' });
    const latest = within(BEFORE).slice(-150);
    expect(edge?.before?.calls).toBe(latest.length);
    expect(edge?.before?.failed).toBe(latest.filter(({ hasFailed }) => hasFailed).length);
    const later = within(DURING).slice(-150);
    expect(edge?.during?.calls).toBe(later.length);
    expect(edge?.during?.failed).toBe(later.filter(({ hasFailed }) => hasFailed).length);
  });

  onAll('counts the lines of each pattern', () => {
    const failures = (span: typeof BEFORE) => within(span).filter(({ hasFailed }) => hasFailed).length;
    const patterns = last().one.patterns?.map(({ service, template, level }) => [service, template, level]);
    expect(patterns?.sort()).toEqual([
      ['stock', 'shelf <*> does not answer', 'error'],
      ['stock', 'the cache is cold', 'warn'],
    ]);
    const failing = last().one.patterns?.find(({ level }) => level === 'error');
    // Lines come a little after the requests that they are about began.
    expect(Math.abs((failing?.before ?? NaN) - failures(BEFORE))).toBeLessThanOrEqual(1);
    expect(Math.abs((failing?.during ?? NaN) - failures(DURING))).toBeLessThanOrEqual(1);
    expect(last().changed.changes.patterns.map(({ template }) => template)).toEqual(['shelf <*> does not answer']);
  });

  onAll('asks Prometheus and Loki once and Tempo twice', () => {
    expect(metrics.requests).toHaveLength(1);
    expect(logRequests).toHaveLength(1);
    // Grafana itself is asked whether there is a set-up.
    const ofTempo = proxy.asked.filter((asked) => !asked.startsWith('/'));
    expect(ofTempo.map((asked) => asked.split('?')[0])).toEqual(['api/search', 'api/search']);
  });
});
