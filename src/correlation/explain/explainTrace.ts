import { findParents } from '../../analysis/trace/parents';
import { attributeText, databaseOf, isFailed, methodOf, peerOf, valueOf } from '../../telemetry/conventions/spans';
import { presentNameOf } from '../../telemetry/conventions/spans/formerNames';
import { type ReadTrace } from '../../telemetry/dialects/traceql/read';
import { type Attributes, type AttributeValue, type Span } from '../../telemetry/questions/traces';

/** What is read of a span, by the words of the pages. Duration in seconds. */
const ROLES = {
  service: (span: Span) => span.service,
  name: (span: Span) => span.name,
  kind: (span: Span) => span.kind,
  duration: (span: Span) => span.duration / 1000,
  error: isFailed,
  route: (span: Span) => valueOf(span, 'route'),
  method: methodOf,
  status: (span: Span) => valueOf(span, 'status'),
  environment: (span: Span) => valueOf(span, 'environment'),
  namespace: (span: Span) => valueOf(span, 'namespace'),
  instance: (span: Span) => valueOf(span, 'instance'),
  version: (span: Span) => valueOf(span, 'version'),
  peer: (span: Span) => peerOf(span)?.name,
  peerKind: (span: Span) => peerOf(span)?.kind,
  statement: (span: Span) => databaseOf(span)?.statement,
} satisfies Record<string, (span: Span) => string | number | boolean | undefined>;

export type SpanRole = keyof typeof ROLES;
const ROLE_NAMES = Object.keys(ROLES) as SpanRole[];

/**
 * What a value was read from: an attribute of the span or of its resource, the span's name or status, the span itself
 * (what every span has), or several that say the same.
 */
export type SpanOrigin = `span:${string}` | `resource:${string}` | 'name' | 'status' | 'span' | 'several';

/** One thing that was read of a span. */
export interface ReadOfSpan {
  value: string | number | boolean;
  from: SpanOrigin;
  /** What the attribute is called now, where it has a name of an older semantic convention. */
  replacedBy?: string;
}

/** What is read of a span, where from, and what has no meaning of its own. */
export interface ExplainedSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  /** `orphan`: it names a parent that is not there; `cycle`: parents go round, and it is taken for the first. */
  place: 'root' | 'child' | 'orphan' | 'cycle';
  read: Partial<Record<SpanRole, ReadOfSpan>>;
  /** Attributes that no rule took: they are shown, and can be filtered by. */
  attributes: Record<string, AttributeValue>;
  resource: Record<string, AttributeValue>;
  /** Spans that it is linked with, of this or another trace. */
  links: Array<{ traceId: string; spanId: string }>;
}

/** What is read of a trace. */
export interface ExplainedTrace {
  spans: ExplainedSpan[];
  /** Span ids: of those without a parent, and of those whose parent is not there. */
  roots: string[];
  orphans: string[];
  /** Spans that came twice, and were read once. */
  duplicates: number;
  /** Spans without a usable id, which are not read. */
  notRead: number;
  /** Why not all of it is there, where the backend says so. */
  partial?: string;
}

/**
 * Explains what the pages read of a trace.
 * @param given how many spans there were before they were read
 */
export function explainTrace({ spans: read, partial }: ReadTrace, given: number): ExplainedTrace {
  const { spans, parents, detached, duplicates } = findParents(read);
  const explained = spans.map((span, index) => {
    const why = detached.get(index);
    const place = why === 'cycle' ? 'cycle' : why ? 'orphan' : (parents[index] ?? -1) < 0 ? 'root' : 'child';
    return { ...explainSpan(span), place } satisfies ExplainedSpan;
  });
  const idsOf = (place: ExplainedSpan['place']) =>
    explained.filter((span) => span.place === place).map(({ spanId }) => spanId);
  return {
    spans: explained,
    roots: idsOf('root'),
    orphans: idsOf('orphan'),
    duplicates,
    notRead: given - read.length,
    ...(partial !== undefined && { partial }),
  };
}

/**
 * Reads a span as the pages do, and finds out what each value comes from by reading it again with one thing less each
 * time: what is then missing or other came from that.
 */
function explainSpan(span: Span): Omit<ExplainedSpan, 'place'> {
  const without: Without[] = [
    ...Object.entries(span.attributes).map(([name, value]): Without => ({
      origin: `span:${name}`,
      span: { ...span, attributes: omit(span.attributes, name) },
      held: attributeText(value),
    })),
    ...Object.entries(span.resource).map(([name, value]): Without => ({
      origin: `resource:${name}`,
      span: withResource(span, omit(span.resource, name)),
      held: attributeText(value),
    })),
    { origin: 'name', span: { ...span, name: '' }, held: span.name },
    { origin: 'status', span: { ...span, status: 'unset' }, held: span.status },
  ];
  const read: ExplainedSpan['read'] = {};
  for (const role of ROLE_NAMES) {
    const value = ROLES[role](span);
    if (value !== undefined && value !== '') {
      const from = originOf(role, value, without);
      const present = presentNameOf(from.slice(from.indexOf(':') + 1));
      read[role] = { value, from, ...(present !== undefined && { replacedBy: present }) };
    }
  }
  const { traceId, spanId, parentSpanId } = span;
  const isTaken = (origin: SpanOrigin, alone: Span) =>
    Object.values(read).some(({ from }) => from === origin) ||
    ROLE_NAMES.some((role) => OF_ATTRIBUTES.has(role) && isSaid(ROLES[role](alone)));
  const bare = { ...withResource(span, {}), attributes: {}, name: '' };
  return {
    traceId,
    spanId,
    ...(parentSpanId !== undefined && { parentSpanId }),
    read,
    attributes: pick(
      span.attributes,
      (name, value) => !isTaken(`span:${name}`, { ...bare, attributes: { [name]: value } })
    ),
    resource: pick(span.resource, (name, value) => !isTaken(`resource:${name}`, withResource(bare, { [name]: value }))),
    links: span.links.map((link) => ({ traceId: link.traceId, spanId: link.spanId })),
  };
}

/** What every span has, whatever its attributes. */
const ITSELF: ReadonlySet<SpanRole> = new Set(['name', 'kind', 'duration']);
/** What one attribute alone may say. */
const OF_ATTRIBUTES: ReadonlySet<SpanRole> = new Set(
  ROLE_NAMES.filter((role) => !ITSELF.has(role) && role !== 'error')
);
/**
 * What a value is from: of several things without which it is missing or other, the one that holds just this value. A
 * span that did not fail has nothing that says so but its status.
 */
function originOf(role: SpanRole, value: ReadOfSpan['value'], without: readonly Without[]): SpanOrigin {
  if (ITSELF.has(role)) {
    return 'span';
  }
  if (value === false) {
    return 'status';
  }
  const needed = without.filter(({ span }) => ROLES[role](span) !== value);
  return (needed.find(({ held }) => held === String(value)) ?? needed[0])?.origin ?? 'several';
}

/** A span without one thing that it said. */
interface Without {
  origin: SpanOrigin;
  span: Span;
  /** What that thing held. */
  held: string;
}

function isSaid(value: string | number | boolean | undefined): boolean {
  return value !== undefined && value !== '';
}

/** The service is read of the resource when spans are. */
function withResource(span: Span, resource: Attributes): Span {
  return { ...span, resource, service: valueOf({ name: '', attributes: {}, resource }, 'service') ?? '' };
}

function omit(attributes: Attributes, name: string): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([one]) => one !== name));
}

function pick(attributes: Attributes, isKept: (name: string, value: AttributeValue) => boolean): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([name, value]) => isKept(name, value)));
}
