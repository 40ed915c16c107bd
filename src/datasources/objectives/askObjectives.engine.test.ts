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
import { askLongWindows, askShortWindows, type CountedObjectives, eventsOf } from './askObjectives';
import { LATE_DAYS, NOW, steadySeries, truth, DAYS } from './testing/steadyShop';

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
const ALL = [available, pay, fast, between, late, tooFast, nobody];

describeEngines('objectives', (installed) => {
  let engine: Engine;
  let source: EngineDataSource;
  let counted: CountedObjectives;

  beforeAll(async () => {
    engine = await Engine.start(installed, { openMetrics: openMetrics(steadySeries()) });
    source = new EngineDataSource(engine, NOW);
    installDataSources(source as unknown as Parameters<typeof installDataSources>[0]);
    const { metrics } = fakeClient({ settings: { load: async () => ({}) } });
    const context = { metrics: '', environments: [], at: NOW * 1000 };
    counted = await askLongWindows(metrics, context, ALL, await askShortWindows(metrics, context, ALL));
  }, 120_000);

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

  it('asks three times, however many objectives there are', () => {
    expect(source.requests).toHaveLength(3);
  });
});
