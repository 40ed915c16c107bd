import { useMemo } from 'react';
import pMap from 'p-map';
import { foreignNames } from '../../analysis/trace/foreignNames';
import { withoutStackLines } from '../../analysis/trace/withoutStackLines';
import { referenceOf, type Reference } from '../../analysis/trace/reference';
import { analyzeTrace, type TraceTimeline, buildTimeline, type TraceAnalysis } from '../../analysis/trace/timeline';
import { buildTree } from '../../analysis/trace/tree';
import { useTelemetryClient } from '../../datasources/client/context';
import { type SourceContext } from '../../datasources/client/sourceContext';
import { type TelemetryClient } from '../../datasources/client/telemetryClient';
import { t } from '../../i18n/t';
import { type LogLinesAnswer } from '../../telemetry/questions/logs';
import { type Span, type Trace } from '../../telemetry/questions/traces';
import { normalizeTraceId } from '../../telemetry/traceId';
import { type AsyncState, useAsyncQuery } from '../../ui/query/useAsyncQuery';
import { hourAround, linesWindow, type StoryQuestion, traceWindow, TYPICAL } from './storyQuestion';

/** More lines than this are cut, and it is said so. */
const MOST_LINES = 5000;
/** Traces that stand for what is usual; each is asked for by itself. */
const TYPICAL_TRACES = 12;
const AT_ONCE = 4;

/** What is known of a request so far; each part comes, and fails, on its own. */
export interface StoryAnswers {
  /** Normalised; undefined for what is no trace id. */
  id?: string;
  trace: AsyncState<FoundTraceAnswer>;
  lines: AsyncState<LogLinesAnswer>;
  compared: AsyncState<Reference>;
  /** Only what belongs to the trace asked for, never to the one before. */
  facts?: TraceAnalysis;
  story?: TraceTimeline;
}

interface FoundTraceAnswer {
  id: string;
  trace?: Trace;
}

/** Asks for a trace and its lines at once, and tells the story as far as it is known. */
export function useStory(question: StoryQuestion, attempt: number): StoryAnswers {
  const { near, compare, context } = question;
  const client = useTelemetryClient();
  const id = normalizeTraceId(question.traceId);
  const trace = useAsyncQuery(
    id === undefined ? undefined : (signal) => findTrace(client, context, id, near, signal),
    [id, near, client, context, attempt],
    t('trace.source.traces', 'The data source for traces')
  );
  const found = trace.value?.id === id ? trace.value?.trace : undefined;
  const facts = useMemo(() => (found && found.spans.length > 0 ? analyzeTrace(found.spans) : undefined), [found]);

  const isLooking = trace.isLoading && !facts;
  const window = linesWindow(question, facts?.tree, isLooking);
  const lines = useAsyncQuery(
    id === undefined || !window
      ? undefined
      : async (signal) => ({ id, ...(await linesOf(client, context, id, window, signal)) }),
    [id, client, context, window?.from, window?.to, attempt],
    t('trace.source.logs', 'The data source for logs')
  );
  const root = facts?.tree.nodes[facts.tree.main]?.span;
  const compared = useAsyncQuery(
    compare === undefined || !root || id === undefined
      ? undefined
      : async (signal) => ({
          with: compare,
          reference: await referenceFor(client, context, compare, id, root, signal),
        }),
    [compare, root, id, client, context],
    t('trace.source.traces', 'The data source for traces')
  );
  const given = lines.value?.id === id ? lines.value : undefined;
  const own = useMemo(() => {
    const services = new Set(facts?.services.map(({ service }) => service));
    return given && { ...given, lines: withoutStackLines(given.lines, services) };
  }, [given, facts]);
  const reference = compare !== undefined && compared.value?.with === compare ? compared.value.reference : undefined;
  const names = useNames(context, facts, own);
  const story = useMemo(
    () =>
      facts &&
      buildTimeline(facts, own?.lines ?? [], reference, {
        serviceOf: ({ reading: { service } }) => names?.get(service ?? '') ?? service,
      }),
    [facts, own, reference, names]
  );
  return {
    ...(id !== undefined && { id }),
    trace,
    lines: { ...lines, value: own },
    compared: { ...compared, value: reference },
    ...(facts && { facts }),
    ...(story && { story }),
  };
}

/** What traces call the services of lines; asked only where neither the trace nor its lines tell. */
function useNames(
  context: SourceContext,
  facts: TraceAnalysis | undefined,
  answer: LogLinesAnswer | undefined
): ReadonlyMap<string, string> | undefined {
  const { identities } = useTelemetryClient();
  const { known, unknown } = useMemo(
    () => (facts && answer ? foreignNames(facts, answer.lines) : { known: undefined, unknown: [] }),
    [facts, answer]
  );
  const asked = JSON.stringify(unknown);
  const when = facts && hourAround(facts.tree.from, facts.tree.from + facts.tree.length);
  // A line whose service is not known stays where its time puts it, and is marked so.
  const found = useAsyncQuery(
    unknown.length > 0 && when ? () => identities.inTraces(context, unknown, when) : undefined,
    [identities, context, asked, when?.from],
    t('trace.source.names', 'The names of services')
  ).value;
  return useMemo(() => (known || found ? new Map([...(found ?? []), ...(known ?? [])]) : undefined), [known, found]);
}

async function findTrace(
  { traces }: TelemetryClient,
  context: SourceContext,
  id: string,
  near: number | undefined,
  signal: AbortSignal
): Promise<FoundTraceAnswer> {
  const source = await traces.open(context);
  return { id, trace: await source.trace(id, traceWindow(near), signal) };
}

async function linesOf(
  { logs }: TelemetryClient,
  context: SourceContext,
  id: string,
  window: { from: number; to: number },
  signal: AbortSignal
): Promise<LogLinesAnswer> {
  const source = await logs.open(context);
  return source.lines(
    {
      about: 'logLines',
      where: [{ field: 'traceId', op: 'in', values: [id] }],
      lines: [],
      limit: MOST_LINES,
      order: 'oldest',
    },
    window,
    signal
  );
}

async function referenceFor(
  client: TelemetryClient,
  context: SourceContext,
  compare: string,
  id: string,
  root: Span,
  signal: AbortSignal
): Promise<Reference> {
  const source = await client.traces.open(context);
  const ids = compare === TYPICAL ? await idsAlike() : [normalizeTraceId(compare) ?? compare];
  const traces = await pMap(ids, (one) => source.trace(one, undefined, signal), { concurrency: AT_ONCE, signal });
  return referenceOf(
    traces.flatMap((trace) => (trace ? [buildTree(trace.spans)] : [])),
    root
  );

  /** Others of the same root, from the hour around. */
  async function idsAlike(): Promise<string[]> {
    const { traces } = await source.search(
      {
        about: 'traces',
        spans: 'requests',
        where: [
          { field: 'service', op: 'in', values: [root.service] },
          { field: 'name', op: 'in', values: [root.name] },
          { field: 'error', op: 'is', value: false },
        ],
        limit: TYPICAL_TRACES + 1,
      },
      hourAround(root.start, Date.now()),
      signal
    );
    return traces
      .map(({ traceId }) => traceId)
      .filter((one) => one !== id)
      .slice(0, TYPICAL_TRACES);
  }
}
