import { type StackAnswer, type StackMetrics, type StackServer } from '../../../telemetry/questions/stack';

/** The moment that the answers of tests are about. */
export const AT = Date.parse('2026-01-15T11:00:00Z');

/** A server that is well, and says nothing but what a test says. */
export function server(given: Partial<StackServer> & Pick<StackServer, 'product'>): StackServer {
  return {
    job: given.product,
    instance: `${given.product}:80`,
    version: '1.2.3',
    isUp: true,
    processes: 1,
    arriving: [],
    lost: [],
    failing: [],
    faults: [],
    ...given,
  };
}

/** A store of each signal, all well. */
export const STORES: readonly StackServer[] = [
  server({ product: 'prometheus', arriving: [{ of: 'samples', perSecond: 1000 }] }),
  server({ product: 'loki', arriving: [{ of: 'lines', perSecond: 100 }] }),
  server({ product: 'tempo', arriving: [{ of: 'spans', perSecond: 50 }] }),
];

/** An answer in which all is well, but for what a test says. */
export function stackAnswer({
  metrics,
  ...given
}: Omit<Partial<StackAnswer>, 'metrics'> & { metrics?: Partial<StackMetrics> } = {}): StackAnswer {
  return {
    at: AT,
    metrics: {
      value: { newest: AT - 12_000, targets: 9, down: 0, someDown: [], clocks: [], servers: [...STORES], ...metrics },
    },
    logs: { value: { newest: AT - 2000 } },
    traces: { value: { newest: AT - 5000 } },
    ...given,
  };
}
