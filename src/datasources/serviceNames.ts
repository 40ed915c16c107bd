import { type LogSelection, type LogSource } from '../telemetry/questions/logs';
import {
  type SpanCondition,
  type SpanSampleAnswer,
  type SpanSelection,
  type SpanSeriesAnswer,
  type TraceSearchAnswer,
  type TraceSource,
} from '../telemetry/questions/traces';
import { type TimeSpan } from '../telemetry/timeSpan';

/** What a backend calls a service; the service's own name where nothing else is known. Does not fail. */
export type NameOf = (service: string, span: TimeSpan, signal?: AbortSignal) => Promise<string>;

/** What an admin said that a backend calls a service, which asks no backend; else its own name. */
export type SaidNameOf = (service: string) => Promise<string>;

/** Lets one ask for log lines of a service by the name that the pages use. */
export function logsByServiceName(source: LogSource, nameOf: NameOf): LogSource {
  const named = async <T extends LogSelection>(selection: T, span: TimeSpan, signal?: AbortSignal): Promise<T> => ({
    ...selection,
    where: await translated(selection.where, nameOf, span, signal),
  });
  return {
    lines: async (question, span, signal) => source.lines(await named(question, span, signal), span, signal),
    ends: async (question, span, signal) => source.ends(await named(question, span, signal), span, signal),
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

/**
 * Lets one ask for traces of a service by the name that the pages use. Most often traces have the same, so that is
 * asked for first; only where nothing is found under it the name is looked up.
 */
export function tracesByServiceName(
  source: TraceSource,
  nameOf: NameOf,
  saidNameOf: SaidNameOf = async (service) => service
): TraceSource {
  /** For each service whether any question by its most likely name found something. */
  const anyFound = new Map<string, Promise<boolean>>();
  /** Asks for spans, by the names that are most likely theirs. */
  const asked = async <T extends SpanSelection, A>(
    selection: T,
    span: TimeSpan,
    signal: AbortSignal | undefined,
    ask: (named: T) => Promise<A>,
    hasFound: (answer: A) => boolean
  ): Promise<A> => {
    const service = onlyService(selection.where);
    if (service === undefined) {
      return ask({ ...selection, where: await translated(selection.where, nameOf, span, signal) });
    }
    const askBy = async (name: string) =>
      ask({ ...selection, where: await translated(selection.where, async () => name, span) });
    const said = await saidNameOf(service);
    const first = askBy(said);
    const found = first.then(hasFound, () => false);
    const before = anyFound.get(service);
    anyFound.set(service, before ? Promise.all([before, found]).then((each) => each.includes(true)) : found);
    const answer = await first;
    // What else is asked at the same time may find something: then the name is right.
    if (hasFound(answer) || (await anyFound.get(service))) {
      return answer;
    }
    const name = await nameOf(service, span, signal);
    return name === said ? answer : askBy(name);
  };
  return {
    trace: (traceId, near, signal) => source.trace(traceId, near, signal),
    search: (question, span, signal) =>
      asked(question, span, signal, (named) => source.search(named, span, signal), hasTraces),
    sample: (question, span, signal) =>
      asked(question, span, signal, (named) => source.sample(named, span, signal), hasSpans),
    wholeTraces: (question, span, signal) =>
      asked(question, span, signal, (named) => source.wholeTraces(named, span, signal), hasSpans),
    series: (question, span, step, signal) =>
      asked(question, span, signal, (named) => source.series(named, span, step, signal), hasValues),
    compare: (base, selection, span, signal) => {
      const compare = async (named: SpanSelection) => {
        const where = await translated(selection.where, nameOf, span, signal);
        return source.compare(named, { ...selection, where }, span, signal);
      };
      return asked(base, span, signal, compare, (counts) => counts.selection.spans + counts.rest.spans > 0);
    },
    attributeNames: (span, signal) => source.attributeNames(span, signal),
    attributeValues: (field, span, signal) => source.attributeValues(field, span, signal),
    serviceEdges: (span, signal) => source.serviceEdges(span, signal),
    linkingSpans: (traceId, span, signal) => source.linkingSpans(traceId, span, signal),
  };
}

const hasTraces = ({ traces }: TraceSearchAnswer) => traces.length > 0;
const hasSpans = ({ spans }: Pick<SpanSampleAnswer, 'spans'>) => spans.length > 0;

function hasValues({ series }: SpanSeriesAnswer): boolean {
  return series.some(({ values }) => values.some(Boolean));
}

/** The service that all is of; of several some may be found, and others go by another name. */
function onlyService(where: readonly SpanCondition[]): string | undefined {
  const ofService = where.filter(({ field }) => field === 'service');
  const [only] = ofService;
  return ofService.length === 1 && only?.op === 'in' && only.values.length === 1 ? only.values[0] : undefined;
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
