import { context, createContextKey, trace, type Context } from '@opentelemetry/api';

/** What is known about the request that the running code works for; bound to each of its log lines. */
export interface RequestFields {
  readonly request_id: string;
  readonly method: string;
  readonly path: string;
}

const REQUEST = createContextKey('shop.request');

/** The context in which a request's code runs: OpenTelemetry's, with the request's fields on it. */
export function withRequest(parent: Context, fields: RequestFields): Context {
  return parent.setValue(REQUEST, fields);
}

/** The request that the running code works for, if any. */
export function currentRequest(): RequestFields | undefined {
  return context.active().getValue(REQUEST) as RequestFields | undefined;
}

/** Ids of the active span, under the names that log lines use. */
export function currentTrace(): { trace_id: string; span_id: string } | undefined {
  const span = trace.getActiveSpan()?.spanContext();
  return span ? { trace_id: span.traceId, span_id: span.spanId } : undefined;
}
