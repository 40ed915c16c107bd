import { median } from '../median';
import { selfTimes } from './selfTime';
import { forEachChild, type SpanNode, type SpanTree } from './tree';

/** A place in the traces compared with: what is there, and how it does. Medians over those traces that have it. */
export interface ReferenceSpan {
  service: string;
  name: string;
  /** Milliseconds. */
  duration: number;
  /** Milliseconds without those of its children. */
  own: number;
  /** Milliseconds from the start of what it is in. */
  offset: number;
  /** Share of all the traces that have it. */
  share: number;
  children: ReadonlyMap<string, ReferenceSpan>;
}

/** What traces of one kind have in common, as one trace. */
export interface Reference {
  top: ReferenceSpan;
  /** How many traces it is made of. */
  traces: number;
}

interface Gathered {
  service: string;
  name: string;
  durations: number[];
  owns: number[];
  offsets: number[];
  children: Map<string, Gathered>;
}

/**
 * One trace, or what is typical of several: laid over each other, span by span.
 * @param at the request that they are compared as; in a trace in which it is called by others, these are left out
 */
export function referenceOf(trees: readonly SpanTree[], at?: { service: string; name: string }): Reference {
  const top = gathered('', '');
  for (const tree of trees) {
    const request = at && tree.nodes.find(({ span }) => span.service === at.service && span.name === at.name);
    gather(tree, top, request?.index ?? -1);
  }
  return { top: settle(top, trees.length), traces: trees.length };
}

/** Names siblings so that the same names in two traces mean the same: service, name, and the how many-th of these. */
export function siblingKeys(): (service: string, name: string) => string {
  const seen = new Map<string, number>();
  return (service, name) => {
    const key = `${service}\n${name}`;
    const nth = seen.get(key) ?? 0;
    seen.set(key, nth + 1);
    return `${key}\n${nth}`;
  };
}

function gathered(service: string, name: string): Gathered {
  return { service, name, durations: [], owns: [], offsets: [], children: new Map() };
}

/** @param request index of the node to begin with; -1 for all of the trace */
function gather(tree: SpanTree, top: Gathered, request: number): void {
  const own = selfTimes(tree);
  const stack: Array<{ index: number; into: Gathered }> = [];
  const add = (into: Gathered, key: string, { index, span, start }: SpanNode, began: number) => {
    const known = into.children.get(key) ?? gathered(span.service, span.name);
    into.children.set(key, known);
    known.durations.push(span.duration);
    known.owns.push(own[index] ?? 0);
    known.offsets.push(start - began);
    stack.push({ index, into: known });
  };
  const first = tree.nodes[request];
  if (first) {
    add(top, siblingKeys()(first.span.service, first.span.name), first, first.start);
  } else {
    stack.push({ index: -1, into: top });
  }
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { index, into } = next;
    const keyOf = siblingKeys();
    const began = tree.nodes[index]?.start ?? 0;
    forEachChild(tree, index, (child) => {
      add(into, keyOf(child.span.service, child.span.name), child, began);
    });
  }
}

/** Makes medians of what was gathered, all levels in one loop. */
function settle(top: Gathered, traces: number): ReferenceSpan {
  const settled: ReferenceSpan & { children: Map<string, ReferenceSpan> } = settleOne(top, traces);
  const stack = [{ from: top, to: settled }];
  for (let pair = stack.pop(); pair; pair = stack.pop()) {
    for (const [key, child] of pair.from.children) {
      const to = settleOne(child, traces);
      pair.to.children.set(key, to);
      stack.push({ from: child, to });
    }
  }
  return settled;
}

function settleOne({ service, name, durations, owns, offsets }: Gathered, traces: number) {
  return {
    service,
    name,
    duration: median(durations),
    own: median(owns),
    offset: median(offsets),
    share: traces === 0 ? 0 : durations.length / traces,
    children: new Map<string, ReferenceSpan>(),
  };
}
