import { type Span } from '../../telemetry/questions/traces';

/** Why a span stands at the top although it names a parent. */
export type Detachment = 'missing-parent' | 'cycle';

/** Spans without those that came twice, and the index of each one's parent among them; -1 for none. */
export interface Parents {
  spans: Span[];
  parents: number[];
  detached: Map<number, Detachment>;
  duplicates: number;
  /** Indices among the spans by span id. */
  byId: Map<string, number[]>;
}

/** Finds the parent of each span. Following parents upwards from any of them ends at the top. */
export function findParents(given: readonly Span[]): Parents {
  const { spans, byId } = distinct(given);
  const detached = new Map<number, Detachment>();
  const parents = spans.map((span, i) => {
    const parent = parentOf(span, i, spans, byId);
    if (parent === undefined) {
      detached.set(i, span.parentSpanId === span.spanId ? 'cycle' : 'missing-parent');
    }
    return parent ?? -1;
  });
  openCycles(spans, parents, detached);
  return { spans, parents, detached, duplicates: given.length - spans.length, byId };
}

/** An id is shared by both ends of a call at the most; where more have it, whoever made the ids did not, and only some are looked at. */
const MOST_WITH_ONE_ID = 8;

function someWith(id: string, byId: ReadonlyMap<string, readonly number[]>): readonly number[] {
  const all = byId.get(id) ?? NONE;
  return all.length > MOST_WITH_ONE_ID ? all.slice(0, MOST_WITH_ONE_ID) : all;
}

/** The same span may be kept by several ingesters, or be sent again; the one that lasts longest is the finished one. */
function distinct(given: readonly Span[]): { spans: Span[]; byId: Map<string, number[]> } {
  const spans: Span[] = [];
  const byId = new Map<string, number[]>();
  for (const span of given) {
    const known = someWith(span.spanId, byId);
    const twin = known.length === 0 ? undefined : known.find((index) => isSame(spans[index], span));
    const kept = twin === undefined ? undefined : spans[twin];
    if (twin !== undefined && kept) {
      spans[twin] = span.duration > kept.duration ? span : kept;
    } else {
      const index = spans.push(span) - 1;
      if (known.length === 0) {
        byId.set(span.spanId, [index]);
      } else {
        byId.get(span.spanId)?.push(index);
      }
    }
  }
  return { spans, byId };
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
function parentOf(
  span: Span,
  index: number,
  spans: readonly Span[],
  byId: ReadonlyMap<string, readonly number[]>
): number | undefined {
  const twins = span.kind === 'server' ? someWith(span.spanId, byId) : NONE;
  if (twins.length > 1) {
    // Zipkin gives both ends of a call one id; then the caller's end is the parent.
    const caller = twins.find((other) => other !== index && spans[other]?.kind === 'client');
    if (caller !== undefined) {
      return caller;
    }
  }
  if (!span.parentSpanId) {
    return -1;
  }
  const candidates = span.parentSpanId === span.spanId ? NONE : someWith(span.parentSpanId, byId);
  return candidates.length < 2
    ? candidates[0]
    : (candidates.find((other) => spans[other]?.service === span.service) ??
        candidates.find((other) => spans[other]?.kind === 'server') ??
        candidates[0]);
}

const NONE: readonly number[] = [];

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
