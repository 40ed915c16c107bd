import { type TimelineEntry } from '../../../analysis/trace/timelineEntries';
import { type TraceTimeline } from '../../../analysis/trace/timeline';
import { type AttachedLine } from '../../../analysis/trace/attachLogs';
import { formatDuration, formatShare } from '../../../ui/format';

/** Milliseconds as they are shown: `540 ms`. */
export function formatMs(ms: number): string {
  return formatDuration(ms / 1000);
}

/** A difference in milliseconds with its sign: `+340 ms`. */
export function formatDelta(ms: number): string {
  return `${ms < 0 ? '−' : '+'}${formatMs(Math.abs(ms))}`;
}

/** How a span does against what the trace is compared with, in a few characters and in a sentence. */
export function comparisonMark(
  { comparison }: TraceTimeline,
  node: number
): { text: string; tooltip: string; tone: 'worse' | 'better' | 'other' } | undefined {
  const compared = comparison?.spans[node];
  if (!comparison || !compared || compared.verdict === 'same') {
    return undefined;
  }
  const { verdict, delta = 0, reference = 0, share } = compared;
  if (verdict === 'extra') {
    const of = comparison.traces === 1 ? 'The other trace has no such span' : `In ${formatShare(share)} of the others`;
    return { text: '+ extra', tooltip: of, tone: 'other' };
  }
  const other = comparison.traces === 1 ? 'in the other trace' : `as a rule (median of ${comparison.traces} traces)`;
  return {
    text: `${verdict === 'slower' ? '▲' : '▼'} ${formatDelta(delta)}`,
    tooltip: `${formatMs(reference)} ${other}`,
    tone: verdict === 'slower' ? 'worse' : 'better',
  };
}

/** What a row says to those who hear it, and in its tooltip. */
export function describeEntry(story: TraceTimeline, entry: TimelineEntry): string {
  const { tree, errors, selfTimes } = story;
  switch (entry.kind) {
    case 'span': {
      const node = tree.nodes[entry.node];
      return node
        ? [
            `${node.span.service} ${node.span.name}`,
            formatMs(node.span.duration),
            `by itself ${formatMs(selfTimes[entry.node] ?? 0)}`,
            ...(errors.failed[entry.node] ? ['failed'] : []),
            ...(story.onPath.has(entry.node) ? ['on the critical path'] : []),
          ].join(', ')
        : '';
    }
    case 'line':
      return `${entry.placed.line.reading.level} line at ${formatMs(entry.time)}: ${cut(entry.placed.line.reading.message)}`;
    case 'event':
      return `event ${cut(entry.event.name)} at ${formatMs(entry.time)}`;
    case 'missing':
      return `missing: ${entry.missing.service} ${cut(entry.missing.name)}`;
  }
}

const MOST_HEARD = 200;

function cut(text: string): string {
  return text.length > MOST_HEARD ? `${text.slice(0, MOST_HEARD)}…` : text;
}

/** Why a line stands where it does, where that is not plain. */
export function placementNote({ outside, placed }: AttachedLine): string | undefined {
  const notes = [
    ...(placed === 'guessed' ? ['names no span: placed by service and time'] : []),
    ...(Math.abs(outside) >= 1 ? [`${formatMs(Math.abs(outside))} ${outside < 0 ? 'before' : 'after'} the trace`] : []),
  ];
  return notes.length === 0 ? undefined : notes.join('; ');
}
