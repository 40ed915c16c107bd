/**
 * `@grafana/data` needs a window.
 * @jest-environment jsdom
 */
import { BURN_SECONDS } from '../../analysis/objectives/burnRate';
import { objectiveId, type ServiceLevelObjective, windowSeconds } from '../../analysis/objectives/objective';
import { standingOf } from '../../analysis/objectives/standing';
import { describeEngines } from '../../telemetry/testing/describeEngines';
import { Engine } from '../../telemetry/testing/engine';
import { openMetrics } from '../../telemetry/testing/simulatedShop';
import { fakeClient } from '../testing/fakeClient';
import { EngineDataSource } from '../testing/engineDataSource';
import { installDataSources } from '../testing/fakePrometheus';
import { askBurnt } from './askBurnt';
import { askLongWindows, askShortWindows, type CountedObjectives, eventsOf } from './askObjectives';
import { DAYS, END, LATE_DAYS, NOW, recordedSeries, steadySeries, truth } from './testing/steadyShop';

/*
 * The events of objectives on a real Prometheus, by the client that the pages use, against what plain TypeScript counts
 * in what was served.
 */

const objective = (given: Partial<ServiceLevelObjective>): ServiceLevelObjective => ({
  service: 'checkout',
  target: 0.99,
  days: 7,
  ...given,
});
const available = objective({});
const pay = objective({ route: '/pay' });
const fast = objective({ threshold: 0.3 });
const between = objective({ route: '/pay', threshold: 0.4 });
const late = objective({ service: 'late' });
const tooFast = objective({ threshold: 0.05 });
const nobody = objective({ service: 'nobody' });
/** Their rules run for all of the window, and for the last two days. */
const recorded = objective({ route: '/cart' });
const begun = objective({ route: '/cart', days: 8 });
const RULED = [recorded, begun];
const ALL = [available, pay, fast, between, late, tooFast, nobody];

