import { selfTimes } from './selfTime';
import { forEachChild, type SpanTree } from './tree';
import { type Reference, type ReferenceSpan, siblingKeys } from './reference';

/** How a span does against its counterpart. */
export interface SpanComparison {
  verdict: 'same' | 'slower' | 'faster' | 'extra';
  /** Milliseconds more (or less) than the counterpart, as a whole and by itself; undefined without one. */
  delta?: number;
  ownDelta?: number;
  /** Milliseconds that the counterpart took. */
  reference?: number;
  /** Share of the traces compared with that have it. */
  share: number;
}

/** A span that the traces compared with have and this one has not. What is below goes with it. */
export interface MissingSpan {
  /** Index of the node that it would be under; -1 for the top. */
  parent: number;
  service: string;
  name: string;
  /** Milliseconds that it takes there, and when it begins, in milliseconds since the trace began. */
  duration: number;
  time: number;
  share: number;
  /** How many spans are missing with it, itself among them. */
  spans: number;
}

/** A trace beside others: what is extra, missing, slower or faster. */
export interface TraceComparison {
  /** By node. */
  spans: readonly SpanComparison[];
  missing: readonly MissingSpan[];
  /** How many traces it is compared with. */
  traces: number;
  /**
   * The node that takes the most more by itself, and how many milliseconds: where to look first. None where none takes
   * notably more.
   */
  culprit?: { node: number; more: number };
}

/** What is in less than this share of the traces compared with is extra here, and not missed where it is not. */
const USUAL = 0.5;
/** A factor and a share of the request's duration, both of which a notable difference exceeds. */
const NOTABLE = { factor: 1.25, share: 0.02, ms: 0.1 };

/**
 * Aligns a trace with what it is compared with: by the path of services and names from the top, and among siblings of
 * the same name by the order in which they begin.
 */
export function compareTrees(tree: SpanTree, reference: Reference): TraceComparison {
  const own = selfTimes(tree);
  const least = Math.max(NOTABLE.ms, NOTABLE.share * tree.length);
  const spans: SpanComparison[] = tree.nodes.map(() => ({ verdict: 'extra', share: 0 }));
  const missing: MissingSpan[] = [];
  const stack: Array<{ index: number; counterpart: ReferenceSpan }> = [{ index: -1, counterpart: reference.top }];
  for (let pair = stack.pop(); pair; pair = stack.pop()) {
    const { index, counterpart } = pair;
    const keyOf = siblingKeys();
    const met = new Set<string>();
    forEachChild(tree, index, ({ index: child, span }) => {
      const key = keyOf(span.service, span.name);
      const other = counterpart.children.get(key);
      if (other) {
        met.add(key);
        spans[child] = judge(span.duration, own[child] ?? 0, other, least);
        stack.push({ index: child, counterpart: other });
      }
    });
    const start = tree.nodes[index]?.start ?? 0;
    for (const [key, other] of counterpart.children) {
      if (!met.has(key) && other.share >= USUAL) {
        const { service, name, duration, share } = other;
        const time = start + other.offset;
        missing.push({ parent: index, service, name, duration, time, share, spans: countUsual(other) });
      }
    }
  }
  const culprit = reference.traces === 0 ? undefined : culpritOf(spans, own, least);
  return { spans, missing, traces: reference.traces, ...(culprit && { culprit }) };
}

function judge(duration: number, own: number, other: ReferenceSpan, least: number): SpanComparison {
  const delta = duration - other.duration;
  const grew = Math.max(duration, other.duration) >= NOTABLE.factor * Math.min(duration, other.duration);
  const isNotable = grew && Math.abs(delta) >= least;
  const verdict = other.share < USUAL ? 'extra' : !isNotable ? 'same' : delta > 0 ? 'slower' : 'faster';
  return { verdict, delta, ownDelta: own - other.own, reference: other.duration, share: other.share };
}

/** @param own milliseconds by itself, by node: all that an extra one takes is more */
function culpritOf(spans: readonly SpanComparison[], own: Float64Array, least: number): TraceComparison['culprit'] {
  let culprit: TraceComparison['culprit'];
  spans.forEach(({ verdict, ownDelta = 0 }, node) => {
    const more = verdict === 'extra' ? (own[node] ?? 0) : ownDelta;
    if (more > (culprit?.more ?? least)) {
      culprit = { node, more };
    }
  });
  return culprit;
}

function countUsual(top: ReferenceSpan): number {
  let count = 0;
  const stack = [top];
  for (let span = stack.pop(); span; span = stack.pop()) {
    count++;
    for (const child of span.children.values()) {
      if (child.share >= USUAL) {
        stack.push(child);
      }
    }
  }
  return count;
}
