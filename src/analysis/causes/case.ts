import { type Level } from '../../telemetry/questions/logs';
import { type ServiceEdge, type Span } from '../../telemetry/questions/traces';
import { type TimeSpan } from '../../telemetry/timeSpan';

/**
 * What something is that is measured. `outside` is whatever is called and measures nothing itself: a database, a queue,
 * an API of others.
 */
export type EntityKind = 'service' | 'route' | 'instance' | 'version' | 'container' | 'host' | 'outside';

/** One thing that is measured. */
export interface CaseEntity {
  kind: EntityKind;
  /** The service that it is, or that it is a part of; of what is outside and of hosts their own name. */
  service: string;
  /** Which part of the service it is: a route (with or without its method), an instance, a version, a container. */
  name?: string;
}

/** How the numbers of a measure are to be read. */
export interface CaseMeasureSpec {
  /**
   * `count`: events in a step. `part`: of the requests in a step, those that had it. `duration`: seconds, the mean of
   * a step. `level`: what stands at the end of a step, in any unit.
   */
  reading: 'count' | 'part' | 'duration' | 'level';
}

/** What can be measured. Levels of other names are read as `saturation` is. */
export const CASE_MEASURES = {
  requests: { reading: 'count' },
  /** Answered with an error of the server. */
  errors: { reading: 'part' },
  /** Answered with an error of the client. */
  clientErrors: { reading: 'part' },
  duration: { reading: 'duration' },
  cpu: { reading: 'level' },
  memory: { reading: 'level' },
  /** Work that waits, pools that are full, throttling. */
  saturation: { reading: 'level' },
  restarts: { reading: 'count' },
} as const satisfies Record<string, CaseMeasureSpec>;

export type CaseMeasure = keyof typeof CASE_MEASURES;

/** Numbers of one entity, one for each of the case's times; null where there is none. */
export interface CaseSeries {
  entity: CaseEntity;
  measure: CaseMeasure;
  values: ReadonlyArray<number | null>;
}

/** Calls in a span of time, and how many of them failed to the caller. */
export interface CallCount {
  calls: number;
  failed: number;
  /** Seconds, the 95th percentile as the caller sees it. */
  p95?: number;
  /** How many calls each of these stands for, where only some were looked at; 1 if left out. */
  weight?: number;
}

/** A caller and whom it calls: an arrow of the service map. Without counts it only says that there is one. */
export interface CaseEdge {
  from: string;
  to: string;
  kind: ServiceEdge['kind'];
  before?: CallCount;
  during?: CallCount;
}

/** A span of a trace that was looked at as a whole. Times are milliseconds (since the epoch). */
export type CaseSpan = Pick<
  Span,
  | 'traceId'
  | 'spanId'
  | 'parentSpanId'
  | 'service'
  | 'name'
  | 'kind'
  | 'start'
  | 'duration'
  | 'status'
  | 'attributes'
  | 'resource'
>;

/** Spans of whole traces, by how the traces were chosen. */
export interface CaseTraces {
  /** At random, of both times. */
  any: readonly CaseSpan[];
  /** Of those with a failed span, of both times. */
  failed: readonly CaseSpan[];
}

/** How many log lines a service wrote that are of one pattern. */
export interface CasePattern {
  service: string;
  template: string;
  level: Level;
  before: number;
  during: number;
}

/** A version that an instance of a service ran, or all of them where none is named. */
export interface CaseVersion {
  service: string;
  instance?: string;
  version: string;
  /** When it ran, as far as is known. */
  ran: TimeSpan;
}

/** What is wrong at a service: requests that fail, or that take long. */
export interface CaseSymptom {
  service: string;
  trouble: 'failures' | 'seconds';
}

/**
 * Two times of a system, in the form in which they are compared: see docs/what-changed.md. Whatever is not known is
 * left out; any of the three kinds of telemetry may be missing.
 */
export interface ChangeCase {
  /** What the other time is compared with. The two need not meet. */
  before: TimeSpan;
  /** When something may have happened. */
  during: TimeSpan;
  /** Starts of the steps that the series have numbers for, ascending, in milliseconds since the epoch. */
  times: readonly number[];
  series: readonly CaseSeries[];
  edges?: readonly CaseEdge[];
  traces?: CaseTraces;
  patterns?: readonly CasePattern[];
  /** Milliseconds of each time in which lines were looked at, where that is not all of it. */
  linesRead?: { before: number; during: number };
  versions?: readonly CaseVersion[];
  /** What one comes from, as an alert does: only what that service calls, directly or not, is looked at for causes. */
  about?: CaseSymptom;
}
