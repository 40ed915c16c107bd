import { compareMoments } from '../../telemetry/nanoseconds';
import { type LogLine } from '../../telemetry/questions/logs';
import { runningSpans } from './runningSpans';
import { type SpanTree, toMicroseconds } from './tree';

/** A log line at its place in a trace. */
export interface AttachedLine {
  line: LogLine;
  /** Index of the span's node that it belongs to; -1 where there is no span at all. */
  node: number;
  /** Milliseconds since the trace began, by the clock of its span after that was put right. */
  time: number;
  /** `span`: it names its span. `guessed`: it was put where its service was at work at that time. */
  placed: 'span' | 'guessed';
  /** Milliseconds before the trace began (negative) or after it ended; 0 for within. */
  outside: number;
}

/** What else is known of the lines. */
export interface AttachLogsOptions {
  /** What traces call the service that wrote a line, where logs call it otherwise; undefined for unknown. */
  serviceOf?: (line: LogLine) => string | undefined;
}

/**
 * Puts log lines under their spans: by span id where they name one that is there; else under the deepest span of their
 * service that ran at that moment, else under the nearest of that service in time, else under the request as a whole.
 * No line is left out, also none from before or after the trace.
 * @returns in the order of time
 */
export function attachLogs(
  tree: SpanTree,
  lines: readonly LogLine[],
  { serviceOf = (line) => line.reading.service }: AttachLogsOptions = {}
): AttachedLine[] {
  const placed: AttachedLine[] = [];
  const place = (line: LogLine, node: number, how: AttachedLine['placed']) => {
    const time = toMicroseconds(line.time + (tree.nodes[node]?.shift ?? 0) - tree.from);
    const outside = time < 0 ? time : Math.max(0, toMicroseconds(time - tree.length));
    placed.push({ line, node, time, placed: how, outside });
  };

  const homeless: Array<{ line: LogLine; service: string }> = [];
  for (const line of lines) {
    const service = serviceOf(line);
    const named = line.reading.spanId === undefined ? [] : tree.nodesOf(line.reading.spanId);
    const own = named.find((node) => tree.nodes[node]?.span.service === service) ?? named[0];
    if (own !== undefined) {
      place(line, own, 'span');
    } else {
      homeless.push({ line, service: service ?? '' });
    }
  }
  const found = runningSpans(
    tree,
    homeless.map(({ line, service }) => ({ service, time: line.time }))
  );
  homeless.forEach(({ line }, i) => place(line, found[i] ?? tree.main, 'guessed'));
  return placed.sort(byTime);
}

function byTime(one: AttachedLine, other: AttachedLine): number {
  // Two lines of one millisecond keep the order in which they were written, which only their nanoseconds tell.
  return one.time - other.time || compareMoments(one.line.nanoseconds, other.line.nanoseconds);
}
