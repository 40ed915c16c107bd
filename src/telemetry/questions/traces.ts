import { type QueryCost, type SentQuery } from './logs';
import { type TimeSpan } from '../timeSpan';

export type AttributeValue = string | number | boolean | ReadonlyArray<string | number | boolean>;
export type Attributes = Readonly<Record<string, AttributeValue>>;

export type SpanKind = 'server' | 'client' | 'producer' | 'consumer' | 'internal' | 'unspecified';

/** Something that happened within a span. */
export interface SpanEvent {
  name: string;
  /** Milliseconds since the epoch. */
  time: number;
  attributes: Attributes;
}

/** A span with OpenTelemetry's meaning. Times are milliseconds since the epoch, down to the microsecond. */
export interface Span {
  /** Normalised: 32 digits. */
  traceId: string;
  /** Normalised: 16 digits. */
  spanId: string;
  parentSpanId?: string;
  service: string;
  name: string;
  kind: SpanKind;
  start: number;
  duration: number;
  status: 'unset' | 'ok' | 'error';
  statusMessage?: string;
  attributes: Attributes;
  resource: Attributes;
  events: readonly SpanEvent[];
  links: ReadonlyArray<{ traceId: string; spanId: string; attributes?: Attributes }>;
  scope?: string;
  /** As in the W3C trace context, where there is one. */
  traceState?: string;
}

/** All spans of a request. */
export interface Trace {
  traceId: string;
  /** In no particular order; parents may be missing. */
  spans: Span[];
  /** Why not all of it is there, where the backend says so. */
  partial?: string;
  sent: SentQuery[];
}

/** What spans say in the one vocabulary, whatever semantic convention they follow. */
export const SPAN_FIELDS = [
  'service',
  'name',
  'kind',
  'route',
  'method',
  'status',
  'environment',
  'namespace',
  'instance',
  'version',
] as const;

/** A word of the vocabulary, or an attribute by its name: of the span or of the resource. */
export type SpanField = (typeof SPAN_FIELDS)[number] | `span.${string}` | `resource.${string}`;

export function isSpanField(text: string): text is SpanField {
  return (SPAN_FIELDS as readonly string[]).includes(text) || /^(?:span|resource)\../s.test(text);
}

/** A condition on a span. Whole values, taken literally. */
export type SpanCondition =
  | { field: SpanField; op: 'in' | 'notIn'; values: string[] }
  /** Bounds in seconds; either may be left out. The lower one is in it, the upper one is not. */
  | { field: 'duration'; op: 'between'; from?: number; to?: number }
  /** Whether the span's status is error. */
  | { field: 'error'; op: 'is'; value: boolean };

/** Which spans are meant: every condition has to hold for one and the same span. */
export interface SpanSelection {
  where: SpanCondition[];
  /**
   * `requests`: spans that serve a request from outside their service (kind server or consumer, and roots).
   * `all`: every span.
   */
  spans: 'requests' | 'all';
}

/** Traces as wholes of which a span is meant, with what a search tells of their spans: to see who called whom. */
export interface WholeTracesQuestion extends SpanSelection {
  about: 'wholeTraces';
  limit: number;
}

/** Rate, errors or durations of spans: TraceQL metrics, or the sample shop. */
export interface SpanSeriesQuestion extends SpanSelection {
  about: 'spanSeries';
  measure:
    | { kind: 'rate' }
    | { kind: 'errors' }
    | { kind: 'quantile'; q: number }
    /** Spans per bucket of duration and step; `le` labels each series with its upper bound in seconds. */
    | { kind: 'distribution' };
  by: SpanField[];
  exemplars?: boolean;
}

/** A trace as a search finds it. */
export interface FoundTrace {
  /** Normalised: 32 digits. */
  traceId: string;
  rootService: string;
  rootName: string;
  /** Milliseconds since the epoch, and milliseconds. */
  start: number;
  duration: number;
  spanCount?: number;
  errorCount?: number;
  services?: ReadonlyArray<{ service: string; spanCount?: number; errorCount?: number }>;
  /** The span that met the conditions; with the attributes that the backend returned. */
  matched?: MatchedSpan;
  /** All that did and were asked for, where more than one was. */
  matches?: readonly MatchedSpan[];
}

export type MatchedSpan = Pick<Span, 'spanId' | 'service' | 'name' | 'start' | 'duration' | 'status' | 'attributes'>;

export interface TraceSearchQuestion extends SpanSelection {
  about: 'traces';
  limit: number;
  /** How many of the spans that meet the conditions are wanted of each trace; one if left out. */
  spansOfEach?: number;
}

export interface TraceSearchAnswer {
  /** The latest first. */
  traces: FoundTrace[];
  /** There are, or may be, more than these: traces, or of one of them spans where more than one was wanted. */
  isCut: boolean;
  cost?: QueryCost;
  sent: SentQuery[];
}

/** Spans with all of their attributes, as a sample to compare in the browser. */
export interface SpanSampleQuestion extends SpanSelection {
  about: 'spans';
  limit: number;
}

