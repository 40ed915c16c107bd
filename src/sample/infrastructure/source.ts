import {
  type InfraAnswer,
  type InfraEntity,
  type InfraKind,
  type InfraMeasure,
  type InfraReading,
  type InfraSeries,
  type InfraSource,
  type InfraTarget,
} from '../../telemetry/questions/infrastructure';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { SERVICES } from '../calls';
import { instanceOf, SITES } from '../sites';
import { hostOf, SAMPLE_ENTITIES, type SampleEntity } from './machines';

/** What the sample shop runs on: its machines, their containers, its database and its cache. */
export class SampleInfra implements InfraSource {
  constructor(
    private readonly environments: readonly string[],
    private readonly clock: () => number
  ) {}

  now(kind: InfraKind, { from, to }: TimeSpan): Promise<InfraAnswer> {
    const time = Math.min(to, this.clock());
    const entities = this.entities()
      .filter(({ entity }) => entity.kind === kind)
      .map(({ entity, numbersAt }) => ({ ...entity, readings: readingsOf(numbersAt(time, time - from)) }));
    const all = SAMPLE_ENTITIES.filter(({ entity }) => entity.kind === kind);
    return Promise.resolve({ entities, elsewhere: all.length - entities.length });
  }

  over(
    entities: readonly InfraEntity[],
    measures: readonly InfraMeasure[],
    { from, to }: TimeSpan,
    step: number
  ): Promise<InfraSeries[]> {
    const asked = new Set(entities.map(({ id }) => id));
    const end = Math.min(to, this.clock());
    const times = Array.from({ length: Math.max(0, Math.floor((end - from) / step) + 1) }, (_, at) => from + at * step);
    return Promise.resolve(
      this.entities()
        .filter(({ entity }) => asked.has(entity.id))
        .flatMap(({ entity, numbersAt }) => {
          const steps = times.map((time) => readingsOf(numbersAt(time, step)));
          return measures.flatMap((measure): InfraSeries[] => {
            const part = steps[0]?.[measure]?.part;
            const values = steps.map((one) => one[measure]?.value ?? null);
            return values.some((value) => value !== null)
              ? [{ id: entity.id, measure, ...(part && { part }), times, values }]
              : [];
          });
        })
    );
  }

  targets(): Promise<InfraTarget[]> {
    return Promise.resolve(
      SITES.filter(({ environment }) => this.isShown(environment)).flatMap((site) =>
        SERVICES.map((service) => ({
          names: [service],
          instance: instanceOf(service, site),
          host: [{ value: hostOf(site), by: 'k8s.node.name' }],
          namespace: site.namespace,
          pod: instanceOf(service, site),
        }))
      )
    );
  }

  private entities(): readonly SampleEntity[] {
    return SAMPLE_ENTITIES.filter(({ entity }) => this.isShown(entity.environment ?? ''));
  }

  private isShown(environment: string): boolean {
    return this.environments.length === 0 || this.environments.includes(environment);
  }
}

function readingsOf(numbers: ReturnType<SampleEntity['numbersAt']>): Partial<Record<InfraMeasure, InfraReading>> {
  return Object.fromEntries(
    Object.entries(numbers).map(([measure, one]) => [measure, typeof one === 'number' ? { value: one } : one])
  );
}
