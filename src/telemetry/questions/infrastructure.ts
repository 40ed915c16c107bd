import { type TimeSpan } from '../timeSpan';

/** What the shop runs on. */
export const INFRA_KINDS = ['host', 'container', 'database'] as const;
export type InfraKind = (typeof INFRA_KINDS)[number];

/**
 * What is measured of hosts, containers and databases. Shares are 0 to 1, amounts are bytes or cores, rates per second;
 * what is counted is counted over the time range.
 */
export const INFRA_MEASURES = {
  host: [
    /** Share of CPU time in which the machine worked, and how many CPUs it has. */
    'cpu',
    'cpus',
    /** Tasks that run or wait to run, by CPU: above 1 some wait. */
    'load',
    /** Share of time in which some task waited for a CPU, and of CPU time that the hypervisor took. */
    'cpuPressure',
    'steal',
    'memory',
    'memoryTotal',
    /** Share of time in which all tasks waited for memory; pages that are swapped in and out. */
    'memoryStalled',
    'swapping',
    'oomKills',
    /** Share of time in which the busiest disk was busy, and how many requests it had at once on average. */
    'disk',
    'diskQueue',
    /** Share in use of the fullest file system, and of its inodes; file systems that tell of no size for an error. */
    'filesystem',
    'inodes',
    'filesystemErrors',
    'received',
    'transmitted',
    /** Packets. */
    'networkDrops',
    'networkErrors',
  ],
  container: [
    'cpuCores',
    'cpuLimit',
    /** Share of scheduling periods in which the limit held it back. */
    'throttled',
    'memoryUsed',
    'memoryLimit',
    'oomKills',
    'restarts',
    /** Why it does not start. */
    'notStarting',
    'received',
    'transmitted',
    'networkErrors',
  ],
  database: [
    'isAnswering',
    'connections',
    'connectionLimit',
    /** Share of reads that needed no disk, or no slower store. */
    'hitRatio',
    /** Clients or sessions that wait; queries that were slow. */
    'blocked',
    'slow',
    /** Seconds that a replica, or messages that a consumer, is behind. */
    'lagSeconds',
    'lagMessages',
    /** Connections that were refused; deadlocks; what was thrown out of memory. */
    'refused',
    'deadlocks',
    'evicted',
    'memoryUsed',
    'memoryLimit',
  ],
} as const;

export type InfraMeasure<K extends InfraKind = InfraKind> = (typeof INFRA_MEASURES)[K][number];

/** Counted over the time range; what has gone within it still counts. */
export const COUNTED_MEASURES: ReadonlySet<string> = new Set<InfraMeasure>([
  'oomKills',
  'restarts',
  'refused',
  'deadlocks',
]);

/** A number, and which part of the entity it is of: a disk, a mount point, a reason. */
export interface InfraReading {
  value: number;
  part?: string;
}

/** A host, a container or a database, with all that is measured of it. */
export interface InfraEntity {
  kind: InfraKind;
  /** Tells it from all others of its kind, in addresses too. */
  id: string;
  name: string;
  cluster?: string;
  environment?: string;
  namespace?: string;
  pod?: string;
  container?: string;
  /** What it is: an operating system, an image, a database product. */
  product?: string;
  /** Where its exporter is scraped, or it tells to be itself. */
  instance?: string;
  /** Of a container: what its labels call its host. */
  hostNames: readonly string[];
  /** Who tells of it, and under which value of the label by which that one's entities are asked for. */
  toldAs: ReadonlyArray<{ by: string; as: string }>;
  isUp: boolean;
  /** Of a container: who tells of it would tell of a limit, if there was one. */
  tellsLimits?: boolean;
  readings: Readonly<Partial<Record<InfraMeasure, InfraReading>>>;
}

/** One measure of one entity over time; null where nothing is known. */
export interface InfraSeries {
  id: string;
  measure: InfraMeasure;
  part?: string;
  /** Milliseconds since the epoch. */
  times: readonly number[];
  values: ReadonlyArray<number | null>;
}

/** What is known of where a process runs. */
export interface InfraTarget {
  /** The names that it may have as a service. */
  names: readonly string[];
  cluster?: string;
  instance: string;
  /** What names its host and its container: by label or resource attribute, which is the evidence. */
  host: ReadonlyArray<{ value: string; by: string }>;
  namespace?: string;
  pod?: string;
}

/** All of a kind in the chosen environments. */
export interface InfraAnswer {
  entities: InfraEntity[];
  /** How many there are in other environments. */
  elsewhere: number;
  /** Of a number so many values were read, the highest, and there may be more. */
  cutAt?: number;
}

/** Whom one asks about hosts, containers and databases. All throw, for an aborted signal, its reason. */
export interface InfraSource {
  /** @throws TelemetryError */
  now(kind: InfraKind, span: TimeSpan, signal?: AbortSignal): Promise<InfraAnswer>;
  /**
   * Some measures of some entities over time.
   * @param step milliseconds
   * @throws TelemetryError
   */
  over(
    entities: readonly InfraEntity[],
    measures: readonly InfraMeasure[],
    span: TimeSpan,
    step: number,
    signal?: AbortSignal
  ): Promise<InfraSeries[]>;
  /** Where the processes run that are scraped, or tell of themselves. @throws TelemetryError */
  targets(span: TimeSpan, signal?: AbortSignal): Promise<InfraTarget[]>;
}
