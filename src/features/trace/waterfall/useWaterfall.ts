import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { entryAbove, nodesAbove, type Rows, type RowsView, visibleRows } from '../../../analysis/trace/rows';
import { findMatches, nextMatch } from '../../../analysis/trace/search';
import { type TraceTimeline } from '../../../analysis/trace/timeline';
import { ERROR_LEVELS } from '../../../telemetry/questions/logs';
import { shifted, type TimeWindow, zoomed } from './geometry';
import { entryAt, firstSelection, type TimelineSelection, selectionOfEntry } from './timelineSelection';

const SHOW_ALL: RowsView = { collapsed: new Set(), errorsOnly: false, criticalOnly: false, showLines: true };

/** What the user sees of a story, and what they can do. */
export interface WaterfallModel {
  story: TraceTimeline;
  view: RowsView;
  rows: Rows;
  search: string;
  /** Entries that hold what is searched for, as far as the filters let them be shown. */
  matches: readonly number[];
  /** Index of the selected entry; -1 for none. */
  selected: number;
  window: TimeWindow;
  isZoomed: boolean;
  setView: (change: Partial<RowsView>) => void;
  setSearch: (text: string) => void;
  setWindow: (window: TimeWindow | undefined) => void;
  /** Shows so many times as much of the request, around what is selected: below 1 to see less, larger. */
  zoomBy: (factor: number) => void;
  /** Shows what is beside, by this share of what is shown. */
  pan: (by: number) => void;
  /** Selects an entry, and opens what it is in. */
  select: (entry: number) => void;
  /** Selects the row so many further down (or up). */
  move: (by: number) => void;
  toggle: (node: number, isOpen?: boolean) => void;
  /** To the left: closes a span, or goes to the one that it is in; to the right the other way. */
  step: (direction: 'in' | 'out') => void;
  /** To the next (or last) match of the search, or error. */
  jump: (to: 'match' | 'error', direction: 1 | -1) => void;
}

/**
 * Keeps the view of a story.
 * @param place what is selected; undefined leaves it to the waterfall
 */
export function useWaterfall(
  story: TraceTimeline,
  place?: TimelineSelection,
  onSelect?: (place: TimelineSelection) => void
): WaterfallModel {
  const [view, setWholeView] = useState(SHOW_ALL);
  const [search, setSearch] = useState('');
  const [zoom, setWindow] = useState<TimeWindow>();
  const given = JSON.stringify(place);
  const [own, setOwn] = useState<{ place: TimelineSelection; instead: string | undefined }>();
  const searched = useDeferredValue(search);

  const rows = useMemo(() => visibleRows(story, view), [story, view]);
  const found = useMemo(() => findMatches(story.tree, story.entries.list, searched), [story, searched]);
  const matches = useMemo(() => found.filter((entry) => rows.passes[entry] === 1), [found, rows]);
  const errors = useMemo(() => errorEntries(story), [story]);
  // What no address can name is given as nothing: that is no other place.
  if (own && given === undefined && own.instead !== undefined && 'node' in own.place) {
    setOwn({ ...own, instead: undefined });
  } else if (own && own.instead !== given && JSON.stringify(own.place) !== given) {
    setOwn(undefined);
  }
  const selected = useMemo(
    // What the user chose holds until another place is given.
    () =>
      entryAt(story, (own?.instead === given ? own?.place : undefined) ?? parsePlace(given) ?? firstSelection(story)),
    [story, own, given]
  );

  const setView = useCallback((change: Partial<RowsView>) => setWholeView((before) => ({ ...before, ...change })), []);
  const toggle = useCallback(
    (node: number, isOpen?: boolean) =>
      setWholeView((before) => {
        const collapsed = new Set(before.collapsed);
        if (isOpen ?? collapsed.has(node)) {
          collapsed.delete(node);
        } else {
          collapsed.add(node);
        }
        return { ...before, collapsed };
      }),
    []
  );
  const select = useCallback(
    (index: number) => {
      const entry = story.entries.list[index];
      if (entry) {
        const next = selectionOfEntry(story, entry);
        setOwn({ place: next, instead: given });
        onSelect?.(next);
        setWholeView((before) => opened(before, nodesAbove(story.entries, index)));
      }
    },
    [story, onSelect, given]
  );

  const window = zoom ?? { from: 0, to: Math.max(story.tree.length, 0.001) };
  const isZoomed = zoom !== undefined;
  const middle = (window.from + window.to) / 2;
  const shownAt = nearestRow(story, rows, selected);
  return {
    story,
    view,
    rows,
    search,
    matches,
    selected,
    window,
    isZoomed,
    setView,
    setSearch,
    setWindow,
    zoomBy: (factor) => setWindow(zoomed(window, story.tree.length, factor, momentOf(story, selected) ?? middle)),
    pan: (by) => setWindow(isZoomed ? shifted(window, story.tree.length, by) : undefined),
    select,
    toggle,
    move: (by) => {
      const row = Math.min(rows.entries.length - 1, Math.max(0, shownAt === -1 ? 0 : shownAt + by));
      select(rows.entries[row] ?? -1);
    },
    step: (direction) => {
      const entry = story.entries.list[selected];
      const canHide = entry?.kind === 'span' && entry.until > selected + 1;
      const isShut = entry !== undefined && view.collapsed.has(entry.node);
      if (direction === 'out' && canHide && !isShut) {
        toggle(entry.node, false);
      } else if (direction === 'out') {
        select(entryAbove(story.entries, selected));
      } else if (canHide && isShut) {
        toggle(entry.node, true);
      } else if (canHide) {
        select(rows.entries[shownAt + 1] ?? -1);
      }
    },
    jump: (to, direction) => {
      const next = nextMatch(to === 'match' ? matches : errors, selected, direction, (one) => rows.passes[one] === 1);
      if (next !== undefined) {
        select(next);
      }
    },
  };
}

/** When an entry was: of a span the middle. */
function momentOf({ entries, tree }: TraceTimeline, index: number): number | undefined {
  const entry = entries.list[index];
  if (entry?.kind !== 'span') {
    return entry?.time;
  }
  const node = tree.nodes[entry.node];
  return node && (node.start + node.end) / 2;
}

function parsePlace(written: string | undefined): TimelineSelection | undefined {
  return written === undefined ? undefined : (JSON.parse(written) as TimelineSelection);
}

function opened(view: RowsView, nodes: readonly number[]): RowsView {
  if (!nodes.some((node) => view.collapsed.has(node))) {
    return view;
  }
  const collapsed = new Set(view.collapsed);
  nodes.forEach((node) => collapsed.delete(node));
  return { ...view, collapsed };
}

/** The row of an entry, or of the nearest span around it that is shown. */
function nearestRow({ entries }: TraceTimeline, { rowOf }: Rows, index: number): number {
  let at = index;
  while (at >= 0 && rowOf[at] === -1) {
    at = entryAbove(entries, at);
  }
  return at < 0 ? -1 : (rowOf[at] ?? -1);
}

/** Spans that failed, exceptions and lines of level error: what one steps through to see what went wrong. */
function errorEntries({ entries: { list }, errors }: TraceTimeline): number[] {
  return list.flatMap((entry, index) => {
    const isError =
      (entry.kind === 'span' && errors.failed[entry.node] === 1) ||
      (entry.kind === 'event' && entry.isException) ||
      (entry.kind === 'line' && ERROR_LEVELS.includes(entry.placed.line.reading.level));
    return isError ? [index] : [];
  });
}
