/** The names under which libraries hang trace ids on exemplars. */
const TRACE_ID_LABELS: ReadonlySet<string> = new Set(['trace_id', 'traceID', 'traceId', 'TraceID']);

/** Whether a label of an exemplar holds a trace id. */
export function isTraceIdLabel(name: string): boolean {
  return TRACE_ID_LABELS.has(name);
}
