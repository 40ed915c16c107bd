import { type Span } from '../../telemetry/questions/traces';
import { clockShift } from './clockSkew';
import { type Detachment, findParents } from './parents';

/** A span in its place. Nodes lie in the order in which they are shown: each before its children, these by start. */
export interface SpanNode {
  index: number;
  span: Span;
  /** Index of the parent; -1 at the top. */
  parent: number;
  /** Index after the last descendant: children are at `index + 1`, then each at the `until` of the one before. */
  until: number;
  depth: number;
  /** Milliseconds since the trace began, to the microsecond, after {@link SpanNode.shift}. */
  start: number;
  end: number;
  /** Milliseconds by which the clock of its service was put right, so that it lies within the call that it answers. */
  shift: number;
  detached?: Detachment;
}

/** The spans of a trace by who called whom. */
export interface SpanTree {
  nodes: readonly SpanNode[];
  /** When the earliest span began, milliseconds since the epoch, clocks put right. */
  from: number;
  /** Milliseconds from there to the end of the latest. */
  length: number;
  /**
   * Index of the span that stands for the whole request: the longest at the top that is not detached. -1 for no spans.
   */
  main: number;
  /** Spans that came twice, and were dropped. */
  duplicates: number;
  /** Indices of the nodes with a span id: several where both ends of a call share one. */
  nodesOf(spanId: string): readonly number[];
}

/**
 * Builds the tree of a trace's spans, whatever is wrong with them: parents may be missing or go round in a circle,
 * there may be several tops, ids may be shared by both ends of a call (as Zipkin does) or come twice, clocks may
 * differ. Takes time in proportion to the spans (and to sort siblings), and no stack for depth.
 */
export function buildTree(given: readonly Span[]): SpanTree {
  const { spans, parents, detached, duplicates, ids } = findParents(given);
  const nodeOf = new Int32Array(spans.length);
  const { first, next } = childrenOf(parents);
  const nodes: SpanNode[] = [];
  const waiting: Waiting[] = [];
  const schedule = (raw: number, parent: SpanNode | undefined) => {
    const from = waiting.length;
    for (let child = first[raw + 1] ?? -1; child >= 0; child = next[child] ?? -1) {
      const span = spans[child];
      if (span) {
        const shift = clockShift(span, parent);
        waiting.push({ raw: child, span, parent, shift, start: span.start + shift });
      }
    }
    if (waiting.length > from + 1) {
      // The first of them is taken from the end.
      const siblings = waiting.splice(from).sort((a, b) => b.start - a.start || compare(b.span.spanId, a.span.spanId));
      siblings.forEach((one) => waiting.push(one));
    }
  };
  schedule(-1, undefined);
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    const { raw, span, parent, shift, start } = one;
    const why = detached.get(raw);
    const node: SpanNode = {
      index: nodes.length,
      span,
      parent: parent?.index ?? -1,
      until: nodes.length + 1,
      depth: parent ? parent.depth + 1 : 0,
      start,
      end: start + Math.max(0, span.duration),
      shift,
    };
    if (why) {
      node.detached = why;
    }
    nodes.push(node);
    nodeOf[raw] = node.index;
    schedule(raw, node);
  }
  const nodesOf = (spanId: string) =>
    ids
      .all(spanId)
      .map((raw) => nodeOf[raw] ?? -1)
      .sort((a, b) => a - b);
  return { ...finish(nodes), duplicates, nodesOf };
}

interface Waiting {
  /** Index among the spans as they were given. */
  raw: number;
  span: Span;
  parent: SpanNode | undefined;
  shift: number;
  start: number;
}

/**
 * Children as chains: the first of each parent (at its index plus one, that of the top at 0), and the next of each
 * child.
 */
function childrenOf(parents: readonly number[]): { first: Int32Array; next: Int32Array } {
  const first = new Int32Array(parents.length + 1).fill(-1);
  const next = new Int32Array(parents.length).fill(-1);
  for (let i = parents.length - 1; i >= 0; i--) {
    const parent = (parents[i] ?? -1) + 1;
    next[i] = first[parent] ?? -1;
    first[parent] = i;
  }
  return { first, next };
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function finish(nodes: SpanNode[]): Omit<SpanTree, 'duplicates' | 'nodesOf'> {
  let from = Infinity;
  let to = -Infinity;
  for (const { start, end } of nodes) {
    from = Math.min(from, start);
    to = Math.max(to, end);
  }
  for (let i = nodes.length - 1; i >= 0; i--) {
    const node = nodes[i];
    if (node) {
      node.start = toMicroseconds(node.start - from);
      node.end = toMicroseconds(node.end - from);
      const parent = nodes[node.parent];
      if (parent) {
        parent.until = Math.max(parent.until, node.until);
      }
    }
  }
  const length = nodes.length === 0 ? 0 : toMicroseconds(to - from);
  return { nodes, from: nodes.length === 0 ? 0 : from, length, main: mainOf(nodes) };
}

function mainOf(nodes: readonly SpanNode[]): number {
  let main: SpanNode | undefined;
  for (let i = 0; i < nodes.length; i = nodes[i]?.until ?? nodes.length) {
    const top = nodes[i];
    if (top && (!main || weight(top) > weight(main))) {
      main = top;
    }
  }
  return main?.index ?? -1;
}

function weight(top: SpanNode): number {
  return (top.detached ? 0 : 1e12) + (top.end - top.start);
}

/** Times since the epoch leave no room for more, and sums of them would differ in digits that mean nothing. */
export function toMicroseconds(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}

/** Calls back for each child of a node, in order of their start; -1 stands for the top. */
export function forEachChild(tree: Pick<SpanTree, 'nodes'>, index: number, visit: (child: SpanNode) => void): void {
  const until = index < 0 ? tree.nodes.length : (tree.nodes[index]?.until ?? 0);
  for (let i = index + 1; i < until;) {
    const child = tree.nodes[i];
    if (!child) {
      return;
    }
    visit(child);
    i = child.until;
  }
}