export interface SpanSampleAnswer {
  spans: Span[];
  /** There were more; these are those that the backend chose. */
  isCut: boolean;
  sent: SentQuery[];
}

export interface SpanSeries {
  labels: Readonly<Record<string, string>>;
  /** Milliseconds; the value is that of the step that ends there. */
  times: number[];
  /** Spans per second for rates and errors, seconds for quantiles, spans for distributions. */
  values: Array<number | null>;
}

export interface SpanExemplar {
  traceId: string;
  time: number;
  /** Seconds. */
  duration: number;
  labels: Readonly<Record<string, string>>;
}

export interface SpanSeriesAnswer {
  series: SpanSeries[];
  exemplars: SpanExemplar[];
  /** What it rests on where that is not every request: `sampled`. */
  note?: string;
  sent: SentQuery[];
}

export interface WholeTracesAnswer {
  /** Of large traces not all: so many as the backend hands out. */
  spans: Span[];
  /** There are, or may be, more traces. */
  isCut: boolean;
  sent: SentQuery[];
}

/** How often each value of each attribute occurs among selected spans and among the rest. */
export interface AttributeCounts {
  selection: { spans: number; values: ReadonlyMap<SpanField, ReadonlyMap<string, number>> };
  rest: { spans: number; values: ReadonlyMap<SpanField, ReadonlyMap<string, number>> };
  /** `all`: every span that the backend holds. `sample`: only so many as were fetched. */
  basis: 'all' | 'sample';
  /** So many spans say as much as one alone, because traces have several that are alike; unknown if left out. */
  designEffect?: number;
  /** The bounded list of values of an attribute was cut, so a share may be too small. */
  isCut?: boolean;
  sent: SentQuery[];
}

/** Calls from one service to another, or to a database or peer outside; messages to a queue, and from it. */
export interface ServiceEdge {
  from: string;
  /** What `from` is, where it is no service. */
  fromKind?: 'messaging';
  to: string;
  /** What `to` is. */
  kind: 'service' | 'database' | 'messaging' | 'external';
  /** Nobody waits for it: messages. */
  isAsynchronous?: boolean;
  /** Calls per second, those that failed per second. */
  rate: number;
  errorRate: number;
  /** Seconds. */
  p95?: number;
}

export interface ServiceEdgesAnswer {
  edges: ServiceEdge[];
  /** `metrics`: counted by Tempo's metrics generator. `spans`: from so many sampled traces. */
  basis: 'metrics' | { sampledTraces: number };
  /** From so many sampled traces ways over queues were read, where all others were counted. */
  sampledMessages?: number;
  sent: SentQuery[];
}

/** Spans of other traces that are linked to one. */
export interface LinkingSpansAnswer {
  spans: Span[];
  /** Whether there may be more. */
  isCut: boolean;
}

/**
 * Where traces come from: Tempo, or the sample shop. Asks as the signed-in user; an aborted signal cancels upstream.
 * All throw a failure that says whether the source is absent, forbidden or failed.
 */
export interface TraceSource {
  /**
   * @param near when it was, to look in less data first; what is not found there is looked for at all times
   * @returns undefined where there is no such trace
   */
  trace(traceId: string, near?: TimeSpan, signal?: AbortSignal): Promise<Trace | undefined>;
  search(question: TraceSearchQuestion, span: TimeSpan, signal?: AbortSignal): Promise<TraceSearchAnswer>;
  sample(question: SpanSampleQuestion, span: TimeSpan, signal?: AbortSignal): Promise<SpanSampleAnswer>;
  /** The latest traces of a span of time; one request. */
  wholeTraces(question: WholeTracesQuestion, span: TimeSpan, signal?: AbortSignal): Promise<WholeTracesAnswer>;
  /**
   * @param step milliseconds; `whole` for one value of the whole span of time
   * @throws NotCountedError where the source finds spans and does not count them
   */
  series(
    question: SpanSeriesQuestion,
    span: TimeSpan,
    step: number | 'whole',
    signal?: AbortSignal
  ): Promise<SpanSeriesAnswer>;
  /**
   * Counts attributes of the selected spans and of the rest of a base.
   * @param selection what sets the selected ones apart, and when they were, within the base
   */
  compare(
    base: SpanSelection,
    selection: { where: SpanCondition[]; span: TimeSpan },
    span: TimeSpan,
    signal?: AbortSignal
  ): Promise<AttributeCounts>;
  attributeNames(span: TimeSpan, signal?: AbortSignal): Promise<SpanField[]>;
  attributeValues(field: SpanField, span: TimeSpan, signal?: AbortSignal): Promise<string[]>;
  serviceEdges(span: TimeSpan, signal?: AbortSignal): Promise<ServiceEdgesAnswer>;
  /**
   * @param traceId normalised
   * @returns undefined where the source cannot search for links
   */
  linkingSpans(traceId: string, span: TimeSpan, signal?: AbortSignal): Promise<LinkingSpansAnswer | undefined>;
}
