import { LoadingState, type PanelData } from '@grafana/data';
import { type QueryVariable, sceneGraph } from '@grafana/scenes';
import { healthRows } from '../../analysis/healthRows';
import { healthVerdict } from '../../analysis/healthVerdict';
import { registeredPage } from '../../app/testing/registeredPage';
import { PATHS } from '../../correlation/routes';
import { SampleMode } from '../../datasources/client/sampleMode';
import { TelemetryClient } from '../../datasources/client/telemetryClient';
import { truthBetween } from '../../sample/truth';
import { readFacts } from './table/facts';
import { HealthTablePanel } from './table/HealthTablePanel';
import { FakeShopPrometheus } from '../../ui/testing/fakeShopPrometheus';
import { installGrafana } from '../../ui/testing/grafana';
import { openPage, type OpenPage } from '../../ui/testing/openPage';

const SEARCH = '?from=2026-11-18T19:00:00.000Z&to=2026-11-18T20:00:00.000Z&timezone=utc';
let open: OpenPage | undefined;

async function visit(prometheus?: FakeShopPrometheus, search = SEARCH) {
  installGrafana(prometheus);
  const client = new TelemetryClient({ sampleMode: new SampleMode(true) });
  open = await openPage(
    registeredPage(PATHS.health, { client, refresh: '', metrics: prometheus?.uid ?? '' }),
    `${PATHS.health}${search}`
  );
  const table = sceneGraph.findDescendents(open.scene, HealthTablePanel)[0] as HealthTablePanel;
  const state = () => sceneGraph.getData(table).state.data;
  // The sample shop is loaded, built and asked in a few turns.
  for (let turn = 0; turn < 100 && state()?.state !== LoadingState.Done; turn++) {
    await open.render();
  }
  const data = state() as PanelData;
  return { scene: open.scene, data, services: table.state.services };
}

afterEach(() => open?.leave());

it('shows the sample shop and asks no data source, although there is one', async () => {
  const prometheus = new FakeShopPrometheus(['own']);
  const { data, services } = await visit(prometheus);
  expect([prometheus.detections, prometheus.requests]).toEqual([0, []]);
  expect(data.errors).toBeUndefined();
  const names = services.map(({ service }) => service);
  expect(names).toHaveLength(8);
  expect(names).not.toContain('own');
  for (const facts of readFacts(data, 'service', services)) {
    expect(names).toContain(facts.name);
    // A summary without quantiles.
    const latency = facts.name === 'notifications' ? 'mean' : 'p95';
    expect(facts).toMatchObject({
      requests: expect.any(Number),
      errorRatio: expect.any(Number),
      [latency]: expect.any(Number),
      before: { requests: expect.any(Number) },
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    });
  }
});

it('tells which service an incident is in, and since when', async () => {
  const MINUTE = 60_000;
  const incident = truthBetween(Date.UTC(2026, 2, 10), Date.UTC(2026, 2, 11)).find(
    ({ scenario }) => scenario === 'payment-errors'
  )!;
  const span = { from: incident.from - 35 * MINUTE, to: incident.to };
  const [from, to] = [span.from, span.to].map((time) => new Date(time).toISOString());
  const { data, services } = await visit(undefined, `?from=${from}&to=${to}&timezone=utc`);
  const verdict = healthVerdict(healthRows(readFacts(data, 'service', services), 3600), span);
  expect(verdict).toMatchObject({
    worst: { name: incident.culprit.service, judgement: { state: 'critical', reason: { measure: 'errorRatio' } } },
  });
  expect(Math.abs((verdict?.since ?? 0) - incident.from)).toBeLessThanOrEqual(2 * MINUTE);
});

it('offers the environments of the sample shop, also where there is no data source', async () => {
  const { scene, data } = await visit();
  const environment = sceneGraph.lookupVariable('environment', scene) as QueryVariable;
  expect(environment.state.options.map(({ value }) => value)).toEqual(['production', 'staging']);
  expect(data.errors).toBeUndefined();
  expect(data.series.length).toBeGreaterThan(0);
});
