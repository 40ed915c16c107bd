import { type CaseEdge, type CaseMeasure, type CaseSeries, type ChangeCase } from '../../src/analysis/causes/case';
import { randomNumbers } from '../../src/telemetry/testing/randomNumbers';

const STEP = 60_000;
const STEPS = 60;
const MEASURES: readonly CaseMeasure[] = ['requests', 'errors', 'duration'];

/**
 * Many services with as many routes each, in layers that call the next one, and one in the last layer that fails: to
 * see what computing takes. An hour by the minute, of which the second half is looked at.
 */
export function largeCase(services: number, routes: number): ChangeCase {
  const random = randomNumbers(services);
  const nameOf = (i: number) => `service-${i}`;
  const width = Math.max(1, Math.floor(services / 5));
  const edges = Array.from({ length: services - width }, (_, i): CaseEdge => ({
    from: nameOf(i),
    to: nameOf(i + width),
    kind: 'service',
  }));
  const isCause = (i: number) => i === services - 1;
  const valueOf = (measure: CaseMeasure, isBad: boolean) => {
    const noise = random() + random() + random() - 1.5;
    switch (measure) {
      case 'requests':
        return Math.round(100 + 10 * noise);
      case 'errors':
        return isBad ? 20 : Number(random() < 0.1);
      default:
        return 0.1 * Math.exp(0.1 * noise);
    }
  };
  const series = (entity: CaseSeries['entity'], isBad: boolean): CaseSeries[] =>
    MEASURES.map((measure) => ({
      entity,
      measure,
      values: Array.from({ length: STEPS }, (_, step) => valueOf(measure, isBad && step >= STEPS * 0.7)),
    }));
  const perService = routes / services;
  return {
    before: { from: 0, to: (STEPS / 2) * STEP },
    during: { from: (STEPS / 2) * STEP, to: STEPS * STEP },
    times: Array.from({ length: STEPS }, (_, i) => i * STEP),
    series: Array.from({ length: services }, (_, i) => [
      ...series({ kind: 'service', service: nameOf(i) }, isCause(i)),
      ...Array.from({ length: perService }, (__, route) =>
        series({ kind: 'route', service: nameOf(i), name: `GET /${route}` }, isCause(i))
      ).flat(),
    ]).flat(),
    edges,
  };
}
