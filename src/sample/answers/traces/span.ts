import { type AttributeValue, type Span, type SpanEvent, type Trace } from '../../../telemetry/questions/traces';
import { type SampleLine, type SampleSpan } from '../../requests/request';
import { toBucket } from '../../time';
import { type Found } from '../events';
import { hasThrown } from '../logs/formats';
import { stackOf } from '../logs/stacks';
import { queryText, resourceOf, spanAttributes } from './attributes';

/** A request's trace as a trace backend would hand it over. */
export function toTrace(found: Found): Trace {
  return { traceId: found.request.traceId, spans: found.request.spans.map((span) => toSpan(span, found)), sent: [] };
}

export function toSpan(span: SampleSpan, { stream, request }: Found): Span {
  const { traceId, spanId, parentSpanId, service, name, kind, start, duration, isError } = span;
  const said = request.lines.filter((line) => line.spanId === spanId && hasThrown(line));
  const message = said.at(-1)?.message;
  return {
    traceId,
    spanId,
    ...(parentSpanId !== undefined && { parentSpanId }),
    service,
    name,
    kind,
    start,
    duration,
    status: isError ? 'error' : 'unset',
    ...(isError && message !== undefined && { statusMessage: message }),
    attributes: typed(span),
    resource: resourceOf(service, stream.site, toBucket(request.start)),
    events: isError ? said.map(exceptionEvent) : [],
    links: [],
    scope: scopeOf(span),
  };
}

/** Attributes with the types that OpenTelemetry gives them. */
function typed(span: SampleSpan): Record<string, AttributeValue> {
  const attributes: Record<string, AttributeValue> = { ...spanAttributes(span.attributes) };
  const status = attributes['http.response.status_code'];
  if (status !== undefined) {
    attributes['http.response.status_code'] = Number(status);
  }
  if (attributes['db.system.name'] !== undefined) {
    attributes['db.query.text'] = queryText(span.name);
  }
  return attributes;
}

function exceptionEvent({ service, logger, message, time }: SampleLine): SpanEvent {
  const { type, text } = stackOf(service, logger, message);
  return {
    name: 'exception',
    time,
    attributes: { 'exception.type': type, 'exception.message': message, 'exception.stacktrace': text },
  };
}

function scopeOf({ attributes, kind }: SampleSpan): string {
  const system = attributes['db.system.name'];
  return system === undefined ? `http.${kind}` : `db.${system}`;
}
