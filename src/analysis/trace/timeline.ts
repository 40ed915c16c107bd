import { type LogLine } from '../../telemetry/questions/logs';
import { type Span } from '../../telemetry/questions/traces';
import { type TraceComparison, compareTrees } from './compare';
import { criticalPath, type PathSection, sectionsByNode } from './criticalPath';
import { type TimelineEntries, timelineEntries } from './timelineEntries';
import { errorMarks, type ErrorMarks } from './errors';
import { type Reference } from './reference';
import { gaps, selfTimes, type Stretch } from './selfTime';
import { buildTree, type SpanTree } from './tree';
import { type AttachedLine, attachLogs, type AttachLogsOptions } from './attachLogs';

/** All that the story of a request knows about its spans, whatever its lines. */
export interface TraceAnalysis {
  tree: SpanTree;
  /** Parts on the critical path, by node, in the order of time. */
  onPath: ReadonlyMap<number, readonly PathSection[]>;
  /** Milliseconds, by node. */
  selfTimes: Float64Array;
  gaps: ReadonlyMap<number, readonly Stretch[]>;
  errors: ErrorMarks;
  /** Services, the one with the most self time first. */
  services: Array<{ service: string; selfTime: number; spans: number }>;
}

/** One request from the first span to the last line. */
export interface TraceTimeline extends TraceAnalysis {
  lines: readonly AttachedLine[];
  entries: TimelineEntries;
  comparison?: TraceComparison;
}

/** What the spans of a trace tell, before anything else is known of it. */
export function analyzeTrace(spans: readonly Span[]): TraceAnalysis {
  const tree = buildTree(spans);
  const own = selfTimes(tree);
  return {
    tree,
    onPath: sectionsByNode(criticalPath(tree)),
    selfTimes: own,
    gaps: gaps(tree),
    errors: errorMarks(tree),
    services: servicesOf(tree, own),
  };
}

/** Adds what came later: lines, and what to compare with. */
export function buildTimeline(
  facts: TraceAnalysis,
  lines: readonly LogLine[],
  reference?: Reference,
  options?: AttachLogsOptions
): TraceTimeline {
  const placed = attachLogs(facts.tree, lines, options);
  const comparison = reference && compareTrees(facts.tree, reference);
  return {
    ...facts,
    lines: placed,
    entries: timelineEntries(facts.tree, placed, comparison?.missing),
    ...(comparison && { comparison }),
  };
}

function servicesOf({ nodes }: SpanTree, own: Float64Array): TraceAnalysis['services'] {
  const services = new Map<string, { service: string; selfTime: number; spans: number }>();
  for (const { index, span } of nodes) {
    const known = services.get(span.service) ?? { service: span.service, selfTime: 0, spans: 0 };
    services.set(span.service, known);
    known.selfTime += own[index] ?? 0;
    known.spans++;
  }
  return [...services.values()].sort((a, b) => b.selfTime - a.selfTime || (a.service < b.service ? -1 : 1));
}
