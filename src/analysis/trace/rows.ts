import { ERROR_LEVELS } from '../../telemetry/questions/logs';
import { type TimelineEntries, type TimelineEntry } from './timelineEntries';
import { type ErrorMarks } from './errors';

/** What of a story is shown. */
export interface RowsView {
  /** Indices of nodes of which nothing below is shown. */
  collapsed: ReadonlySet<number>;
  /** Only what failed, and what it is in. */
  errorsOnly: boolean;
  /** Only spans on the critical path, with their lines. */
  criticalOnly: boolean;
  /** Log lines and span events. */
  showLines: boolean;
}

/** What rows are made of. */
export interface RowsOf {
  entries: TimelineEntries;
  errors: ErrorMarks;
  /** By node: whether a part of it is on the critical path. */
  onPath: { has(node: number): boolean };
}

/** Which entries are shown, in which row. */
export interface Rows {
  /** Index of the entry that each row shows. */
  entries: Int32Array;
  /** Row of each entry; -1 for one that is not shown. */
  rowOf: Int32Array;
  /** By entry: 1 where it passes the filters, be it in something collapsed. */
  passes: Uint8Array;
}

/** The rows to show, as a function of the view alone. Goes through all entries twice, whatever is shown. */
export function visibleRows({ entries, errors, onPath }: RowsOf, view: RowsView): Rows {
  const { list } = entries;
  const passes = new Uint8Array(list.length);
  const kept = new Uint8Array(list.length);
  for (let i = list.length - 1; i >= 0; i--) {
    const entry = list[i];
    if (entry) {
      passes[i] = passesFilters(entry, errors, onPath, view) ? 1 : 0;
      if (passes[i] || kept[i]) {
        kept[i] = 1;
        // Kept, so that one sees what it is in. Whatever is above comes before.
        const above = entryAbove(entries, i);
        if (above >= 0) {
          kept[above] = 1;
        }
      }
    }
  }

  const shown = new Int32Array(list.length);
  const rowOf = new Int32Array(list.length).fill(-1);
  let rows = 0;
  for (let i = 0; i < list.length;) {
    const entry = list[i];
    const isSpan = entry?.kind === 'span';
    if (kept[i]) {
      rowOf[i] = rows;
      shown[rows++] = i;
    }
    const isShut = isSpan && (!kept[i] || view.collapsed.has(entry.node));
    i = isShut ? entry.until : i + 1;
  }
  return { entries: shown.slice(0, rows), rowOf, passes };
}

/** Index of the entry of the span that an entry is in; -1 at the top. */
export function entryAbove({ list, ofNode }: TimelineEntries, index: number): number {
  const entry = list[index];
  return entry ? (ofNode[entry.kind === 'span' ? entry.parent : entry.node] ?? -1) : -1;
}

/** The nodes that have to be opened for an entry to be shown. */
export function nodesAbove(entries: TimelineEntries, index: number): number[] {
  const nodes: number[] = [];
  for (let at = entryAbove(entries, index); at >= 0; at = entryAbove(entries, at)) {
    nodes.push(entries.list[at]?.node ?? -1);
  }
  return nodes;
}

function passesFilters(
  entry: TimelineEntry,
  errors: ErrorMarks,
  onPath: RowsOf['onPath'],
  { errorsOnly, criticalOnly, showLines }: RowsView
): boolean {
  const isOnPath = !criticalOnly || onPath.has(entry.node);
  switch (entry.kind) {
    case 'span':
      return isOnPath && (!errorsOnly || errors.failed[entry.node] === 1);
    case 'line':
      return showLines && isOnPath && (!errorsOnly || ERROR_LEVELS.includes(entry.placed.line.reading.level));
    case 'event':
      return showLines && isOnPath && (!errorsOnly || entry.isException);
    case 'missing':
      return !errorsOnly && !criticalOnly;
  }
}
