import { type Attributes } from '../attributes';
import { type Level, type Method, type ServiceName } from '../calls';
import { type ScenarioName } from '../scenarios/scenario';

/** A span, with OpenTelemetry's meaning. Times are milliseconds (since the epoch), down to the microsecond. */
export interface SampleSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  service: ServiceName;
  name: string;
  kind: 'server' | 'client';
  start: number;
  duration: number;
  isError: boolean;
  attributes: Attributes;
}

/** A line that a service wrote. */
export interface SampleLine {
  /** Its place among the lines of its request, the same in all requests of a stream. */
  place: number;
  /** Milliseconds since the epoch, down to the microsecond. */
  time: number;
  service: ServiceName;
  level: Level;
  logger: string;
  message: string;
  traceId: string;
  spanId: string;
  attributes: Attributes;
}

/** One request from outside with everything that it caused. */
export interface SampleRequest {
  traceId: string;
  /** When it came in, milliseconds since the epoch. */
  start: number;
  /** Milliseconds. */
  duration: number;
  service: ServiceName;
  method: Method;
  route: string;
  status: number;
  /** What it is about. */
  attributes: Attributes;
  /** The root first, each after its parent. */
  spans: SampleSpan[];
  /** In their order in time. */
  lines: SampleLine[];
  /** The incident that hit it. */
  scenario?: ScenarioName;
}
