import { t } from '../../../i18n/t';
import { valueOf } from '../../conventions/spans/fields';
import {
  type Attributes,
  type FoundTrace,
  type MatchedSpan,
  type Span,
  type SpanEvent,
  type SpanField,
  type SpanKind,
} from '../../questions/traces';
import { normalizeSpanId, normalizeTraceId } from '../../traceId';
import { type FoundSpan, type OtlpSpan, type ResourceSpans, type SearchBody, type TraceBody } from './bodies';
import {
  hexId,
  millisecondsBetween,
  millisecondsOf,
  NO_TIME,
  type OtlpAttribute,
  readAttributes,
  readNanoseconds,
} from './values';

/**
 * What Tempo answered for a trace: no spans where it has no such trace; why not all are there, where it says that some
 * are not.
 */
export interface ReadTrace {
  spans: Span[];
  partial?: string;
}

/** The spans of a trace. */
export function readTrace(body: TraceBody): ReadTrace {
  const spans = batchesOf(body).flatMap(readResource);
  return traceOf(spans, body.status === 'PARTIAL', body.message);
}

/** How many spans a trace has, those without a usable id included. */
export function spanCount(body: TraceBody): number {
  return batchesOf(body)
    .flatMap(({ scopeSpans = [] }) => scopeSpans)
    .reduce((sum, { spans = [] }) => sum + spans.length, 0);
}

function batchesOf({ trace, batches, resourceSpans }: TraceBody): ResourceSpans[] {
  return trace?.resourceSpans ?? trace?.batches ?? batches ?? resourceSpans ?? [];
}

/** A trace, with Tempo's word on why only a part of it is there. */
export function traceOf(spans: Span[], isPartial: boolean, message: string | undefined): ReadTrace {
  return isPartial
    ? { spans, partial: message || t('trace.partial', 'Tempo returned only a part of this trace') }
    : { spans };
}

/** The service that a resource stands for; empty where it does not say. */
export function serviceOf(resource: Attributes): string {
  return valueOf({ name: '', attributes: {}, resource }, 'service') ?? '';
}

function readResource({ resource, scopeSpans = [] }: ResourceSpans): Span[] {
  const attributes = readAttributes(resource?.attributes);
  const service = serviceOf(attributes);
  return scopeSpans.flatMap(({ scope, spans = [] }) =>
    spans.flatMap((span) => {
      const read = readSpan(span, service, attributes, scope?.name);
      return read ? [read] : [];
    })
  );
}

function readSpan(span: OtlpSpan, service: string, resource: Attributes, scope?: string): Span | undefined {
  const traceId = normalizeTraceId(hexId(span.traceId, 16));
  const spanId = normalizeSpanId(hexId(span.spanId, 8));
  if (traceId === undefined || spanId === undefined) {
    return undefined;
  }
  const start = readNanoseconds(span.startTimeUnixNano);
  return {
    traceId,
    spanId,
    parentSpanId: normalizeSpanId(hexId(span.parentSpanId, 8)),
    service,
    name: span.name ?? '',
    kind: readKind(span.kind),
    start: millisecondsOf(start),
    duration: millisecondsBetween(start, readNanoseconds(span.endTimeUnixNano)),
    status: readStatus(span.status?.code),
    ...(span.status?.message ? { statusMessage: span.status.message } : {}),
    attributes: readAttributes(span.attributes),
    resource,
    events: (span.events ?? []).map(readEvent),
    links: (span.links ?? []).flatMap(readLink),
    ...(scope ? { scope } : {}),
    ...(span.traceState ? { traceState: span.traceState } : {}),
  };
}

function readEvent(event: NonNullable<OtlpSpan['events']>[number]): SpanEvent {
  return {
    name: event.name ?? '',
    time: millisecondsOf(readNanoseconds(event.timeUnixNano)),
    attributes: readAttributes(event.attributes),
  };
}

function readLink(link: NonNullable<OtlpSpan['links']>[number]): Span['links'] {
  const traceId = normalizeTraceId(hexId(link.traceId, 16));
  const spanId = normalizeSpanId(hexId(link.spanId, 8));
  return traceId !== undefined && spanId !== undefined
    ? [{ traceId, spanId, attributes: readAttributes(link.attributes) }]
    : [];
}

/** By OpenTelemetry's numbers. */
export const KINDS: readonly SpanKind[] = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];
/** By OpenTelemetry's numbers. */
export const STATUSES: ReadonlyArray<Span['status']> = ['unset', 'ok', 'error'];

/** `SPAN_KIND_SERVER`, `server` and 2 are the same. */
function readKind(kind: string | number | undefined): SpanKind {
  const word = String(kind ?? '')
    .replace('SPAN_KIND_', '')
    .toLowerCase();
  return KINDS.find((known) => known === word) ?? KINDS[Number(word || 0)] ?? 'unspecified';
}

function readStatus(code: string | number | undefined): Span['status'] {
  const word = String(code ?? '')
    .replace('STATUS_CODE_', '')
    .toLowerCase();
  return STATUSES.find((known) => known === word) ?? STATUSES[Number(word || 0)] ?? 'unset';
}

/** What Tempo writes where the root has not arrived: for its service, in some versions for its name. */
const NO_ROOT = '<root span not yet received>';

function rootText(text = ''): string {
  return text === NO_ROOT ? '' : text;
}

