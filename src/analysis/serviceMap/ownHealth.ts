import { type ServiceEdge } from '../../telemetry/questions/traces';
import { type HealthRow } from '../healthRows';

/** How a service does by its own metrics, beside what its callers see. */
export type OwnHealth = Pick<HealthRow, 'rate' | 'errorRatio' | 'judgement'>;

/**
 * Health of services by their names, but of those that have none in traces.
 * @param said what an admin said that traces call a service; null for one that has no name there
 */
export function healthOfTraced(
  rows: readonly HealthRow[],
  said: ReadonlyArray<{ service: string; traces?: string | null }> = []
): Map<string, OwnHealth> {
  const untraced = new Set(said.flatMap(({ service, traces }) => (traces === null ? [service] : [])));
  return new Map(rows.filter(({ name }) => !untraced.has(name)).map((row) => [row.name, row]));
}

/** A caller's errors are other ones where they are so many times as frequent as what the service counts as failed. */
const CLEARLY_MORE = 2;

/**
 * Whether callers see more errors of a service than it counts itself. To a caller a 4xx is an error of its call, as
 * OpenTelemetry has it; to the service it is an answer like others.
 * @param errorShare of the calls, 0 to 1
 */
export function seesMoreErrors(
  kind: ServiceEdge['kind'],
  errorShare: number | undefined,
  own: OwnHealth | undefined
): boolean {
  return (
    kind === 'service' &&
    errorShare !== undefined &&
    own?.errorRatio !== undefined &&
    errorShare > CLEARLY_MORE * own.errorRatio
  );
}
