import { type InfraEntity } from '../../telemetry/questions/infrastructure';

/** A container, and its share of all that its host has. */
export interface Neighbour {
  name: string;
  share: number;
}

/** Which container of a host uses most of its CPUs, and which most of its memory; none where one is not known. */
export function neighboursOf(
  { readings }: Pick<InfraEntity, 'readings'>,
  containers: readonly InfraEntity[]
): { cpu?: Neighbour; memory?: Neighbour } {
  const most = (measure: 'cpuCores' | 'memoryUsed', all: number | undefined): Neighbour | undefined => {
    const [first] = containers
      .map(({ name, readings: own }) => ({ name, used: own[measure]?.value ?? 0 }))
      .sort((a, b) => b.used - a.used);
    return first && first.used > 0 && all ? { name: first.name, share: first.used / all } : undefined;
  };
  const cpu = most('cpuCores', readings.cpus?.value);
  const memory = most('memoryUsed', readings.memoryTotal?.value);
  return { ...(cpu && { cpu }), ...(memory && { memory }) };
}
