import { type DataFrame } from '@grafana/data';
import { shareOf } from '../../../../analysis/newcombe';
import { dataRequest } from '../../../../datasources/dataRequest';
import { lastAnswer } from '../../../../datasources/lastAnswer';
import { fakeClient } from '../../../../datasources/testing/fakeClient';
import { EngineDataSource } from '../../../../datasources/testing/engineDataSource';
import { installDataSources } from '../../../../datasources/testing/fakePrometheus';
import { describeEngines } from '../../../../telemetry/testing/describeEngines';
import { Engine } from '../../../../telemetry/testing/engine';
import { randomNumbers } from '../../../../telemetry/testing/randomNumbers';
import { openMetrics, type WrittenSeries } from '../../../../telemetry/testing/simulatedShop';
import { type Labels } from '../../../../telemetry/vocabulary';
import { releaseQueries } from './queries';
import { readReleases } from './read';

/*
 * Two versions side by side on a real Prometheus, asked and read as the tab does, against what plain TypeScript counts
 * in what was served. Requests do not say their version: an info metric of the same instance does.
 */

const SCRAPE = 15;
const MINUTES = 40;
const START = 1_767_000_000;
const END = START + MINUTES * 60;
const RELEASED = START + 20 * 60;
const ROUTES = ['/pay', '/cart'];

interface Served {
  time: number;
  version: string;
  route: string;
  failed: boolean;
}

/** Instance `b` gets the new version in the middle, which fails more on one route; its counters begin anew. */
function simulate(): { series: WrittenSeries[]; served: Served[] } {
  const random = randomNumbers(11);
  const series = new Map<string, WrittenSeries>();
  const served: Served[] = [];
  const write = (name: string, labels: Labels, time: number, value: number) => {
    const key = JSON.stringify([name, labels]);
    const one: WrittenSeries = series.get(key) ?? { labels: { __name__: name, ...labels }, fields: {}, samples: [] };
    series.set(key, one);
    one.samples.push([time, value]);
  };
  for (const instance of ['a', 'b']) {
    let counts = new Map<string, number>();
    for (let time = START; time <= END; time += SCRAPE) {
      const version = instance === 'b' && time >= RELEASED ? '2.48.0' : '2.47.1';
      counts = time === RELEASED && instance === 'b' ? new Map() : counts;
      write('app_build_info', { job: 'checkout', instance, version }, time, 1);
      for (const route of ROUTES) {
        for (let request = 0; request < 45; request++) {
          const failed = random() < (version === '2.48.0' && route === '/pay' ? 0.06 : 0.02);
          const key = `${route} ${failed ? 500 : 200}`;
          counts.set(key, (counts.get(key) ?? 0) + 1);
          served.push({ time, version, route, failed });
        }
        for (const status of ['200', '500']) {
          const labels = { job: 'checkout', instance, path: route, method: 'POST', status };
          write('http_requests_total', labels, time, counts.get(`${route} ${status}`) ?? 0);
        }
      }
    }
  }
  return { series: [...series.values()], served };
}

describeEngines('releases', (installed) => {
  const { series, served } = simulate();
  let engine: Engine;
  let source: EngineDataSource;
  let frames: DataFrame[];

  beforeAll(async () => {
    engine = await Engine.start(installed, { openMetrics: openMetrics(series) });
    source = new EngineDataSource(engine, END);
    installDataSources(source as unknown as Parameters<typeof installDataSources>[0]);
    const { metrics } = fakeClient({ settings: { load: async () => ({}) } });
    const queries = releaseQueries('checkout').map((query) => ({ ...query, metrics: '', environments: [] }));
    const request = dataRequest('releases', queries, { from: START * 1000, to: END * 1000 }, 60_000, MINUTES);
    frames = (await lastAnswer(metrics.query(request, queries))).data as DataFrame[];
  }, 120_000);

  afterAll(() => engine.stop());

  it('takes one request', () => {
    expect(source.requests).toHaveLength(1);
  });

  it('tells which version is new, since when, and how much it serves', () => {
    const [newest, older, ...others] = readReleases(frames).versions;
    expect(others).toEqual([]);
    expect([newest?.version, older?.version, older?.since]).toEqual(['2.48.0', '2.47.1', undefined]);
    expect(Math.abs((newest?.since ?? 0) / 1000 - RELEASED)).toBeLessThanOrEqual(120);
    expect(newest?.shareNow).toBeCloseTo(0.5, 1);
  });

  it.each(ROUTES)('says of %s what was really served at the same time', (route) => {
    const { failures } = readReleases(frames);
    expect(failures?.how).toBe('side-by-side');
    const told = failures?.routes.find((one) => one.route === route);
    for (const [side, version] of [
      ['newer', '2.48.0'],
      ['older', '2.47.1'],
    ] as const) {
      const real = served.filter((one) => one.route === route && one.version === version && one.time > RELEASED);
      const failed = real.filter((one) => one.failed).length;
      const share = told?.[side] ?? { hits: 0, total: 0 };
      expect([side, Math.abs(share.total / real.length - 1) < 0.1]).toEqual([side, true]);
      expect(shareOf(share)).toBeCloseTo(failed / real.length, 2);
    }
    expect(told?.isFound).toBe(route === '/pay');
    expect(told && told.interval.low < 0.04 === told.interval.high > 0.04).toBe(route === '/pay');
  });
});
