import { type SpanNode, type SpanTree } from './tree';

/** A service at a moment: milliseconds since the epoch, by the service's own clock. */
export interface ServiceMoment {
  service: string;
  time: number;
}

/**
 * For each moment the deepest span of the service that ran then (the latest to start of several as deep), or, where
 * none ran, the one of that service that is nearest in time.
 * Time: in proportion to spans and moments, but for sorting them.
 * @returns indices of nodes; undefined where the service has no span
 */
export function runningSpans(tree: SpanTree, moments: readonly ServiceMoment[]): Array<number | undefined> {
  const spansOf = new Map<string, SpanNode[]>();
  for (const { service } of moments) {
    spansOf.set(service, []);
  }
  for (const node of tree.nodes) {
    spansOf.get(node.span.service)?.push(node);
  }
  const asked = new Map<string, number[]>();
  moments.forEach(({ service }, i) => {
    const known = asked.get(service);
    if (known) {
      known.push(i);
    } else {
      asked.set(service, [i]);
    }
  });

  const found: Array<number | undefined> = moments.map(() => undefined);
  for (const [service, indices] of asked) {
    const sweep = new Sweep(spansOf.get(service) ?? []);
    indices.sort((a, b) => (moments[a]?.time ?? 0) - (moments[b]?.time ?? 0));
    for (const index of indices) {
      found[index] = sweep.at(moments[index]?.time ?? 0)?.index;
    }
  }
  return found;
}

/** Goes through the spans of one service in the order of time. */
class Sweep {
  private coming: SpanNode[];
  private next = 0;
  /**
   * A heap of the spans that have begun, the one to prefer on top; those that ended are taken off when they get there.
   */
  private running: SpanNode[] = [];
  private lastEnded: SpanNode | undefined;

  constructor(spans: SpanNode[]) {
    this.coming = [...spans].sort((a, b) => ownStart(a) - ownStart(b) || a.index - b.index);
  }

  /** @param time not before that of the call before */
  at(time: number): SpanNode | undefined {
    for (let node = this.coming[this.next]; node && ownStart(node) <= time; node = this.coming[++this.next]) {
      // Ended already: it may still be the nearest, if only for the time that it ended.
      if (ownEnd(node) < time) {
        this.rememberEnded(node);
      } else {
        push(this.running, node);
      }
    }
    for (let top = this.running[0]; top && ownEnd(top) < time; top = this.running[0]) {
      this.rememberEnded(top);
      pop(this.running);
    }
    return this.running[0] ?? this.nearest(time);
  }

  private nearest(time: number): SpanNode | undefined {
    const before = this.lastEnded;
    const after = this.coming[this.next];
    return before && (!after || time - ownEnd(before) <= ownStart(after) - time) ? before : (after ?? before);
  }

  private rememberEnded(node: SpanNode): void {
    const last = this.lastEnded;
    if (!last || ownEnd(node) > ownEnd(last) || (ownEnd(node) === ownEnd(last) && isPreferred(node, last))) {
      this.lastEnded = node;
    }
  }
}

/** By the clock that wrote the lines too. */
function ownStart({ span }: SpanNode): number {
  return span.start;
}

function ownEnd({ span }: SpanNode): number {
  return span.start + span.duration;
}

/** The deeper one, else the one that began later, else the later in the tree. */
export function isPreferred(one: SpanNode, other: SpanNode): boolean {
  return (one.depth - other.depth || ownStart(one) - ownStart(other) || one.index - other.index) > 0;
}

function push(heap: SpanNode[], node: SpanNode): void {
  let at = heap.length;
  heap.push(node);
  for (let above = (at - 1) >> 1; at > 0; above = (at - 1) >> 1) {
    const parent = heap[above];
    if (!parent || !isPreferred(node, parent)) {
      break;
    }
    heap[at] = parent;
    at = above;
  }
  heap[at] = node;
}

function pop(heap: SpanNode[]): void {
  const last = heap.pop();
  if (!last || heap.length === 0) {
    return;
  }
  let at = 0;
  for (;;) {
    const left = heap[2 * at + 1];
    const right = heap[2 * at + 2];
    const below = left && right && isPreferred(right, left) ? 2 * at + 2 : 2 * at + 1;
    const child = heap[below];
    if (!child || !isPreferred(child, last)) {
      break;
    }
    heap[at] = child;
    at = below;
  }
  heap[at] = last;
}
