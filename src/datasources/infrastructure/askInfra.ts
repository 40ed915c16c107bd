import { infraRows } from '../../analysis/infrastructure/infraRows';
import {
  INFRA_KINDS,
  type InfraAnswer,
  type InfraEntity,
  type InfraKind,
  type InfraMeasure,
  type InfraSeries,
  type InfraSource,
} from '../../telemetry/questions/infrastructure';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { classifyFailure, type Failure } from '../failure';

/** All entities of a kind, or why they are not known. */
export type InfraPart =
  | (Omit<InfraAnswer, 'entities'> & { value: InfraEntity[]; failure?: undefined })
  | { value?: undefined; failure: Failure };
export type InfraParts = Readonly<Record<InfraKind, InfraPart>>;

/** So many entities of each kind, the worst, have lines and a forecast: what is asked over time stays small. */
const MOST_LINES = 40;
/** Lines are of about so many points. */
const POINTS = 60;
const LEAST_STEP = 15_000;
/** What fills is known by six hours at least, as in the node exporter mixin. */
const FILLING_MS = 6 * 3600_000;
/** Whatever is less full fills nothing soon. */
const FILLING_FROM = 0.4;

/** What lines are drawn of, and tell since when something is the matter. */
const LINES: Readonly<Record<InfraKind, readonly InfraMeasure[]>> = {
  host: ['cpu', 'memory', 'load', 'disk', 'diskQueue', 'memoryStalled', 'swapping', 'filesystem'],
  container: ['cpuCores', 'memoryUsed', 'throttled', 'oomKills', 'restarts'],
  database: ['connections', 'hitRatio', 'lagSeconds'],
};

/** All hosts, containers and databases at the end of a time; three requests, each of which may fail by itself. */
export async function askInfra(source: InfraSource, span: TimeSpan, signal: AbortSignal): Promise<InfraParts> {
  const [host, container, database] = await Promise.all(
    INFRA_KINDS.map(async (kind): Promise<InfraPart> => {
      try {
        const { entities, ...rest } = await source.now(kind, span, signal);
        return { ...rest, value: entities };
      } catch (error) {
        signal.throwIfAborted();
        return { failure: classifyFailure(error, 'Prometheus') };
      }
    })
  );
  return { host, container, database } as Record<InfraKind, InfraPart>;
}

/** How things went, and how full file systems became. */
export interface InfraLines {
  lines: InfraSeries[];
  filling: InfraSeries[];
}

/** Lines of the entities to look at first: one request for all kinds, and one for file systems. */
export async function askInfraLines(
  source: InfraSource,
  parts: InfraParts,
  span: TimeSpan,
  signal: AbortSignal
): Promise<InfraLines> {
  const worst = INFRA_KINDS.flatMap((kind) => infraRows(parts[kind].value ?? []).slice(0, MOST_LINES));
  const entities = worst.map(({ entity }) => entity);
  const measures = [...new Set(INFRA_KINDS.flatMap((kind) => LINES[kind]))];
  const fullness = ({ readings }: InfraEntity) => readings.filesystem?.value ?? 0;
  const fullest = (parts.host.value ?? [])
    .filter((host) => fullness(host) >= FILLING_FROM)
    .sort((a, b) => fullness(b) - fullness(a))
    .slice(0, MOST_LINES);
  const [filling, lines] = await Promise.all([
    askFilling(source, fullest, span, signal),
    entities.length > 0 ? source.over(entities, measures, span, stepOf(span), signal) : [],
  ]);
  return { filling, lines };
}

/** How full the file systems of hosts were, for as long as their forecast rests on. */
async function askFilling(
  source: InfraSource,
  hosts: readonly InfraEntity[],
  { from, to }: TimeSpan,
  signal: AbortSignal
): Promise<InfraSeries[]> {
  const span = { from: Math.min(from, to - FILLING_MS), to };
  return hosts.length > 0 ? source.over(hosts, ['filesystem'], span, stepOf(span), signal) : [];
}

/** The distance of the points of lines, milliseconds. */
export function stepOf({ from, to }: TimeSpan): number {
  return Math.max(LEAST_STEP, Math.ceil((to - from) / POINTS / LEAST_STEP) * LEAST_STEP);
}
