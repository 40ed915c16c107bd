import { forEachChild, type SpanTree } from './tree';

/** A stretch of a span, in milliseconds since the trace began. */
export interface Stretch {
  from: number;
  to: number;
}

/** Milliseconds that each span spent itself: its duration without the time in which any of its children ran. */
export function selfTimes(tree: SpanTree): Float64Array {
  const times = new Float64Array(tree.nodes.length);
  for (const { index } of tree.nodes) {
    let own = 0;
    forEachOwnStretch(tree, index, (from, to) => {
      own += to - from;
    });
    times[index] = own;
  }
  return times;
}

/**
 * Stretches of spans with children in which none of these ran, and which take a good part of the request: nothing was
 * recorded of what went on then. Spans without children are no gaps: they are what is recorded.
 * @param least milliseconds from which on it is one; a tenth of the trace where left out
 */
export function gaps(tree: SpanTree, least = Math.max(1, tree.length / 10)): Map<number, Stretch[]> {
  const found = new Map<number, Stretch[]>();
  for (const { index, until } of tree.nodes) {
    if (until > index + 1) {
      let stretches: Stretch[] | undefined;
      forEachOwnStretch(tree, index, (from, to) => {
        if (to - from >= least) {
          (stretches ??= []).push({ from, to });
        }
      });
      if (stretches) {
        found.set(index, stretches);
      }
    }
  }
  return found;
}

/** Children come in the order of their start, so one sweep over them is enough. */
function forEachOwnStretch(tree: SpanTree, index: number, visit: (from: number, to: number) => void): void {
  const node = tree.nodes[index];
  if (!node) {
    return;
  }
  let at = node.start;
  forEachChild(tree, index, ({ start, end }) => {
    if (start > at && at < node.end) {
      visit(at, Math.min(start, node.end));
    }
    at = Math.max(at, end);
  });
  if (at < node.end) {
    visit(at, node.end);
  }
}
