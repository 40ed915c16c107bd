import { COUNTED_MEASURES, type InfraEntity, type InfraMeasure } from '../../telemetry/questions/infrastructure';
import { type State } from '../state';
import { type Forecast } from './fullness';

/** What can be the matter with a host, a container or a database. Shares of limits are made here of two measures. */
export type FindingMeasure = InfraMeasure | 'down' | 'filling' | 'cpuShare' | 'memoryShare' | 'connectionShare';

/** How it shows, by Brendan Gregg's USE method: what is used, what waits for it, what fails. */
export type Aspect = 'used' | 'waiting' | 'failing';

/** One thing that is the matter. */
export interface Finding {
  measure: FindingMeasure;
  aspect: Aspect;
  state: Exclude<State, 'ok' | 'unknown'>;
  value: number;
  /** From which value on it is so. */
  limit: number;
  part?: string;
  /** How surely it is filling. */
  forecast?: Extract<Forecast, { kind: 'filling' }>;
}

interface Limit {
  measure: FindingMeasure;
  aspect: Aspect;
  warning?: number;
  critical?: number;
}

/**
 * From when on a number is too high. Those of hosts are the node exporter mixin's
 * (https://github.com/prometheus/node_exporter/blob/master/docs/node-mixin/config.libsonnet), those of containers the
 * Kubernetes mixin's (https://github.com/kubernetes-monitoring/kubernetes-mixin/blob/master/config.libsonnet); stalls
 * are critical where systemd-oomd begins to kill (oomd.conf, DefaultMemoryPressureLimit). What the mixins have no limit
 * of is ours, and marked so. What is full or failing comes before what is busy.
 */
const LIMITS: Readonly<Record<InfraEntity['kind'], readonly Limit[]>> = {
  host: [
    { measure: 'oomKills', aspect: 'failing', critical: 1 },
    { measure: 'filesystem', aspect: 'used', warning: 0.95, critical: 0.97 },
    { measure: 'inodes', aspect: 'used', warning: 0.95, critical: 0.97 },
    // The lower one is ours.
    { measure: 'memoryStalled', aspect: 'waiting', warning: 0.1, critical: 0.6 },
    { measure: 'memory', aspect: 'used', warning: 0.9 },
    // Ours: the mixin's is that of major page faults, which are what swapping costs.
    { measure: 'swapping', aspect: 'waiting', warning: 500 },
    { measure: 'load', aspect: 'waiting', warning: 2 },
    { measure: 'cpu', aspect: 'used', warning: 0.9 },
    // Ours.
    { measure: 'steal', aspect: 'waiting', warning: 0.1 },
    { measure: 'diskQueue', aspect: 'waiting', warning: 10 },
    { measure: 'filesystemErrors', aspect: 'failing', warning: 1 },
    // Ours: the mixin's is a share of packets, which are not asked for.
    { measure: 'networkErrors', aspect: 'failing', warning: 1 },
  ],
  container: [
    { measure: 'oomKills', aspect: 'failing', critical: 1 },
    { measure: 'notStarting', aspect: 'failing', critical: 1 },
    // Ours: the kernel kills at 1.
    { measure: 'memoryShare', aspect: 'used', warning: 0.9, critical: 0.97 },
    { measure: 'restarts', aspect: 'failing', warning: 1 },
    { measure: 'throttled', aspect: 'waiting', warning: 0.25 },
    // Ours.
    { measure: 'cpuShare', aspect: 'used', warning: 0.9 },
    { measure: 'networkErrors', aspect: 'failing', warning: 1 },
  ],
  // All ours; connections by https://github.com/prometheus-community/postgres_exporter/tree/master/postgres_mixin.
  database: [
    { measure: 'connectionShare', aspect: 'used', warning: 0.8, critical: 0.95 },
    { measure: 'refused', aspect: 'failing', critical: 1 },
    { measure: 'memoryShare', aspect: 'used', warning: 0.95 },
    { measure: 'lagSeconds', aspect: 'waiting', warning: 60 },
    { measure: 'deadlocks', aspect: 'failing', warning: 5 },
  ],
};

/** A file system that fills: within so many seconds, where so much is in use already; the mixin's. */
const FILLING = [
  { state: 'critical', within: 4 * 3600, used: 0.8 },
  { state: 'warning', within: 24 * 3600, used: 0.6 },
] as const;

/** The number that a limit is held against; undefined where it is not known. */
export function valueOf({ readings }: Pick<InfraEntity, 'readings'>, measure: FindingMeasure): number | undefined {
  const share = (of: InfraMeasure, limit: InfraMeasure) => {
    const [used, most] = [readings[of]?.value, readings[limit]?.value];
    return used === undefined || most === undefined || most <= 0 ? undefined : used / most;
  };
  switch (measure) {
    case 'cpuShare':
      return share('cpuCores', 'cpuLimit');
    case 'memoryShare':
      return share('memoryUsed', 'memoryLimit');
    case 'connectionShare':
      return share('connections', 'connectionLimit');
    case 'down':
    case 'filling':
      return undefined;
    default:
      return readings[measure]?.value;
  }
}

/** What is the matter with an entity, the worst first. */
export function findingsOf(entity: InfraEntity, forecast?: Forecast): Finding[] {
  const found = LIMITS[entity.kind].flatMap((limit) => findingOf(entity, limit) ?? []);
  const all = [
    ...(entity.isUp ? [] : [{ measure: 'down', aspect: 'failing', state: 'critical', value: 1, limit: 1 } as const]),
    ...(forecast ? fillingOf(entity, forecast) : []),
    ...found,
  ];
  const isCritical = ({ state }: Finding) => state === 'critical';
  return [...all.filter(isCritical), ...all.filter((one) => !isCritical(one))];
}

function findingOf(entity: InfraEntity, { measure, aspect, warning, critical }: Limit): Finding | undefined {
  const value = valueOf(entity, measure);
  if (value === undefined) {
    return undefined;
  }
  const part = measure in entity.readings ? entity.readings[measure as InfraMeasure]?.part : undefined;
  const finding = { measure, aspect, value: isCounted(measure) ? Math.round(value) : value, ...(part && { part }) };
  if (critical !== undefined && finding.value >= critical) {
    return { ...finding, state: 'critical', limit: critical };
  }
  return warning !== undefined && finding.value >= warning
    ? { ...finding, state: 'warning', limit: warning }
    : undefined;
}

/** Counted over the time range: what grew between two scrapes is reckoned, and is no whole number. */
export function isCounted(measure: FindingMeasure): boolean {
  return COUNTED_MEASURES.has(measure);
}

function fillingOf({ readings }: InfraEntity, forecast: Forecast): Finding[] {
  const used = readings.filesystem;
  if (forecast.kind === 'steady' || !used) {
    return [];
  }
  const rule = FILLING.find((one) => forecast.seconds <= one.within && used.value >= one.used);
  return rule
    ? [
        {
          measure: 'filling',
          aspect: 'used',
          state: rule.state,
          value: forecast.seconds,
          limit: rule.within,
          forecast,
          ...(used.part && { part: used.part }),
        },
      ]
    : [];
}