describeEngines('objectives', (installed) => {
  let engine: Engine;
  let source: EngineDataSource;
  let counted: CountedObjectives;

  beforeAll(async () => {
    const series = [
      ...steadySeries(),
      ...recordedSeries(objectiveId(recorded), 'checkout', '/cart', END - windowSeconds(recorded)),
      ...recordedSeries(objectiveId(begun), 'checkout', '/cart', END - 2 * 24 * 3600),
    ];
    engine = await Engine.start(installed, { openMetrics: openMetrics(series) });
    source = new EngineDataSource(engine, NOW);
    installDataSources(source as unknown as Parameters<typeof installDataSources>[0]);
    const { metrics } = fakeClient({ settings: { load: async () => ({}) } });
    const context = { metrics: '', environments: [], at: NOW * 1000 };
    counted = await askLongWindows(metrics, context, ALL, await askShortWindows(metrics, context, ALL));
  });

  afterAll(async () => {
    await engine?.stop();
  });

  it.each([
    ['availability', available, 'failed', undefined],
    ['availability of a route', pay, 'failed', undefined],
    ['latency at a bound', fast, 'slow', 0.3],
    ['latency between two bounds, by the lower one', between, 'slow', 0.3],
  ] as const)('%s is what was really served, in every window', (_, one, bad, slowerThan) => {
    for (const seconds of [...BURN_SECONDS, windowSeconds(one)]) {
      const told = eventsOf(counted, one).within(seconds);
      const real = truth({ job: one.service, route: one.route, seconds, slowerThan });
      expect([seconds, Math.abs((told?.total ?? NaN) / real.total - 1) < 0.01]).toEqual([seconds, true]);
      expect([seconds, Math.abs((told?.bad ?? NaN) / real[bad] - 1) < 0.01]).toEqual([seconds, true]);
    }
  });

  it('says between which bounds a threshold is', () => {
    expect(counted.bounds.get(objectiveId(fast))).toEqual({ bound: 0.3 });
    expect(counted.bounds.get(objectiveId(between))).toEqual({ bound: 0.3, above: 0.5 });
  });

  it('says what it cannot count', () => {
    expect(counted.uncounted.get(objectiveId(tooFast))).toEqual({ why: 'below-bounds', lowest: 0.1 });
    expect(counted.uncounted.get(objectiveId(nobody))).toEqual({ why: 'no-requests' });
    expect(eventsOf(counted, tooFast).within(3600)).toBeUndefined();
    expect(counted.uncounted.get(objectiveId(available))).toBeUndefined();
  });

  it('knows since when there is data', () => {
    expect(counted.coverage.get(objectiveId(available))).toBeUndefined();
    const { coverage } = standingOf(late, eventsOf(counted, late));
    const days = (coverage?.seconds ?? NaN) / (24 * 3600);
    // To within a step of the line that tells: a sixtieth of the window.
    expect(Math.abs(days - (DAYS - LATE_DAYS))).toBeLessThan(0.15);
  });

  it('finds the route whose budget burns', () => {
    const { state, burnNow } = standingOf(pay, eventsOf(counted, pay));
    const real = truth({ job: 'checkout', route: '/pay', seconds: 3600 });
    expect(state).toBe('critical');
    expect((burnNow ?? NaN) / (real.failed / real.total / 0.01)).toBeCloseTo(1, 1);
    expect(standingOf(late, eventsOf(counted, late)).state).toBe('ok');
  });

  it('asks twice of series that services write, however many objectives there are', () => {
    expect(source.requests).toHaveLength(3);
    const isRecorded = source.requests.map((targets) => targets.every(({ expr }) => expr.includes('service:slo')));
    expect(isRecorded.filter(Boolean)).toHaveLength(1);
  });

  it('takes what rules recorded for as long as they did, and counts the rest', async () => {
    const { metrics } = fakeClient({ settings: { load: async () => ({}) } });
    const context = { metrics: '', environments: [], at: NOW * 1000 };
    const known = await askShortWindows(metrics, context, RULED);
    source.requests = [];
    const both = await askLongWindows(metrics, context, RULED, known);
    for (const one of RULED) {
      const seconds = windowSeconds(one);
      const told = eventsOf(both, one).within(seconds);
      const real = truth({ job: 'checkout', route: '/cart', seconds });
      expect([one.days, Math.abs((told?.total ?? NaN) / real.total - 1) < 0.01]).toEqual([one.days, true]);
      expect([one.days, Math.abs((told?.bad ?? NaN) / real.failed - 1) < 0.01]).toEqual([one.days, true]);
    }
    // Nothing but the windows that the younger rules do not reach.
    const windows = source.requests.flat().flatMap(({ expr }) => /increase\(.*\[(\w+)\]/.exec(expr)?.[1] ?? []);
    expect([...new Set(windows)].sort()).toEqual(['3d', '8d']);
    await askLongWindows(metrics, context, [recorded], await askShortWindows(metrics, context, [recorded]));
    expect(source.requests.flat().filter(({ expr }) => expr.includes('[7d]') && !expr.includes('service:slo'))).toEqual(
      []
    );
  });

  it.each([
    ['what failed', available, 'failed', undefined],
    ['what took too long', fast, 'slow', 0.3],
  ] as const)('says what burnt the budget: the route of %s, in one request', async (_, one, bad, slowerThan) => {
    const { metrics } = fakeClient({ settings: { load: async () => ({}) } });
    source.requests = [];
    const context = { metrics: '', environments: [], at: NOW * 1000 };
    const burnt = await askBurnt(metrics, context, one, counted.bounds.get(objectiveId(one)));
    expect(source.requests).toHaveLength(1);
    const seconds = windowSeconds(one);
    const [pay, all] = ['/pay', undefined].map((route) => truth({ job: 'checkout', route, seconds, slowerThan }));
    const [first] = burnt?.differences ?? [];
    expect(first).toMatchObject({ field: 'route', value: '/pay' });
    expect((burnt?.bad ?? NaN) / (all?.[bad] ?? NaN)).toBeCloseTo(1, 1);
    expect((first?.selection.hits ?? NaN) / (pay?.[bad] ?? NaN)).toBeCloseTo(1, 1);
    expect(((burnt?.bad ?? NaN) + (burnt?.good ?? NaN)) / (all?.total ?? NaN)).toBeCloseTo(1, 1);
  });
});
