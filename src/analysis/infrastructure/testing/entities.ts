import { type InfraEntity, type InfraMeasure, type InfraReading } from '../../../telemetry/questions/infrastructure';

type Numbers = Partial<Record<InfraMeasure, number | InfraReading>>;

/** An entity with some numbers; what is left out is that of a host that is up. */
export function entity(
  given: Partial<Omit<InfraEntity, 'readings'>> & { name: string },
  numbers: Numbers = {}
): InfraEntity {
  const readings = Object.fromEntries(
    Object.entries(numbers).map(([measure, one]) => [measure, typeof one === 'number' ? { value: one } : one])
  );
  return { kind: 'host', id: given.name, hostNames: [], toldAs: [], isUp: true, ...given, readings };
}

/** A host that is well. */
export const WELL = { cpu: 0.3, cpus: 4, load: 0.4, memory: 0.5, memoryTotal: 8 * 1024 ** 3, oomKills: 0 } as const;
