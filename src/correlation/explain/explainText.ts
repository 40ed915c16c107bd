import * as v from 'valibot';
import { type ExplainedLine, explainLine } from '../../telemetry/explain/explainLine';
import { type ExplainedMetrics, explainMetrics } from '../../telemetry/explain/explainMetrics';
import { TRACE_BODY } from '../../telemetry/dialects/traceql/bodies';
import { readTrace, spanCount } from '../../telemetry/dialects/traceql/read';
import { joinServices, type ServiceIdentity } from '../joins';
import { type ExplainedTrace, explainTrace } from './explainTrace';

export const EXPLAINED_KINDS = ['lines', 'metrics', 'traces', 'joins'] as const;
export type ExplainedKind = (typeof EXPLAINED_KINDS)[number];

/** What is read of a text that somebody gave. */
export type Explained =
  | { kind: 'lines'; lines: ExplainedLine[] }
  | { kind: 'metrics'; job: string; metrics: ExplainedMetrics }
  | { kind: 'traces'; traces: ExplainedTrace }
  | { kind: 'joins'; services: ServiceIdentity[] };

export interface ExplainOptions {
  /** What the text is; told by its form where left out. */
  kind?: ExplainedKind;
  /** The job that scrapes a page of metrics. */
  job?: string;
}

/** A text that is none of the kinds; the message says what was expected. */
export class NotExplained extends Error {
  override name = 'NotExplained';
}

const Labels = v.record(v.string(), v.string());
const Lines = v.array(v.object({ line: v.string(), labels: v.optional(Labels), metadata: v.optional(Labels) }));
const Page = v.object({ metrics: v.string(), job: v.optional(v.string()) });

/** A trace as Tempo answers with it, or as OTLP has it. */
const Otlp = v.pipe(
  TRACE_BODY,
  v.check(
    ({ trace, batches, resourceSpans }) => (trace ?? batches ?? resourceSpans) !== undefined,
    'Expected "trace", "batches" or "resourceSpans"'
  )
);

const OtlpBatches = v.array(v.union([v.object({ scopeSpans: v.unknown() }), v.object({ resource: v.unknown() })]));
/** What has spans, be it in a form that is not read (Jaeger's). A log line may have a `trace` or `data`, too. */
const Spans = v.union([
  v.object({ resourceSpans: OtlpBatches }),
  v.object({ batches: OtlpBatches }),
  v.object({ trace: v.union([v.object({ resourceSpans: v.unknown() }), v.object({ batches: v.unknown() })]) }),
  v.object({ data: v.array(v.object({ traceID: v.string(), spans: v.unknown() })) }),
]);

const Ids = { traceId: v.string(), spanId: v.optional(v.string()) };
const Seen = v.object({
  name: v.string(),
  aliases: v.optional(v.array(v.string())),
  environments: v.optional(v.array(v.string())),
  namespaces: v.optional(v.array(v.string())),
  counts: v.optional(v.record(v.string(), v.array(v.number()))),
  exemplars: v.optional(v.array(v.object({ ...Ids, duration: v.optional(v.number()) }))),
  lines: v.optional(v.array(v.object({ ...Ids, time: v.optional(v.number(), 0) })), []),
});

/** A name, alone or with what was seen of it. */
const Name = v.pipe(
  v.union([v.string(), Seen]),
  v.transform((name) => (typeof name === 'string' ? { name, lines: [] } : name))
);
const Span = v.object({
  traceId: v.string(),
  spanId: v.string(),
  service: v.string(),
  start: v.number(),
  duration: v.number(),
});
const Override = v.object({
  service: v.string(),
  logs: v.optional(v.nullable(v.string())),
  traces: v.optional(v.nullable(v.string())),
});
const Names = v.object({
  metrics: v.optional(v.array(Name), []),
  logs: v.optional(v.array(Name), []),
  traces: v.optional(v.array(Name), []),
  spans: v.optional(v.array(Span), []),
  overrides: v.optional(v.array(Override), []),
});

/**
 * What the pages would make of a text: log lines, a page of metrics, a trace, or the names that services have.
 * docs/explain.md has the forms. Asks nobody.
 * @throws NotExplained
 */
export function explainText(text: string, { kind, job = 'job' }: ExplainOptions = {}): Explained {
  const json = parsed(text);
  switch (kind ?? kindOf(json, text)) {
    case 'lines':
      return { kind: 'lines', lines: givenLines(json, text).map(explainLine) };
    case 'traces':
      return explainOtlp(expected(Otlp, json, 'a trace in OTLP JSON'));
    case 'joins':
      return { kind: 'joins', services: joinServices(expected(Names, json, 'names by metrics, logs and traces')) };
    default:
      return explainPage(v.is(Page, json) ? { job, ...json } : { metrics: text, job });
  }
}

function explainOtlp(body: v.InferOutput<typeof Otlp>): Explained {
  return { kind: 'traces', traces: explainTrace(readTrace(body), spanCount(body)) };
}

function explainPage({ metrics, job }: { metrics: string; job: string }): Explained {
  try {
    return { kind: 'metrics', job, metrics: explainMetrics(metrics, job) };
  } catch (error) {
    throw new NotExplained(`No page of metrics: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** By the form: a list of lines, an object with spans or names, lines of samples; else each line is a log line. */
function kindOf(json: unknown, text: string): ExplainedKind {
  if (Array.isArray(json)) {
    return 'lines';
  }
  if (v.is(Spans, json)) {
    return 'traces';
  }
  if (v.is(v.object({ traces: v.unknown() }), json) || v.is(v.object({ logs: v.unknown() }), json)) {
    return 'joins';
  }
  return v.is(Page, json) || isPage(text) ? 'metrics' : 'lines';
}

/** Whether every line of a text is a comment or a name with a number. */
function isPage(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.every((line) => /^#|^[a-zA-Z_:][\w:]*(?:\{.*\})?\s+[-+\d.eEINFinfNa]+(?:\s|$)/.test(line));
}

/** Lines with what stands beside them, or a plain text with a log line in each of its lines. */
function givenLines(json: unknown, text: string): v.InferOutput<typeof Lines> {
  if (Array.isArray(json)) {
    return expected(Lines, json, 'a list of { line, labels, metadata }');
  }
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ({ line }));
}

function expected<S extends v.GenericSchema>(schema: S, json: unknown, what: string): v.InferOutput<S> {
  const { success, output, issues } = v.safeParse(schema, json);
  if (!success) {
    const [issue] = issues;
    throw new NotExplained(`Not ${what}: ${v.getDotPath(issue) ?? 'the text'}: ${issue.message}`);
  }
  return output;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
