import { type Attributes, type AttributeValue, type Span } from '../questions/traces';

/** Spans as OTLP's JSON: the form in which exporters send them, those of one resource and scope together. */
export function toOtlp(spans: readonly Span[]) {
  const groups = new Map<string, Span[]>();
  for (const span of spans) {
    const key = JSON.stringify([span.resource, span.scope]);
    const group = groups.get(key);
    if (group) {
      group.push(span);
    } else {
      groups.set(key, [span]);
    }
  }
  return {
    resourceSpans: [...groups.values()].map((group) => ({
      resource: { attributes: toAttributes(group[0]?.resource ?? {}) },
      scopeSpans: [{ scope: { name: group[0]?.scope ?? 'test' }, spans: group.map(toSpan) }],
    })),
  };
}

const KINDS: Record<Span['kind'], number> = {
  unspecified: 0,
  internal: 1,
  server: 2,
  client: 3,
  producer: 4,
  consumer: 5,
};
const STATUSES: Record<Span['status'], number> = { unset: 0, ok: 1, error: 2 };

function toSpan(span: Span) {
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId ?? '',
    traceState: span.traceState,
    name: span.name,
    kind: KINDS[span.kind],
    startTimeUnixNano: toNanoseconds(span.start),
    endTimeUnixNano: String(BigInt(toNanoseconds(span.start)) + BigInt(Math.round(span.duration * 1e6))),
    attributes: toAttributes(span.attributes),
    status: { code: STATUSES[span.status], message: span.statusMessage },
    events: span.events.map(({ name, time, attributes }) => ({
      name,
      timeUnixNano: toNanoseconds(time),
      attributes: toAttributes(attributes),
    })),
    links: span.links.map((link) => ({ ...link, attributes: toAttributes(link.attributes ?? {}) })),
  };
}

/** Milliseconds to nanoseconds, to the microsecond. */
function toNanoseconds(milliseconds: number): string {
  return `${Math.round(milliseconds * 1000)}000`;
}

function toAttributes(attributes: Attributes) {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: toValue(value) }));
}

function toValue(value: AttributeValue): object {
  switch (typeof value) {
    case 'string':
      return { stringValue: value };
    case 'boolean':
      return { boolValue: value };
    case 'number':
      return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
    default:
      return { arrayValue: { values: value.map(toValue) } };
  }
}
