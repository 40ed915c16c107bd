import {
  array,
  custom,
  type GenericSchema,
  type InferOutput,
  nullish,
  number,
  object,
  type OptionalSchema,
  record,
  string,
  union,
} from 'valibot';
import { areAttributes, type OtlpAttribute } from './values';

/*
 * What Tempo's API answers, as far as it is read; more may be in it. Everything may be left out, as JSON of protobuf
 * does with what is empty, or be null.
 */

/** Left out or null: not there either way. Valibot's types do not tell that a default of undefined leaves a key out. */
const left = <S extends GenericSchema>(schema: S) =>
  nullish(schema, () => undefined) as unknown as OptionalSchema<S, undefined>;

const TEXT = left(string());
/** Counts that may be longer than JavaScript counts come as text. */
const COUNT = left(union([string(), number()]));

/** By hand: a large trace has hundreds of thousands of them, and a schema would take longer than reading them does. */
const ATTRIBUTES = left(custom<OtlpAttribute[]>(areAttributes));

const SPAN = object({
  traceId: TEXT,
  spanId: TEXT,
  parentSpanId: TEXT,
  traceState: TEXT,
  name: TEXT,
  kind: COUNT,
  startTimeUnixNano: COUNT,
  endTimeUnixNano: COUNT,
  attributes: ATTRIBUTES,
  status: left(object({ code: COUNT, message: TEXT })),
  events: left(array(object({ timeUnixNano: COUNT, name: TEXT, attributes: ATTRIBUTES }))),
  links: left(array(object({ traceId: TEXT, spanId: TEXT, attributes: ATTRIBUTES }))),
});

/** A span as OTLP writes it in JSON. */
export type OtlpSpan = InferOutput<typeof SPAN>;

const RESOURCE_SPANS = object({
  resource: left(object({ attributes: ATTRIBUTES })),
  scopeSpans: left(array(object({ scope: left(object({ name: TEXT, version: TEXT })), spans: left(array(SPAN)) }))),
});

/** Spans by what they came from. */
export type ResourceSpans = InferOutput<typeof RESOURCE_SPANS>;

const BATCHES = left(array(RESOURCE_SPANS));

/**
 * A trace as Tempo answers with it; the first version of its API has the spans at the top, under an older name, as
 * OTLP itself has them.
 */
export const TRACE_BODY = object({
  trace: left(object({ resourceSpans: BATCHES, batches: BATCHES })),
  batches: BATCHES,
  resourceSpans: BATCHES,
  status: TEXT,
  message: TEXT,
});
export type TraceBody = InferOutput<typeof TRACE_BODY>;

const FOUND_SPAN = object({
  spanID: TEXT,
  name: TEXT,
  startTimeUnixNano: COUNT,
  durationNanos: COUNT,
  attributes: ATTRIBUTES,
});
/** A span that a search returns. */
export type FoundSpan = InferOutput<typeof FOUND_SPAN>;

const SPAN_SET = left(object({ spans: left(array(FOUND_SPAN)), matched: left(number()) }));

/** A search as Tempo answers it. */
export const SEARCH_BODY = object({
  traces: left(
    array(
      object({
        traceID: TEXT,
        rootServiceName: TEXT,
        rootTraceName: TEXT,
        startTimeUnixNano: COUNT,
        durationMs: left(number()),
        spanSet: SPAN_SET,
        spanSets: left(array(SPAN_SET)),
        serviceStats: left(record(string(), object({ spanCount: left(number()), errorCount: left(number()) }))),
      })
    )
  ),
  metrics: left(object({ inspectedBytes: COUNT })),
});
export type SearchBody = InferOutput<typeof SEARCH_BODY>;

const SERIES = object({
  labels: ATTRIBUTES,
  /** Zero is left out. */
  samples: left(array(object({ timestampMs: COUNT, value: COUNT }))),
  exemplars: left(array(object({ labels: ATTRIBUTES, value: COUNT, timestampMs: COUNT }))),
  /** Of an instant query. */
  value: COUNT,
});
export type MetricsSeries = InferOutput<typeof SERIES>;

/** TraceQL metrics as Tempo answers with them. */
export const METRICS_BODY = object({ series: left(array(SERIES)), status: TEXT, message: TEXT });
export type MetricsBody = InferOutput<typeof METRICS_BODY>;
