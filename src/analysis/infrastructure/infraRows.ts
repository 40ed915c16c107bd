import {
  COUNTED_MEASURES,
  type InfraEntity,
  type InfraMeasure,
  type InfraSeries,
} from '../../telemetry/questions/infrastructure';
import { stepsBeyond } from '../stepsBeyond';
import { type State, urgencyOf } from '../state';
import { type Finding, findingsOf, isCounted, valueOf } from './findings';
import { type Forecast, forecastFull } from './fullness';

/** One host, container or database as a row. */
export interface InfraRow {
  entity: InfraEntity;
  state: State;
  /** What is the matter, the worst first. */
  findings: Finding[];
  /** When its fullest file system is full. */
  forecast?: Forecast;
}

/** Which shares say how near a limit an entity is: the highest of them orders those that are equally well. */
const USED = ['filesystem', 'memory', 'cpu', 'memoryShare', 'cpuShare', 'connectionShare'] as const;

/**
 * The entities as rows, the worst first.
 * @param filling how full file systems were over time
 */
export function infraRows(entities: readonly InfraEntity[], filling: readonly InfraSeries[] = []): InfraRow[] {
  const series = new Map(filling.map((one) => [`${one.id} ${one.part ?? ''}`, one]));
  return entities
    .map((entity): InfraRow => {
      const fullest = series.get(`${entity.id} ${entity.readings.filesystem?.part ?? ''}`);
      const forecast = fullest && forecastFull(fullest.times, fullest.values);
      const findings = findingsOf(entity, forecast);
      return { entity, state: stateOf(entity, findings), findings, ...(forecast && { forecast }) };
    })
    .sort(
      (a, b) =>
        urgencyOf(b.state) - urgencyOf(a.state) ||
        b.findings.length - a.findings.length ||
        fullestOf(b) - fullestOf(a) ||
        (a.entity.id < b.entity.id ? -1 : 1)
    );
}

/** How much there is of something: says nothing of how it is doing. */
const SIZES: readonly string[] = ['cpus', 'memoryTotal', 'cpuLimit', 'memoryLimit', 'connectionLimit'];

function stateOf({ readings }: InfraEntity, [worst]: readonly Finding[]): State {
  // What was counted may be of one that has gone since.
  const isKnown = Object.keys(readings).some((measure) => !COUNTED_MEASURES.has(measure) && !SIZES.includes(measure));
  return worst?.state ?? (isKnown ? 'ok' : 'unknown');
}

/** The highest share of what an entity may use that is in use. */
export function fullestOf({ entity }: Pick<InfraRow, 'entity'>): number {
  return Math.max(0, ...USED.flatMap((measure) => valueOf(entity, measure) ?? []));
}

/** The line of a measure of an entity: of its part that speaks for it. */
export function lineOf(
  lines: readonly InfraSeries[],
  entity: InfraEntity,
  measure: InfraMeasure
): InfraSeries | undefined {
  const part = entity.readings[measure]?.part;
  return lines.find((one) => one.id === entity.id && one.measure === measure && one.part === part);
}

/** Which measure's line tells since when something is so, and what its values are divided by. */
function lineBehind(
  { readings }: InfraEntity,
  { measure }: Finding
): { measure: InfraMeasure; per: number } | undefined {
  switch (measure) {
    case 'cpuShare':
      return { measure: 'cpuCores', per: readings.cpuLimit?.value ?? NaN };
    case 'memoryShare':
      return { measure: 'memoryUsed', per: readings.memoryLimit?.value ?? NaN };
    case 'connectionShare':
      return { measure: 'connections', per: readings.connectionLimit?.value ?? NaN };
    case 'down':
    case 'filling':
      return undefined;
    default:
      return { measure, per: 1 };
  }
}

/** When something is so: since a moment, or the last time that it happened. Milliseconds since the epoch. */
export type FindingTime = { since: number } | { last: number };

/** When it is so; undefined where the lines do not tell. */
export function timeOf(
  lines: readonly InfraSeries[],
  { entity }: Pick<InfraRow, 'entity'>,
  finding: Finding
): FindingTime | undefined {
  const behind = lineBehind(entity, finding);
  const line = behind && lineOf(lines, entity, behind.measure);
  if (!behind || !line || line.values.length < 2) {
    return undefined;
  }
  const { times, values } = line;
  if (isCounted(finding.measure)) {
    const last = times.filter((_, index) => Math.round(values[index] ?? 0) > 0).at(-1);
    return last === undefined ? undefined : { last };
  }
  const shares = values.map((value) => (value === null ? null : value / behind.per));
  // The line passes what is a limit already: a value just below it is not beyond.
  const index = stepsBeyond(shares, finding.limit * (1 - 1e-9));
  const since = index === undefined ? undefined : times[index];
  return since === undefined ? undefined : { since };
}
