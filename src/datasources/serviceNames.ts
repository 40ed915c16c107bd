import { type LogSelection, type LogSource, type TimeSpan } from '../telemetry/questions/logs';
import { type SpanCondition, type SpanSelection, type TraceSource } from '../telemetry/questions/traces';

/** What a backend calls a service; the service's own name where nothing else is known. Does not fail. */
export type NameOf = (service: string, span: TimeSpan, signal?: AbortSignal) => Promise<string>;

/** Lets one ask for log lines of a service by the name that the pages use. */
export function logsByServiceName(source: LogSource, nameOf: NameOf): LogSource {
  const named = async <T extends LogSelection>(selection: T, span: TimeSpan, signal?: AbortSignal): Promise<T> => ({
    ...selection,
    where: await translated(selection.where, nameOf, span, signal),
  });
  return {
    lines: async (question, span, signal) => source.lines(await named(question, span, signal), span, signal),
    count: async (question, span, step, signal) =>
      source.count(await named(question, span, signal), span, step, signal),
    fields: async (selection, span, signal) => source.fields(await named(selection, span, signal), span, signal),
    patterns: async (selection, span, signal) => source.patterns(await named(selection, span, signal), span, signal),
    context: (line, each, signal) => source.context(line, each, signal),
    tail: (selection, onLines, onState, signal) => {
      const now = Date.now();
      void named(selection, { from: now - TAIL_NAMES_MS, to: now }, signal).then(
        (one) => !signal.aborted && source.tail(one, onLines, onState, signal)
      );
    },
  };
}

/** Lets one ask for traces of a service by the name that the pages use. */
export function tracesByServiceName(source: TraceSource, nameOf: NameOf): TraceSource {
  const named = async <T extends SpanSelection>(selection: T, span: TimeSpan, signal?: AbortSignal): Promise<T> => ({
    ...selection,
    where: await translated(selection.where, nameOf, span, signal),
  });
  return {
    trace: (traceId, near, signal) => source.trace(traceId, near, signal),
    search: async (question, span, signal) => source.search(await named(question, span, signal), span, signal),
    sample: async (question, span, signal) => source.sample(await named(question, span, signal), span, signal),
    series: async (question, span, step, signal) =>
      source.series(await named(question, span, signal), span, step, signal),
    compare: async (base, selection, span, signal) =>
      source.compare(
        await named(base, span, signal),
        { ...selection, where: await translated(selection.where, nameOf, span, signal) },
        span,
        signal
      ),
    attributeNames: (span, signal) => source.attributeNames(span, signal),
    attributeValues: (field, span, signal) => source.attributeValues(field, span, signal),
    serviceEdges: (span, signal) => source.serviceEdges(span, signal),
  };
}

/** How far back names are looked for where lines are only awaited. */
const TAIL_NAMES_MS = 3600_000;

async function translated<C extends LogSelection['where'][number] | SpanCondition>(
  where: readonly C[],
  nameOf: NameOf,
  span: TimeSpan,
  signal?: AbortSignal
): Promise<C[]> {
  return Promise.all(
    where.map(async (condition) =>
      condition.field === 'service' && 'values' in condition
        ? { ...condition, values: await Promise.all(condition.values.map((value) => nameOf(value, span, signal))) }
        : condition
    )
  );
}
