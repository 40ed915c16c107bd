import { type Cases, type KnownCase } from './knownCase';

const TELEMETRY = ['metrics', 'traces', 'logs'] as const;
export type Telemetry = (typeof TELEMETRY)[number];

export function isTelemetry(text: string | undefined): text is Telemetry {
  return (TELEMETRY as ReadonlyArray<string | undefined>).includes(text);
}

/** The same cases where one of the three back ends is missing. The map of services comes with the traces. */
export function* withoutSome(cases: Cases, missing: Telemetry): Generator<() => Promise<KnownCase>> {
  for (const make of cases) {
    yield async () => without(await make(), missing);
  }
}

function without(one: KnownCase, missing: Telemetry): KnownCase {
  switch (missing) {
    case 'metrics':
      return { ...one, series: [], versions: undefined };
    case 'traces':
      return { ...one, edges: undefined, traces: undefined };
    case 'logs':
      return { ...one, patterns: undefined };
  }
}
