import React, {
  type Key,
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2, getTimeZone } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';
import { useStyles2 } from '@grafana/ui';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type LogEvent, logEvents } from '../../analysis/logEvents/events';
import { type LineFilter, type LogLine } from '../../telemetry/questions/logs';
import { type LineActions } from './actions';
import { hasLine, lineRows } from './deduplicate';
import { lineTime } from './lineTime';
import { type LineView } from '../../correlation/pageUrls/lineView';
import { LogLineRow, showsOneLine } from './LogLineRow';
import { containerWidthData } from './containerWidth';
import { heightOf, ROW_HEIGHT, visibleRange } from './rowGeometry';
import { copyExactly } from './text/copyExactly';
import { hitsOf } from './text/pieces';
import { useLineKeys } from './useLineKeys';
import { type TimeSpan } from '../../telemetry/timeSpan';

/** Rows beyond what is seen, so that fast scrolling meets no blank. */
const OVERSCAN = 10;
/** What is left to see above a row that is brought to the top: three rows. */
const LEAD = 3 * ROW_HEIGHT;
/** How near the end of the list the next lines are asked for. */
const END_MARGIN = 50;

interface LogLinesProps {
  /** In the order in which they are shown. */
  lines: readonly LogLine[];
  /** How they are ordered by time: lines of one event are one row then. Without, each is a row. */
  order?: 'newest' | 'oldest';
  view: LineView;
  /** What the list is, for those who do not see it. */
  label: string;
  /** Filters whose text is pointed out. */
  filters?: readonly LineFilter[];
  actions?: LineActions;
  /** The user's time zone for local times; the browser's or Grafana's preference where left out. */
  timeZone?: TimeZone;
  /** A line to begin with: it is scrolled to and opened. */
  openId?: string;
  /** A line to begin with that is scrolled to and marked, but stays closed. */
  markedId?: string;
  /** A line was opened, or closed where undefined. */
  onOpen?: (line: LogLine | undefined) => void;
  /** The end is near: more lines can be appended. */
  onNearEnd?: () => void;
  /** Times of the lines in view; `to` is that of the latest. */
  onInView?: (span: TimeSpan) => void;
  /** Whether the list shows its beginning, or was scrolled away from it. */
  onAtStart?: (isAtStart: boolean) => void;
  /** Below the last line. */
  footer?: ReactNode;
  handle?: Ref<LogLinesHandle>;
}

/** What the page around a list can have it do. */
export interface LogLinesHandle {
  /** Scrolls to the first line, and gives the list the focus. */
  showStart: () => void;
}

const NO_ACTIONS: LineActions = {};
const NO_FILTERS: readonly LineFilter[] = [];

