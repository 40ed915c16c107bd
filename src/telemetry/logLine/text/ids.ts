import { type PartialRecord } from '../partialRecord';
import { readSpanId, readTraceId } from '../ids';

const MAX_SEARCHED = 16_384;

const TRACE =
  /(?:^|[^A-Za-z0-9])(dd\.trace_id|(?:otel|x-b3-)?trace[-_. ]?id|traceparent)["']?\s{0,3}[:=]\s{0,3}["'(]?([0-9a-f][0-9a-f-]{0,80})(?![0-9a-z])/i;
const SPAN =
  /(?:^|[^A-Za-z0-9])(dd\.span_id|(?:otel|x-b3-)?span[-_. ]?id)["']?\s{0,3}[:=]\s{0,3}["'(]?([0-9a-f]{1,20})(?![0-9a-z])/i;
const REQUEST =
  /(?:^|[^A-Za-z0-9])(?:x-)?(?:request|req|correlation)[-_ ]?id["']?\s{0,3}[:=]\s{0,3}["'([]?([\w.:-]{4,100}[\w])/i;
const AMAZON = /Root=1-[0-9a-f]{8}-[0-9a-f]{24}/i;

/** Ids that a text names: `trace_id=…`, `traceId: …`, `"trace_id":"…"`, `traceparent=…`. */
export function readIds(draft: PartialRecord, text: string): void {
  const searched = text.slice(0, MAX_SEARCHED);
  const trace = TRACE.exec(searched);
  if (draft.traceId === undefined && trace !== null) {
    const { traceId, spanId } = readTraceId(trace[2] ?? '', isDecimal(trace[1]));
    draft.traceId = traceId;
    draft.spanId ??= spanId;
  }
  const span = SPAN.exec(searched);
  if (draft.spanId === undefined && span !== null) {
    draft.spanId = readSpanId(span[2] ?? '', isDecimal(span[1]));
  }
  draft.requestId ??= REQUEST.exec(searched)?.[1];
  draft.traceId ??= readTraceId(AMAZON.exec(searched)?.[0] ?? '').traceId;
}

/**
 * Ids in a bracket of the header: Spring's `[shop,1f…,2a…]` and `[1f…-2a…]`, or an id alone.
 * @returns whether there are any
 */
export function readBracketIds(draft: PartialRecord, content: string): boolean {
  const spring = /^(?:([\w.-]*),)?([0-9a-f]{16}|[0-9a-f]{32})[,-]([0-9a-f]{16})(?:,(?:true|false))?$/i.exec(content);
  if (spring !== null) {
    draft.traceId ??= readTraceId(spring[2] ?? '').traceId;
    draft.spanId ??= readSpanId(spring[3] ?? '');
    draft.service ??= spring[1] === '' ? undefined : spring[1];
    return true;
  }
  if (/^[0-9a-f]{32}$/i.test(content)) {
    draft.traceId ??= readTraceId(content).traceId;
    return true;
  }
  const isUuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(content);
  if (isUuid) {
    draft.requestId ??= content;
  }
  return isUuid;
}

function isDecimal(name: string | undefined): boolean {
  return (name ?? '').toLowerCase().startsWith('dd.');
}
