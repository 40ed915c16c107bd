import { type Arrival, type ServerProduct } from '../../questions/stack';

/** What a number of a server is about; all are asked for at once. */
export const SERVER_MEASURES = [
  /** Things that arrive, per second. */
  'arriving',
  /** Things that were refused or dropped and are nowhere now, per second and reason. */
  'lost',
  /** What the server could not do, per second. */
  'errors',
  /** Seconds within which 95% of queries are answered. */
  'latency',
  /** Bytes on disk. */
  'stored',
  /** Seconds for which data is kept. */
  'keptSeconds',
  /** Bytes up to which data is kept. */
  'keptBytes',
  /** The time of the oldest data, seconds since the epoch. */
  'oldest',
  /** When the process was started, seconds since the epoch. */
  'started',
  /** Something that is wrong for as long as it is there. */
  'fault',
] as const;
export type ServerMeasure = (typeof SERVER_MEASURES)[number];

/**
 * How a metric is read: the growth of a counter per second; a gauge; the 95th percentile of a histogram; a gauge that
 * is 0 where something is wrong; seconds since a start.
 */
export type ServerReading = 'rate' | 'value' | 'p95' | 'isZero' | 'uptime';

/** One number of a server. */
export interface ServerNumber {
  measure: ServerMeasure;
  /** The name of its metric; of several that versions give it, the first that is there. */
  metrics: readonly [string, ...string[]];
  reading: ServerReading;
  /** What arrives, or is lost. */
  of?: Arrival;
  /** Why it is lost or fails, in a word: where the metric itself does not say so. */
  reason?: string;
  /** The label that says why, or where. */
  reasonLabel?: string;
  /** Only series whose label matches a regular expression, whole. */
  where?: { label: string; pattern: string };
  /** What is lost is among what arrives: it was counted there before. */
  hasArrived?: boolean;
  /** What is lost may be told of by other numbers of the server, too. */
  mayBeTold?: boolean;
}

/** How one server of the monitoring stack tells of itself. */
export interface ServerConvention {
  product: ServerProduct;
  /** Metrics that only this product has, one series a process, with a label that names the version. */
  build: readonly [string, ...string[]];
  versionLabel: string;
  /** There is one on each machine: they are counted, and not told apart. */
  isFleet?: boolean;
  numbers: readonly ServerNumber[];
}

/** Things that arrive. */
export const arriving = (of: Arrival, metric: string, more: Partial<ServerNumber> = {}): ServerNumber => ({
  measure: 'arriving',
  metrics: [metric],
  reading: 'rate',
  of,
  ...more,
});

/** Things that are lost, by reason. */
export const lost = (of: Arrival, metric: string, more: Partial<ServerNumber>): ServerNumber => ({
  measure: 'lost',
  metrics: [metric],
  reading: 'rate',
  of,
  ...more,
});

/** What the server could not do. */
export const failing = (reason: string, metric: string, more: Partial<ServerNumber> = {}): ServerNumber => ({
  measure: 'errors',
  metrics: [metric],
  reading: 'rate',
  reason,
  ...more,
});

/** A gauge. */
export const value = (measure: ServerMeasure, metric: string): ServerNumber => ({
  measure,
  metrics: [metric],
  reading: 'value',
});

/** The 95th percentile of what answers queries: those requests whose label matches. */
export const queries = (histogram: string, label: string, pattern: string): ServerNumber => ({
  measure: 'latency',
  metrics: [`${histogram}_bucket`],
  reading: 'p95',
  where: { label, pattern },
});

/** A gauge that is 0 where something is wrong. */
export const fault = (reason: string, metric: string): ServerNumber => ({
  measure: 'fault',
  metrics: [metric],
  reading: 'isZero',
  reason,
});

/** Go's and other clients' own metric of every process. */
export const STARTED = value('started', 'process_start_time_seconds');
