import { type LogLine } from '../../../telemetry/questions/logs';
import { type Span, type SpanField } from '../../../telemetry/questions/traces';
import { type TimeSpan } from '../../../telemetry/timeSpan';

/** Where the details of a story lead to; what is left out is not offered. */
export interface StoryLinks {
  /** Traces with this value. */
  filter?: (field: SpanField, value: string) => string;
  /** Traces with spans like this one: same service and name. */
  similar?: (span: Span) => string;
  /** Log lines of just this span. */
  logsOf?: (span: Span) => string;
  /** All log lines of a trace, from its beginning to its end (milliseconds since the epoch). */
  logsOfTrace?: (traceId: string, span: TimeSpan) => string;
  /** Rate, errors and durations of a route, around a moment. */
  route?: (of: { service: string; route: string; time: number }) => string;
  /** Lines of all requests with the pattern of this one; undefined for a line that has none. */
  alike?: (line: LogLine) => string | undefined;
  /** The line among its neighbours. */
  line?: (line: LogLine) => string;
  /** The story of another trace, that a span is linked to. */
  story?: (traceId: string, spanId: string) => string;
}
