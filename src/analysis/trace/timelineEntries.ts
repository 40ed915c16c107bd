import { type SpanEvent } from '../../telemetry/questions/traces';
import { type MissingSpan } from './compare';
import { type SpanTree, toMicroseconds } from './tree';
import { type AttachedLine } from './attachLogs';

/** One thing that a row can show. `node` is the span that it is, or belongs to; times as in {@link SpanTree}. */
export type TimelineEntry =
  /** `parent` is the node above, -1 at the top; `until` the index after the last entry of all that is below. */
  | { kind: 'span'; node: number; parent: number; depth: number; until: number }
  | { kind: 'line'; node: number; depth: number; time: number; placed: AttachedLine }
  | { kind: 'event'; node: number; depth: number; time: number; event: SpanEvent; isException: boolean }
  /** A span that the trace compared with has here. */
  | { kind: 'missing'; node: number; depth: number; time: number; missing: MissingSpan };

/** What happened within a span. */
export type TimelineItem = Exclude<TimelineEntry, { kind: 'span' }>;

/** All that a story shows when nothing is filtered or collapsed. */
export interface TimelineEntries {
  /** In the order in which they are shown. */
  list: readonly TimelineEntry[];
  /** Index of the entry of each span's node. */
  ofNode: Int32Array;
}

/**
 * Everything that there is to show in one order: each span, then what happened in it in the order of time: its lines
 * and events at their moment, its children at their start, each with all that is below.
 */
export function timelineEntries(
  tree: SpanTree,
  lines: readonly AttachedLine[],
  missing: readonly MissingSpan[] = []
): TimelineEntries {
  const items = itemsByNode(tree, lines, missing);
  const list: TimelineEntry[] = [];
  const ofNode = new Int32Array(tree.nodes.length).fill(-1);
  const stack: Frame[] = [{ nextChild: 0, until: tree.nodes.length, items: items.get(-1) ?? NONE, nextItem: 0 }];

  for (let frame = stack.at(-1); frame; frame = stack.at(-1)) {
    const child = frame.nextChild < frame.until ? tree.nodes[frame.nextChild] : undefined;
    const item = frame.items[frame.nextItem];
    if (item && (!child || item.time < child.start)) {
      list.push(item);
      frame.nextItem++;
    } else if (child) {
      const { index, parent, depth, until } = child;
      const entry = { kind: 'span' as const, node: index, parent, depth, until: 0 };
      ofNode[index] = list.push(entry) - 1;
      frame.nextChild = until;
      stack.push({ entry, nextChild: index + 1, until, items: items.get(index) ?? NONE, nextItem: 0 });
    } else {
      if (frame.entry) {
        frame.entry.until = list.length;
      }
      stack.pop();
    }
  }
  return { list, ofNode };
}

const NONE: readonly TimelineItem[] = [];

interface Frame {
  entry?: { until: number };
  nextChild: number;
  until: number;
  items: readonly TimelineItem[];
  nextItem: number;
}

function itemsByNode(
  tree: SpanTree,
  lines: readonly AttachedLine[],
  missing: readonly MissingSpan[]
): Map<number, TimelineItem[]> {
  const items = new Map<number, TimelineItem[]>();
  const add = (item: TimelineItem) => {
    const known = items.get(item.node);
    if (known) {
      known.push(item);
    } else {
      items.set(item.node, [item]);
    }
  };
  const depthIn = (node: number) => (tree.nodes[node]?.depth ?? -1) + 1;
  for (const { index, shift, span, depth } of tree.nodes) {
    for (const event of span.events) {
      const time = toMicroseconds(event.time + shift - tree.from);
      add({ kind: 'event', node: index, depth: depth + 1, time, event, isException: isException(event) });
    }
  }
  lines.forEach((placed) =>
    add({ kind: 'line', node: placed.node, depth: depthIn(placed.node), time: placed.time, placed })
  );
  missing.forEach((one) =>
    add({ kind: 'missing', node: one.parent, depth: depthIn(one.parent), time: one.time, missing: one })
  );
  // Stable: an event and a line of one moment stay as they are.
  items.forEach((ofNode) => ofNode.sort((a, b) => a.time - b.time));
  return items;
}

/** Whether a span event is a recorded exception, as OpenTelemetry names it. */
export function isException({ name, attributes }: SpanEvent): boolean {
  return name === 'exception' || attributes['exception.type'] !== undefined;
}
