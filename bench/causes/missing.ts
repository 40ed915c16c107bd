import { type Cases, type KnownCase } from './knownCase';

const TELEMETRY = ['metrics', 'traces', 'logs'] as const;
export type Telemetry = (typeof TELEMETRY)[number];

export function isTelemetry(text: string | undefined): text is Telemetry {
  return (TELEMETRY as readonly (string | undefined)[]).includes(text);
}

/** The same cases where one of the three back ends is missing. The map of services comes with the traces. */
export async function* withoutSome(cases: Cases, missing: Telemetry): AsyncGenerator<KnownCase> {
  for await (const one of cases) {
    switch (missing) {
      case 'metrics':
        yield { ...one, series: [], versions: undefined };
        break;
      case 'traces':
        yield { ...one, edges: undefined, traces: undefined };
        break;
      case 'logs':
        yield { ...one, patterns: undefined };
        break;
    }
  }
}
