import { normalizeSpanId, normalizeTraceId } from '../traceId';

/** Ids as one value gives them: headers that carry a context hold both. */
export interface Ids {
  traceId?: string;
  spanId?: string;
}

/**
 * The ids in a value of a field that holds a trace id, in any usual writing: hexadecimal digits of any length and case,
 * a UUID, W3C `traceparent`, B3's single header, Jaeger's `uber-trace-id`, AWS' `Root=1-…`, Google's
 * `projects/…/traces/…`, and Datadog's decimal numbers.
 * @param isDecimal the field is one of those that hold 64 bits in decimal digits
 */
export function readTraceId(value: string, isDecimal = false): Ids {
  const text = value.trim();
  if (text.length === 0 || text.length > 200) {
    return {};
  }
  if (isDecimal && /^\d{1,20}$/.test(text)) {
    return { traceId: normalizeTraceId(BigInt(text).toString(16)) };
  }
  const plain = normalizeTraceId(text);
  return plain === undefined ? readContext(text) : { traceId: plain };
}

/** The id in a value of a field that holds a span id. */
export function readSpanId(value: string, isDecimal = false): string | undefined {
  const text = value.trim();
  if (isDecimal && /^\d{1,20}$/.test(text)) {
    return normalizeSpanId(BigInt(text).toString(16));
  }
  return normalizeSpanId(text);
}

/** The ids in what is written in more than digits. */
export function readContext(value: string): Ids {
  const text = value.replace(/%3A/gi, ':');
  const w3c = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}/i.exec(text);
  const b3 = /^([0-9a-f]{16,32})-([0-9a-f]{16})(?:-[01d](?:-[0-9a-f]{16})?)?$/i.exec(text);
  const jaeger = /^([0-9a-f]{1,32}):([0-9a-f]{1,16}):[0-9a-f]{1,16}:[0-9a-f]{1,2}$/i.exec(text);
  const pair = w3c ?? b3 ?? jaeger;
  if (pair !== null) {
    return ids(pair[1], pair[2]);
  }
  const aws = /(?:^|Root=)1-([0-9a-f]{8})-([0-9a-f]{24})(?:;|$)/i.exec(text);
  if (aws !== null) {
    return ids(`${aws[1]}${aws[2]}`, /Parent=([0-9a-f]{16})/i.exec(text)?.[1]);
  }
  const google = /^(?:projects\/[^/]{1,100}\/traces\/)?([0-9a-f]{32})\/(\d{1,20})(?:;|$)/i.exec(text);
  if (google !== null) {
    // Google writes spans in decimal digits.
    return ids(google[1], BigInt(google[2] ?? '0').toString(16));
  }
  const named = /^projects\/[^/]{1,100}\/traces\/([0-9a-f]{1,32})$/i.exec(text);
  const uuid = /^([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})$/i.exec(text);
  return ids(named?.[1] ?? uuid?.slice(1).join(''), undefined);
}

function ids(trace: string | undefined, span: string | undefined): Ids {
  return {
    traceId: trace === undefined ? undefined : normalizeTraceId(trace),
    spanId: span === undefined ? undefined : normalizeSpanId(span),
  };
}
