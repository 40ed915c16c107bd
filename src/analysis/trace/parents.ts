import { type Span } from '../../telemetry/questions/traces';
import { SpanIds } from './spanIds';

/** Why a span stands at the top although it names a parent. */
export type Detachment = 'missing-parent' | 'cycle';

/** Spans without those that came twice, and the index of each one's parent among them; -1 for none. */
export interface Parents {
  spans: Span[];
  parents: number[];
  detached: Map<number, Detachment>;
  duplicates: number;
  /** Indices among the spans. */
  ids: SpanIds;
}

/** Finds the parent of each span. Following parents upwards from any of them ends at the top. */
export function findParents(given: readonly Span[]): Parents {
  const { spans, ids } = distinct(given);
  const detached = new Map<number, Detachment>();
  const parents = spans.map((span, i) => {
    const parent = parentOf(span, i, spans, ids);
    if (parent === undefined) {
      detached.set(i, span.parentSpanId === span.spanId ? 'cycle' : 'missing-parent');
    }
    return parent ?? -1;
  });
  openCycles(spans, parents, detached);
  return { spans, parents, detached, duplicates: given.length - spans.length, ids };
}

/** The same span may be kept by several ingesters, or be sent again; the one that lasts longest is the finished one. */
function distinct(given: readonly Span[]): { spans: Span[]; ids: SpanIds } {
  const spans: Span[] = [];
  const ids = new SpanIds();
  for (const span of given) {
    const twin = twinOf(span, spans, ids);
    const kept = twin === undefined ? undefined : spans[twin];
    if (twin !== undefined && kept) {
      spans[twin] = span.duration > kept.duration ? span : kept;
    } else {
      ids.add(span.spanId, spans.push(span) - 1);
    }
  }
  return { spans, ids };
}

function twinOf(span: Span, spans: readonly Span[], ids: SpanIds): number | undefined {
  const first = ids.first(span.spanId);
  return first === undefined || isSame(spans[first], span)
    ? first
    : ids.several(span.spanId).find((index) => isSame(spans[index], span));
}

function isSame(one: Span | undefined, other: Span): boolean {
  return (
    one !== undefined &&
    one.start === other.start &&
    one.kind === other.kind &&
    one.service === other.service &&
    one.name === other.name
  );
}

/** @returns -1 for none, undefined for one that is not there */
function parentOf(span: Span, index: number, spans: readonly Span[], ids: SpanIds): number | undefined {
  if (span.kind === 'server') {
    // Zipkin gives both ends of a call one id; then the caller's end is the parent.
    const caller = ids.several(span.spanId).find((other) => other !== index && spans[other]?.kind === 'client');
    if (caller !== undefined) {
      return caller;
    }
  }
  if (!span.parentSpanId) {
    return -1;
  }
  if (span.parentSpanId === span.spanId) {
    return undefined;
  }
  const several = ids.several(span.parentSpanId);
  return (
    several.find((other) => spans[other]?.service === span.service) ??
    several.find((other) => spans[other]?.kind === 'server') ??
    ids.first(span.parentSpanId)
  );
}

const ON_THIS_WAY = 1;
const BEFORE = 2;

/** Where parents go round in a circle, the earliest span of it becomes its top. */
function openCycles(spans: readonly Span[], parents: number[], detached: Map<number, Detachment>): void {
  const seen = new Uint8Array(spans.length);
  for (let start = 0; start < spans.length; start++) {
    const way: number[] = [];
    let at = start;
    while (at >= 0 && seen[at] === 0) {
      seen[at] = ON_THIS_WAY;
      way.push(at);
      at = parents[at] ?? -1;
    }
    if (at >= 0 && seen[at] === ON_THIS_WAY) {
      const cycle = way.slice(way.indexOf(at));
      const first = cycle.reduce((least, one) => ((spans[one]?.start ?? 0) < (spans[least]?.start ?? 0) ? one : least));
      parents[first] = -1;
      detached.set(first, 'cycle');
    }
    way.forEach((index) => {
      seen[index] = BEFORE;
    });
  }
}
