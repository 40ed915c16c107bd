import { infraRows, type InfraRow } from '../../analysis/infrastructure/infraRows';
import { placeServices } from '../../analysis/infrastructure/placement';
import { type InfraSource } from '../../telemetry/questions/infrastructure';
import { type TimeSpan } from '../../telemetry/timeSpan';

/** A host or container that a service runs on, and what says so. */
export interface Place {
  row: InfraRow;
  /** Labels and resource attributes, as they are called. */
  by: readonly string[];
}

/** Where a service runs: hosts, then containers, each the worst first; three requests. @throws TelemetryError */
export async function askPlaces(
  source: InfraSource,
  service: string,
  span: TimeSpan,
  signal: AbortSignal
): Promise<Place[]> {
  const [{ entities: hosts }, { entities: containers }, targets] = await Promise.all([
    source.now('host', span, signal),
    source.now('container', span, signal),
    source.targets(span, signal),
  ]);
  const placed = placeServices(targets, [...hosts, ...containers], [service]);
  return [...infraRows(hosts), ...infraRows(containers)].flatMap((row) => {
    const [found] = placed.get(row.entity.id) ?? [];
    return found ? [{ row, by: found.by }] : [];
  });
}