/** The one list of log lines: any number of them, of which only those in view exist in the page. */
export function LogLines(props: LogLinesProps) {
  const { lines, order, view, label, filters = NO_FILTERS, actions = NO_ACTIONS, openId, markedId, footer } = props;
  const { timeZone = getTimeZone(), onOpen, onNearEnd, onInView, onAtStart, handle } = props;
  const styles = useStyles2(getStyles);
  const box = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => lineRows(eventsOf(lines, order), view.deduplication), [lines, order, view.deduplication]);
  const hits = useMemo(() => hitsOf(filters), [filters]);
  const isMixed = useMemo(() => hasServices(lines), [lines]);
  const time = useMemo(() => lineTime(lines, view, timeZone), [lines, view, timeZone]);
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(openId === undefined ? [] : [openId]));
  const [active, setActive] = useState(-1);
  /** The line that the address names, once it was shown. */
  const shown = useRef<string | undefined>(undefined);

  // A row keeps its height when others come before it. For another function the virtualizer would go through all rows
  // again.
  const keyOfRow = useCallback((index: number) => rows[index]?.line.id ?? index, [rows]);
  // The list draws itself anew when the virtualizer says so, and remembers nothing of it.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    // Rows may come a frame late, but never hold up scrolling.
    useFlushSync: false,
    getItemKey: keyOfRow,
    measureElement: heightOf,
  });
  const items = virtualizer.getVirtualItems();
  // Rows that come while the list is scrolled are plain until it rests; those that are there stay as they are, as do
  // the one that keys are at, open ones, and all while text is marked: what has the focus or the mark would be gone.
  const rested = useRef<Set<Key>>(new Set());
  const isKept = ({ index, key }: { index: number; key: Key }) =>
    rested.current.has(key) || index === active || open.has(rows[index]?.line.id ?? '');
  // Where the list begins, it has just been scrolled to; nothing flies yet.
  const isFlying = virtualizer.isScrolling && rested.current.size > 0 && showsOneLine(view) && !hasMarked(box.current);
  useEffect(() => {
    if (!isFlying) {
      rested.current = new Set();
    }
    for (const item of items) {
      if (!isFlying || isKept(item)) {
        rested.current.add(item.key);
      }
    }
  });
  useImperativeHandle(handle, () => ({
    showStart: () => {
      virtualizer.scrollToOffset(0);
      box.current?.focus({ preventScroll: true });
    },
  }));

  /**
   * Brings a row into view: `start` near the top, `auto` as little as it takes. Once, to where it is now: whatever rows
   * open afterwards, the list stays where it is.
   */
  const showRow = (index: number, align: 'auto' | 'start') => {
    const [offset] = virtualizer.getOffsetForIndex(index, align) ?? [];
    if (offset !== undefined) {
      virtualizer.scrollToOffset(align === 'start' ? Math.max(0, offset - LEAD) : offset);
    }
  };
  const toggle = (id: string) => {
    const next = new Set(open);
    if (!next.delete(id)) {
      next.add(id);
    }
    setOpen(next);
    shown.current = next.has(id) ? id : shown.current;
    setActive(rows.findIndex(({ line }) => line.id === id));
    if (next.has(id)) {
      onOpen?.(rows.find(({ line }) => line.id === id)?.line);
    } else if (openId === undefined || rows.some((row) => row.line.id === id && hasLine(row, openId))) {
      // Another one that stays open keeps its address.
      onOpen?.(undefined);
    }
  };
  // The rows are many and remember what they drew: they get the same function for ever.
  const latestToggle = useRef(toggle);
  const latestShow = useRef(showRow);
  useEffect(() => {
    latestToggle.current = toggle;
    latestShow.current = showRow;
  });
  const onToggle = useRef((id: string) => latestToggle.current(id)).current;

  const onKeyDown = useLineKeys({
    box,
    count: rows.length,
    active,
    onMove: (index) => {
      setActive(index);
      showRow(index, 'auto');
    },
    onClose: () => {
      const id = rows[active]?.line.id;
      if (id !== undefined && open.has(id)) {
        toggle(id);
      }
    },
  });

  const wantedId = openId ?? markedId;
  const wanted = useMemo(
    () => (wantedId === undefined ? -1 : rows.findIndex((row) => hasLine(row, wantedId))),
    [rows, wantedId]
  );
  const wantedRow = rows[wanted]?.line.id;
  useEffect(() => {
    // Once, as soon as it is among the rows; what was opened by hand is in view already.
    if (wantedId !== undefined && wantedRow !== undefined && shown.current !== wantedId) {
      shown.current = wantedId;
      setActive(wanted);
      setOpen((current) => (openId === undefined ? current : new Set(current).add(wantedRow)));
      latestShow.current(wanted, 'start');
    }
  }, [wantedId, wanted, wantedRow, openId]);

  const [first, last] = visibleRange(items, virtualizer.scrollOffset ?? 0, virtualizer.scrollRect?.height ?? 0);
  const from = rows[first]?.line.time;
  const to = rows[last]?.last.time;
  useEffect(() => {
    if (from !== undefined && to !== undefined) {
      onInView?.({ from: Math.min(from, to), to: Math.max(from, to) });
    }
  }, [from, to, onInView]);
  const isNearEnd = rows.length > 0 && last >= rows.length - 1 - END_MARGIN;
  useEffect(() => {
    if (isNearEnd) {
      onNearEnd?.();
    }
    // Asked again whenever lines came and the end is still near.
  }, [isNearEnd, rows.length, onNearEnd]);
  const isAtStart = (virtualizer.scrollOffset ?? 0) < ROW_HEIGHT;
  useEffect(() => onAtStart?.(isAtStart), [isAtStart, onAtStart]);

  return (
    <div
      ref={box}
      className={styles.box}
      {...containerWidthData(virtualizer.scrollRect?.width)}
      data-services={isMixed ? 'several' : undefined}
      role="list"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onCopy={copyExactly}
    >
      <div style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
        {items.map((item) => {
          const { index, key, start } = item;
          const row = rows[index];
          return (
            row && (
              <LogLineRow
                key={key}
                measure={virtualizer.measureElement}
                index={index}
                of={rows.length}
                start={start}
                row={row}
                view={view}
                time={time}
                hits={hits}
                actions={actions}
                isOpen={open.has(row.line.id)}
                isActive={index === active}
                isPlain={isFlying && !isKept(item)}
                onToggle={onToggle}
              />
            )
          );
        })}
      </div>
      {footer}
    </div>
  );
}

/** Whether text within an element is marked. */
function hasMarked(element: HTMLElement | null): boolean {
  const selection = window.getSelection();
  return selection !== null && !selection.isCollapsed && element?.contains(selection.anchorNode) === true;
}

/** Whether lines of several services stand together. */
function hasServices(lines: readonly LogLine[]): boolean {
  const first = lines[0]?.reading.service;
  return lines.some(({ reading: { service } }) => service !== first);
}

function eventsOf(lines: readonly LogLine[], order: LogLinesProps['order']): LogEvent[] {
  return order === undefined ? lines.map((line) => ({ line, parts: [line] })) : logEvents(lines, order);
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({
    height: '100%',
    minHeight: 0,
    overflow: 'auto',
    // The list keeps its own place when rows get their real height.
    overflowAnchor: 'none',
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.primary,
  }),
});
