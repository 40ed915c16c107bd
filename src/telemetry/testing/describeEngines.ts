import { type MetricDetection } from '../conventions/binding';
import { bindDetection, planDetection } from '../conventions/detect';
import { renderProbeQuery } from '../dialects/promql/detection';
import { type Engine, type InstalledEngine, installedEngines } from './engine';

/** A suite for each Prometheus that is installed; without one its tests stand there once, as skipped. */
export function describeEngines(name: string, suite: (installed: InstalledEngine) => void): void {
  const engines = installedEngines();
  if (engines.length === 0) {
    describe.skip(`${name}, on a real Prometheus (none is on the PATH)`, () =>
      suite({ version: 0, prometheus: '', promtool: '' }));
  }
  for (const engine of engines) {
    describe(`${name}, on Prometheus ${engine.version}`, () => suite(engine));
  }
}

/**
 * What is detected of an engine's series at a time.
 * @param at seconds since 1970
 * @param metadata of metrics, by name, as Prometheus hands it out
 */
export async function detectionOf(
  engine: Engine,
  at: number,
  metadata: Parameters<typeof planDetection>[1] = {}
): Promise<MetricDetection> {
  const plan = planDetection(await engine.names(at), metadata);
  const probe = renderProbeQuery(plan.probes);
  return bindDetection(plan, probe === undefined ? [] : await engine.labels(probe, at));
}