/** The traces that a search found, the latest first. */
export function readSearch({ traces = [] }: SearchBody): FoundTrace[] {
  const found = traces.flatMap((trace): FoundTrace[] => {
    const traceId = normalizeTraceId(trace.traceID ?? '');
    if (traceId === undefined) {
      return [];
    }
    const matches = spansOf(trace).flatMap((span) => onlyShown(readFoundSpan(span, traceId, () => undefined)) ?? []);
    const [matched] = matches;
    const services = Object.entries(trace.serviceStats ?? {}).map(([service, { spanCount = 0, errorCount = 0 }]) => ({
      service,
      spanCount,
      errorCount,
    }));
    return [
      {
        traceId,
        rootService: rootText(trace.rootServiceName),
        rootName: rootText(trace.rootTraceName),
        start: millisecondsOf(readNanoseconds(trace.startTimeUnixNano)),
        // Tempo counts whole milliseconds; the trace lasts at least as long as its spans.
        duration: Math.max(trace.durationMs ?? 0, matched?.duration ?? 0),
        ...(services.length > 0
          ? {
              spanCount: services.reduce((sum, { spanCount }) => sum + spanCount, 0),
              errorCount: services.reduce((sum, { errorCount }) => sum + errorCount, 0),
              services,
            }
          : {}),
        ...(matched ? { matched } : {}),
        ...(matches.length > 1 ? { matches } : {}),
      },
    ];
  });
  return found.sort((a, b) => b.start - a.start);
}

function onlyShown(span: Span | undefined): MatchedSpan | undefined {
  if (!span) {
    return undefined;
  }
  const { spanId, service, name, start, duration, status, attributes } = span;
  return { spanId, service, name, start, duration, status, attributes };
}

/**
 * The spans that a search returned, with the attributes that were selected.
 * @param fields those that were selected, which tells attributes of the resource from the span's own
 */
export function readSpans({ traces = [] }: SearchBody, fields: readonly SpanField[] = []): Span[] {
  const selected = new Set<string>(fields);
  const scopeOf = (name: string) =>
    selected.has(`span.${name}`) ? 'span' : selected.has(`resource.${name}`) ? 'resource' : undefined;
  return traces.flatMap((trace) => {
    const traceId = normalizeTraceId(trace.traceID ?? '');
    return traceId === undefined
      ? []
      : spansOf(trace).flatMap((span) => {
          const read = readFoundSpan(span, traceId, scopeOf);
          return read ? [read] : [];
        });
  });
}

/** Whether Tempo held back spans of some trace. */
export function hasMoreSpans({ traces = [] }: SearchBody): boolean {
  return traces.some((trace) => setsOf(trace).some(({ spans = [], matched = 0 }) => matched > spans.length));
}

function setsOf({ spanSet, spanSets = [spanSet] }: NonNullable<SearchBody['traces']>[number]) {
  return spanSets.filter((set) => set !== undefined);
}

/** The spans of one trace that a search returned, each once. */
export function spansOf(trace: NonNullable<SearchBody['traces']>[number]): FoundSpan[] {
  const all = setsOf(trace).flatMap(({ spans = [] }) => spans);
  return [...new Map(all.map((span) => [span.spanID, span])).values()];
}

/** Names that belong to resources by convention: searches return attributes without their scope. */
const RESOURCE_NAMES = /^(?:service|deployment|k8s|host|telemetry|container|process|os|cloud)\./;

function readFoundSpan(
  span: FoundSpan,
  traceId: string,
  scopeOf: (name: string) => 'span' | 'resource' | undefined
): Span | undefined {
  const spanId = normalizeSpanId(span.spanID ?? '');
  if (spanId === undefined) {
    return undefined;
  }
  const own: OtlpAttribute[] = [];
  const resource: OtlpAttribute[] = [];
  const intrinsic = new Map<string, string>();
  for (const attribute of span.attributes ?? []) {
    if (attribute.value?.stringValue === 'nil') {
      // How Tempo writes of some attributes that a span has none.
      continue;
    }
    if (INTRINSICS.has(attribute.key)) {
      intrinsic.set(attribute.key, attribute.value?.stringValue ?? '');
    } else {
      const scope = scopeOf(attribute.key) ?? (RESOURCE_NAMES.test(attribute.key) ? 'resource' : 'span');
      (scope === 'resource' ? resource : own).push(attribute);
    }
  }
  const resourceAttributes = readAttributes(resource);
  return {
    traceId,
    spanId,
    parentSpanId: normalizeSpanId(intrinsic.get('span:parentID') ?? ''),
    service: serviceOf(resourceAttributes),
    name: span.name ?? intrinsic.get('name') ?? '',
    kind: readKind(intrinsic.get('kind')),
    start: millisecondsOf(readNanoseconds(span.startTimeUnixNano)),
    duration: millisecondsBetween(NO_TIME, readNanoseconds(span.durationNanos)),
    status: readStatus(intrinsic.get('status')),
    ...(intrinsic.get('statusMessage') ? { statusMessage: intrinsic.get('statusMessage') } : {}),
    attributes: readAttributes(own),
    resource: resourceAttributes,
    events: [],
    links: [],
  };
}

/** What searches return among the attributes without its being one. */
export const INTRINSICS: ReadonlySet<string> = new Set([
  'name',
  'kind',
  'status',
  'statusMessage',
  'span:parentID',
  'duration',
  'nestedSetParent',
  'nestedSetLeft',
  'nestedSetRight',
]);
