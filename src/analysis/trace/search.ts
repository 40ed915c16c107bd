import { attributeText } from '../../telemetry/conventions/spans';
import { type Attributes, type SpanEvent } from '../../telemetry/questions/traces';
import { type LogLine } from '../../telemetry/questions/logs';
import { type TimelineEntry } from './timelineEntries';
import { type SpanTree } from './tree';

/**
 * Indices of the entries that hold a text, whatever the case of its letters: in names, ids, attributes, the body of a
 * line and its fields. Ascending; none for an empty text.
 */
export function findMatches(tree: SpanTree, list: readonly TimelineEntry[], text: string): number[] {
  const wanted = text.trim();
  if (wanted === '') {
    return [];
  }
  // Without making each text lower-case first, which would copy all of them.
  const pattern = new RegExp(wanted.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'i');
  const found: number[] = [];
  list.forEach((entry, index) => {
    if (holds(tree, entry, pattern)) {
      found.push(index);
    }
  });
  return found;
}

function holds(tree: SpanTree, entry: TimelineEntry, pattern: RegExp): boolean {
  switch (entry.kind) {
    case 'span': {
      const span = tree.nodes[entry.node]?.span;
      return (
        span !== undefined &&
        (pattern.test(span.name) ||
          pattern.test(span.service) ||
          pattern.test(span.spanId) ||
          (span.statusMessage !== undefined && pattern.test(span.statusMessage)) ||
          holdsAttribute(span.attributes, pattern) ||
          holdsAttribute(span.resource, pattern))
      );
    }
    case 'line':
      return holdsLine(entry.placed.line, pattern);
    case 'event':
      return holdsEvent(entry.event, pattern);
    case 'missing':
      return pattern.test(entry.missing.name) || pattern.test(entry.missing.service);
  }
}

function holdsLine({ body, reading, metadata }: LogLine, pattern: RegExp): boolean {
  return pattern.test(body) || pattern.test(reading.message) || holdsAttribute(metadata, pattern);
}

function holdsEvent({ name, attributes }: SpanEvent, pattern: RegExp): boolean {
  return pattern.test(name) || holdsAttribute(attributes, pattern);
}

/** As one would write it: `http.route=/checkout`. */
function holdsAttribute(attributes: Attributes, pattern: RegExp): boolean {
  for (const name in attributes) {
    if (pattern.test(`${name}=${attributeText(attributes[name] ?? '')}`)) {
      return true;
    }
  }
  return false;
}

/** The match after (or before) a place, going round at the end; undefined where there is none that `isShown`. */
export function nextMatch(
  matches: readonly number[],
  from: number,
  direction: 1 | -1,
  isShown: (entry: number) => boolean = () => true
): number | undefined {
  const shown = matches.filter(isShown);
  const following = direction === 1 ? shown.find((one) => one > from) : [...shown].reverse().find((one) => one < from);
  return following ?? (direction === 1 ? shown[0] : shown.at(-1));
}
