import { addField, type PartialRecord } from '../partialRecord';
import { readContext, readSpanId, readTraceId } from '../ids';

const MAX_SEARCHED = 16_384;

/** What stands between a name and its value: `=`, `: "`, `":"`, ` => [`. */
const IS = String.raw`["']?\s{0,3}(?:[:=]|=>)\s{0,3}["'([]{0,2}`;
const TRACE = new RegExp(
  String.raw`(?:^|[^A-Za-z0-9])((?:x-datadog-|dd\.)trace[-_]id|(?:otel|x-b3-|ot-tracer-|xray )?trace[-_. ]?id|traceparent)${IS}([0-9a-f][0-9a-f-]{0,80})(?![0-9a-z])`,
  'i'
);
const SPAN = new RegExp(
  String.raw`(?:^|[^A-Za-z0-9])(dd\.span_id|x-datadog-parent-id|(?:otel|x-b3-|ot-tracer-)?span[-_. ]?id)${IS}([0-9a-f]{1,20})(?![0-9a-z])`,
  'i'
);
/** Headers whose one value holds the trace and its span. */
const CONTEXT = new RegExp(
  String.raw`(?:^|[^A-Za-z0-9])(?:(?:elastic-apm-)?traceparent|b3|uber-trace-id|sentry-trace|x-amzn-trace-id|x-cloud-trace-context)${IS}([0-9a-z][\w:;=/%.-]{15,250})`,
  'i'
);
/** Whether any of these can be in a text. */
const HINT = /trace|b3|span|parent|req|corr|root=/i;
const REQUEST =
  /(?:^|[^A-Za-z0-9])(?:x-)?(?:request|req|correlation)[-_ ]?id(?:["']?\s{0,3}[:=]\s{0,3}["'([]?|\s")([\w.:-]{4,100}[\w])/i;
const AMAZON = /Root=1-[0-9a-f]{8}-[0-9a-f]{24}/i;

/** Ids that a text names: `trace_id=…`, `traceId: …`, `"trace_id":"…"`, and headers that carry a context. */
export function readIds(draft: PartialRecord, text: string): void {
  const searched = text.slice(0, MAX_SEARCHED);
  if (!HINT.test(searched)) {
    return;
  }
  const context = draft.traceId === undefined ? CONTEXT.exec(searched)?.[1] : undefined;
  if (context !== undefined) {
    const { traceId, spanId } = readContext(context);
    draft.traceId = traceId;
    draft.spanId ??= spanId;
  }
  const trace = draft.traceId === undefined ? TRACE.exec(searched) : null;
  if (trace !== null) {
    const { traceId, spanId } = readTraceId(trace[2] ?? '', isDecimal(trace[1]));
    draft.traceId = traceId;
    draft.spanId ??= spanId;
  }
  const span = draft.spanId === undefined ? SPAN.exec(searched) : null;
  if (span !== null) {
    draft.spanId = readSpanId(span[2] ?? '', isDecimal(span[1]));
  }
  draft.requestId ??= REQUEST.exec(searched)?.[1];
  draft.traceId ??= readTraceId(AMAZON.exec(searched)?.[0] ?? '').traceId;
}

/**
 * The text with the pairs within the values of such headers made no pairs: `X-Amzn-Trace-Id: Root=1-…;Parent=…` is one
 * value. As long as before.
 */
export function withWholeContexts(text: string): string {
  const value = text.length < MAX_SEARCHED && /trace/i.test(text) ? CONTEXT.exec(text)?.[1] : undefined;
  const start = value === undefined ? -1 : text.indexOf(value);
  return value === undefined || !value.includes('=') || /=["'([]{0,2}$/.test(text.slice(Math.max(0, start - 3), start))
    ? text
    : text.slice(0, start) + value.replaceAll('=', '_') + text.slice(start + value.length);
}

/**
 * Ids in the brackets and columns of a header: Spring's `[shop,1f…,2a…]` and `[1f…-2a…]`, or ids alone.
 * @returns the notes that are no ids
 */
export function readIdNotes(draft: PartialRecord, notes: readonly string[]): string[] {
  const halves: string[] = [];
  const others = notes.filter((note) => {
    const isHalf = /^[0-9a-f]{16}$/i.test(note);
    if (isHalf) {
      halves.push(note);
    }
    return !isHalf && !readBracketIds(draft, note);
  });
  // 16 digits beside a trace are its span; two such are a trace of 64 bits and its span.
  const [first, second] = halves;
  if (draft.traceId !== undefined) {
    draft.spanId ??= readSpanId(first ?? '');
  } else if (first !== undefined && second !== undefined) {
    draft.traceId = readTraceId(first).traceId;
    draft.spanId ??= readSpanId(second);
  } else {
    addField(draft, 'id', first ?? '');
  }
  return others;
}

/**
 * Ids in a bracket: a pair of trace and span, the application before them at will, a W3C context, or an id alone.
 * @returns whether there are any
 */
export function readBracketIds(draft: PartialRecord, content: string): boolean {
  const pair =
    /^(?:([\w.-]*),\s?)?([0-9a-f]{16}|[0-9a-f]{32})(?:,\s?|[-/: |])([0-9a-f]{16})(?:[,:/-](?:true|false|[01]{1,2}))?$/i.exec(
      content
    );
  if (pair !== null) {
    draft.traceId ??= readTraceId(pair[2] ?? '').traceId;
    draft.spanId ??= readSpanId(pair[3] ?? '');
    draft.service ??= pair[1] === '' ? undefined : pair[1];
    return true;
  }
  if (/^[0-9a-f]{32}$|^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/i.test(content)) {
    const { traceId, spanId } = readTraceId(content);
    draft.traceId ??= traceId;
    draft.spanId ??= spanId;
    return true;
  }
  const request = /^(?:req-)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$|^[\w.-]{1,80}\/[A-Za-z0-9]{10}-\d{6}$/i.test(
    content
  );
  if (request) {
    draft.requestId ??= content;
  }
  return request;
}

function isDecimal(name: string | undefined): boolean {
  return /^(?:dd\.|x-datadog-)/i.test(name ?? '');
}
