import { randomNumbers } from '../../../telemetry/testing/randomNumbers';
import { type CaseEdge, type CaseMeasure, type CaseSeries, type ChangeCase } from '../case';

const STEP = 60_000;
const STEPS = 60;
/** Place of the later time's first step. */
const HALF = STEPS / 2;
/** Step at which what is planned begins. */
export const BEGINS = 42;

/** What becomes of a service's requests from {@link BEGINS} on. */
export interface Fate {
  /** Share that fails, beside the usual one in a hundred. */
  fails?: number;
  /** How many times as long requests take. */
  slower?: number;
  /** How many times as many requests come. */
  busier?: number;
  /** Steps by which it begins later. */
  late?: number;
}

/** A shop of services with what befalls them, by name; those that are not named fare as ever. */
export function caseOf(
  seed: number,
  services: readonly string[],
  edges: CaseEdge[],
  fates: Record<string, Fate>
): ChangeCase {
  return {
    before: { from: 0, to: HALF * STEP },
    during: { from: HALF * STEP, to: STEPS * STEP },
    times: Array.from({ length: STEPS }, (_, i) => i * STEP),
    series: services.flatMap((service, i) => requestsOf(seed * 1000 + i, { kind: 'service', service }, fates[service])),
    edges,
  };
}

/** The numbers of requests, failures and latency of one entity. */
export function requestsOf(seed: number, entity: CaseSeries['entity'], fate: Fate = {}): CaseSeries[] {
  const random = randomNumbers(seed);
  const { fails = 0, slower = 1, busier = 1, late = 0 } = fate;
  const values: Record<'requests' | 'errors' | 'duration', number[]> = { requests: [], errors: [], duration: [] };
  for (let step = 0; step < STEPS; step++) {
    const isHit = step >= BEGINS + late;
    const requests = Math.round((isHit ? busier : 1) * (120 + 20 * (random() + random() - 1)));
    let errors = 0;
    for (let i = 0; i < requests; i++) {
      errors += random() < 0.01 + (isHit ? fails : 0) ? 1 : 0;
    }
    values.requests.push(requests);
    values.errors.push(errors);
    values.duration.push(0.1 * (isHit ? slower : 1) * Math.exp(0.2 * (random() + random() - 1)));
  }
  return (Object.keys(values) as Array<keyof typeof values>).map((measure) => ({
    entity,
    measure,
    values: values[measure],
  }));
}

/** A level that is even, and rises by so much at {@link BEGINS}. */
export function levelOf(seed: number, entity: CaseSeries['entity'], measure: CaseMeasure, rise = 0): CaseSeries {
  const random = randomNumbers(seed);
  return {
    entity,
    measure,
    values: Array.from({ length: STEPS }, (_, step) => 40 + 2 * random() + (step >= BEGINS ? rise : 0)),
  };
}

export function calls(from: string, to: string, kind: CaseEdge['kind'] = 'service'): CaseEdge {
  return { from, to, kind };
}
