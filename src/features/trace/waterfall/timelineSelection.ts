import { type TimelineEntry } from '../../../analysis/trace/timelineEntries';
import { type TraceTimeline } from '../../../analysis/trace/timeline';

/**
 * What is selected in a story, as its address names it: a span or a line by its id, an event by its span and which of
 * its events it is, what is only in the trace compared with by where it is. Stays the same when lines arrive later and
 * rows move.
 */
export type TimelineSelection =
  { span: string; nth?: number; event?: number } | { line: string } | { node: number; time: number };

/** Names the place of an entry. */
export function selectionOfEntry({ tree }: TraceTimeline, entry: TimelineEntry): TimelineSelection {
  switch (entry.kind) {
    case 'span':
      return placeOfNode(tree, entry.node);
    case 'event': {
      const event = tree.nodes[entry.node]?.span.events.indexOf(entry.event) ?? -1;
      return { ...placeOfNode(tree, entry.node), ...(event >= 0 && { event }) };
    }
    case 'line':
      return { line: entry.placed.line.id };
    default:
      return { node: entry.node, time: entry.time };
  }
}

function placeOfNode(tree: TraceTimeline['tree'], node: number): { span: string; nth?: number } {
  const spanId = tree.nodes[node]?.span.spanId ?? '';
  const nth = tree.nodesOf(spanId).indexOf(node);
  return nth > 0 ? { span: spanId, nth } : { span: spanId };
}

/** Index of the entry at a place; -1 where there is none (any more, or yet). */
export function entryAt({ tree, entries }: TraceTimeline, place: TimelineSelection | undefined): number {
  if (!place) {
    return -1;
  }
  if ('span' in place) {
    const node = tree.nodesOf(place.span)[place.nth ?? 0];
    const ofSpan = node === undefined ? -1 : (entries.ofNode[node] ?? -1);
    const event = node === undefined ? undefined : tree.nodes[node]?.span.events[place.event ?? -1];
    const ofEvent = event ? entries.list.findIndex((entry) => entry.kind === 'event' && entry.event === event) : -1;
    // Of an event that is not there the span is shown.
    return ofEvent >= 0 ? ofEvent : ofSpan;
  }
  return entries.list.findIndex((entry) =>
    'line' in place
      ? entry.kind === 'line' && entry.placed.line.id === place.line
      : entry.kind === 'missing' && entry.node === place.node && entry.time === place.time
  );
}

/** A span that spends so much of the request by itself is what the request was about. */
const MOST_OF_IT = 0.5;

/** What to look at first: where the first error began, else where most of the time went, else the request itself. */
export function firstSelection(story: TraceTimeline): TimelineSelection | undefined {
  const { tree, errors, selfTimes } = story;
  const busiest = selfTimes.findIndex((time) => time > tree.length * MOST_OF_IT);
  const first = errors.origins[0] ?? (busiest < 0 ? tree.main : busiest);
  const node = tree.nodes[first];
  return node && selectionOfEntry(story, { kind: 'span', node: first, parent: -1, depth: 0, until: 0 });
}
