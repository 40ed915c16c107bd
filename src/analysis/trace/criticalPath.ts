import { forEachChild, type SpanNode, type SpanTree } from './tree';

/** A part of a span that lies on the critical path. Milliseconds since the trace began. */
export interface PathSection {
  /** Index of the span's node. */
  node: number;
  from: number;
  to: number;
}

/**
 * The critical path: the parts of spans that the request could not have been shorter without. Definition of Jaeger
 * (jaeger-ui, `TracePage/CriticalPath`), after CRISP (Zhang et al., USENIX ATC 2022): from the end of the root go back
 * in time; at each moment the child that finished last is what was waited for; where none is left, the span itself was
 * at work, and from its start on one goes on in its parent. What of a child lies outside its parent is clipped, and one
 * that lies wholly outside is left out with all below; so are messages (producer and consumer), which nobody waits for.
 * Unlike in Jaeger, a child that ends at the very moment at which the next one starts is on it.
 *
 * @param root index of the span to start from
 * @returns sections that touch and never overlap, the latest first, from the end of the root to its start
 */
export function criticalPath(tree: SpanTree, root = tree.main): PathSection[] {
  const top = tree.nodes[root];
  if (!top) {
    return [];
  }
  const sections: PathSection[] = [];
  const stack: Visit[] = [visit(tree, top, top.start, top.end)];
  for (let current = stack.at(-1); current; current = stack.at(-1)) {
    const child = nextChild(tree, current);
    const from = child?.to ?? current.from;
    if (current.at > from) {
      sections.push({ node: current.node.index, from, to: current.at });
    }
    if (child) {
      current.at = child.from;
      stack.push(child);
    } else {
      stack.pop();
    }
  }
  return sections;
}

interface Visit {
  node: SpanNode;
  /** The span, clipped to what encloses it. */
  from: number;
  to: number;
  /** Back to when its time is accounted for. */
  at: number;
  /** Children that can be waited for, the last to finish at the end; those already passed are taken off. */
  left: Array<{ node: SpanNode; from: number; to: number }>;
}

function visit(tree: SpanTree, node: SpanNode, from: number, to: number): Visit {
  const left: Visit['left'] = [];
  forEachChild(tree, node.index, (child) => {
    const { kind } = child.span;
    const isInside = child.start < to && (child.end > from || child.start >= from);
    if (isInside && kind !== 'producer' && kind !== 'consumer') {
      left.push({ node: child, from: Math.max(child.start, from), to: Math.min(child.end, to) });
    }
  });
  left.sort((a, b) => a.to - b.to || b.node.index - a.node.index);
  return { node, from, to, at: to, left };
}

/** The child that finished last before what is accounted for; those that finished later are never asked again. */
function nextChild(tree: SpanTree, { at, left }: Visit): Visit | undefined {
  for (let child = left.pop(); child; child = left.pop()) {
    if (child.to <= at) {
      return visit(tree, child.node, child.from, child.to);
    }
  }
  return undefined;
}

/** The sections by node, in the order of time, for drawing. */
export function sectionsByNode(sections: readonly PathSection[]): Map<number, PathSection[]> {
  const byNode = new Map<number, PathSection[]>();
  for (let i = sections.length - 1; i >= 0; i--) {
    const section = sections[i];
    if (section) {
      const known = byNode.get(section.node);
      if (known) {
        known.push(section);
      } else {
        byNode.set(section.node, [section]);
      }
    }
  }
  return byNode;
}
