import { isFailed } from '../../telemetry/conventions/spans';
import { type SpanTree } from './tree';

/** What is wrong at a span and below it. */
export interface ErrorMarks {
  /** By node: 1 where the span itself failed. */
  failed: Uint8Array;
  /** By node: how many of its descendants failed. */
  below: Uint32Array;
  /** Spans that failed without one below them that did: where errors began. In the order of the tree. */
  origins: number[];
  /** How many failed in all. */
  count: number;
}

/** Marks the spans that failed (status error, or an HTTP status of a server error), and counts them from below. */
export function errorMarks({ nodes }: SpanTree): ErrorMarks {
  const failed = new Uint8Array(nodes.length);
  const below = new Uint32Array(nodes.length);
  const origins: number[] = [];
  let count = 0;
  // Children come after their parents, so going back each count is whole when it is added to the one above.
  for (let i = nodes.length - 1; i >= 0; i--) {
    const node = nodes[i];
    const isError = node !== undefined && isFailed(node.span);
    if (isError) {
      failed[i] = 1;
      count++;
      if (below[i] === 0) {
        origins.push(i);
      }
    }
    if (node && node.parent >= 0) {
      below[node.parent] = (below[node.parent] ?? 0) + (below[i] ?? 0) + (isError ? 1 : 0);
    }
  }
  return { failed, below, origins: origins.reverse(), count };
}
