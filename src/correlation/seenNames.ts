import { type RouteCounts } from './sameRequests';

/** A name that a backend has for a service, with what was seen of it. */
export interface SeenName {
  name: string;
  /** Other names on the same streams, series or spans: values of labels that name services, pods, containers. */
  aliases?: readonly string[];
  /** Where it runs, as far as it says: names that say different things are not joined by how they behave. */
  environments?: readonly string[];
  namespaces?: readonly string[];
  /** Its requests, in the same steps of time for all names. */
  counts?: RouteCounts;
}

/** A name in metrics, with exemplars of its requests. */
export interface SeenInMetrics extends SeenName {
  exemplars?: readonly SeenExemplar[];
}

/** A name in logs, with a sample of its lines that carry ids. */
export interface SeenInLogs extends SeenName {
  lines: ReadonlyArray<{ traceId: string; spanId?: string; time: number }>;
}

/** A request that a metric names: its ids, and seconds that it took. */
export interface SeenExemplar {
  traceId: string;
  spanId?: string;
  duration?: number;
}

/** A span of a sampled trace: whose it is, and when it ran, in milliseconds. */
export interface SeenSpan {
  traceId: string;
  spanId: string;
  service: string;
  start: number;
  duration: number;
}
