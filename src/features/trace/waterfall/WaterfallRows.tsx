import React, { memo, type MouseEvent, type Ref, useEffect, useMemo } from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { useVirtualizer } from '@tanstack/react-virtual';
import { t } from '../../../i18n/t';
import { useServiceColor } from '../../../ui/ServiceColors';
import { ROW_HEIGHT, shareOf, ticksOf } from './geometry';
import { ItemRow } from './ItemRow';
import { describeEntry } from './marks';
import { type RowContext } from './rowContext';
import { SpanRow } from './SpanRow';
import { getRowStyles } from './styles';
import { TICKS } from './TimeAxis';
import { type WaterfallModel } from './useWaterfall';

const OVERSCAN = 15;

interface WaterfallRowsProps {
  model: WaterfallModel;
  /** What `useRef` gives, which React 18 and 19 spell differently. */
  scroller: Extract<Ref<HTMLDivElement>, { current: unknown }>;
  onKeyDown: (event: React.KeyboardEvent) => void;
  /** A row was pressed: its details are asked for. */
  onOpen: () => void;
  /** Begins the ids of rows. */
  id: string;
}

/** The rows themselves, of which only those in view are in the page. */
export function WaterfallRows({ model, scroller, onKeyDown, onOpen, id }: WaterfallRowsProps) {
  const styles = useStyles2(getStyles);
  const context = useRowContext(model);
  const { rows, story, selected, view } = model;
  // Its functions change what they return: the compiler leaves this component as it is, and rows are kept by memo.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtual = useVirtualizer({
    count: rows.entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
  });
  const matches = useMemo(() => new Set(model.matches), [model.matches]);
  const selectedRow = selected < 0 ? -1 : (rows.rowOf[selected] ?? -1);
  useEffect(() => {
    if (selectedRow >= 0) {
      virtual.scrollToIndex(selectedRow, { align: 'auto' });
    }
    // The virtualizer is the same object for as long as the rows are there.
  }, [selectedRow, virtual]);

  const onClick = (event: MouseEvent) => {
    const target = event.target instanceof Element ? event.target : undefined;
    const node = target?.closest('[data-toggle]')?.getAttribute('data-toggle');
    const entry = target?.closest('[data-entry]')?.getAttribute('data-entry');
    if (node !== null && node !== undefined) {
      model.toggle(Number(node));
    } else if (entry !== null && entry !== undefined) {
      model.select(Number(entry));
      onOpen();
    }
  };

  return (
    <div
      ref={scroller}
      className={styles.scroller}
      // A box that is contained does not take the size of what is in it.
      style={{ height: `min(${virtual.getTotalSize()}px, max(${10 * ROW_HEIGHT}px, 62vh))` }}
      role="treegrid"
      aria-label={t('trace.rows.label', 'Spans and logs of the request')}
      aria-rowcount={rows.entries.length}
      aria-activedescendant={selectedRow >= 0 ? `${id}-${selected}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onClick={onClick}
      data-testid="waterfall-rows"
    >
      <div role="presentation" className={styles.sheet} style={{ height: virtual.getTotalSize() }}>
        <Grid context={context} />
        {virtual.getVirtualItems().map(({ index: row, start }) => {
          const index = rows.entries[row] ?? -1;
          const entry = story.entries.list[index];
          return (
            entry && (
              <Row
                key={index}
                id={`${id}-${index}`}
                index={index}
                row={row}
                top={start}
                context={context}
                isSelected={index === selected}
                isMatch={matches.has(index)}
                isContext={rows.passes[index] === 0}
                isShut={entry.kind === 'span' && view.collapsed.has(entry.node)}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

interface RowProps {
  id: string;
  /** Of the entry. */
  index: number;
  row: number;
  top: number;
  context: RowContext;
  isSelected: boolean;
  isMatch: boolean;
  /** Shown only for what is in it. */
  isContext: boolean;
  isShut: boolean;
}

const Row = memo(function Row({ id, index, row, top, context, isSelected, isMatch, isContext, isShut }: RowProps) {
  const { story, styles } = context;
  const entry = story.entries.list[index];
  if (!entry) {
    return null;
  }
  const node = story.tree.nodes[entry.node];
  const hasBelow = entry.kind === 'span' && entry.until > index + 1;
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={row + 1}
      aria-level={entry.depth + 1}
      aria-expanded={hasBelow ? !isShut : undefined}
      aria-selected={isSelected}
      aria-label={describeEntry(story, entry)}
      data-entry={index}
      data-testid={`waterfall-${entry.kind}`}
      className={cx(
        styles.row,
        story.comparison && styles.compared,
        isMatch && styles.match,
        isContext && styles.dimmed,
        isSelected && styles.selected
      )}
      style={{ transform: `translateY(${top}px)` }}
    >
      {entry.kind !== 'span' ? (
        <ItemRow entry={entry} context={context} />
      ) : (
        node && <SpanRow entry={entry} node={node} context={context} isShut={isShut} hasBelow={hasBelow} />
      )}
    </div>
  );
});

/** Lines behind the rows, at the moments that the axis names. */
const Grid = memo(function Grid({ context: { styles, window, story } }: { context: RowContext }) {
  return (
    <div className={cx(styles.row, story.comparison && styles.compared, styles.grid)} aria-hidden>
      <span />
      <span />
      <span className={styles.timeline}>
        {ticksOf(window, TICKS).map((tick) => (
          <span key={tick} className={styles.gridLine} style={{ left: `${shareOf(tick, window) * 100}%` }} />
        ))}
      </span>
    </div>
  );
});

function useRowContext({ story, window: { from, to } }: WaterfallModel): RowContext {
  const theme = useTheme2();
  const styles = useStyles2(getRowStyles);
  const colorOf = useServiceColor();
  return useMemo(() => {
    const mostSelfTime = story.selfTimes.reduce((most, time) => Math.max(most, time), 0);
    return { story, theme, styles, window: { from, to }, colorOf, mostSelfTime };
  }, [story, theme, styles, from, to, colorOf]);
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroller: css({
    position: 'relative',
    overflowY: 'auto',
    overflowX: 'hidden',
    contain: 'strict',
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
  }),
  sheet: css({ position: 'relative', width: '100%' }),
});
