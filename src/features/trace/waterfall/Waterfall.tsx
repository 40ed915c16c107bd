import React, { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { IconButton, useStyles2 } from '@grafana/ui';
import { type TimelineEntry } from '../../../analysis/trace/timelineEntries';
import { type TraceTimeline } from '../../../analysis/trace/timeline';
import { t } from '../../../i18n/t';
import { TARGET_SIZE } from '../../../ui/targetSize';
import { Minimap } from './Minimap';
import { useNameShare } from './nameShare';
import { chosenWidths } from './styles';
import { type TimelineSelection } from './timelineSelection';
import { TimeAxis } from './TimeAxis';
import { useWaterfall } from './useWaterfall';
import { useWaterfallKeys } from './useWaterfallKeys';
import { WaterfallLegend } from './WaterfallLegend';
import { WaterfallRows } from './WaterfallRows';
import { WaterfallToolbar } from './WaterfallToolbar';

interface WaterfallProps {
  story: TraceTimeline;
  /** What is selected; where left out, where the first error began. */
  place?: TimelineSelection;
  onSelect?: (place: TimelineSelection) => void;
  /** Shows the details of what is selected; `select` goes elsewhere from there. */
  details?: (entry: TimelineEntry, select: (entry: number) => void) => ReactNode;
}

/** The timeline of one request: its spans, with everything that happened in them at its moment. */
export function Waterfall({ story, place, onSelect, details }: WaterfallProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const model = useWaterfall(story, place, onSelect);
  const [nameShare, setNameShare] = useNameShare();
  const search = useRef<HTMLInputElement>(null);
  const rows = useRef<HTMLDivElement>(null);
  const { pane, isOpen, open, enter, close } = useDetailsPane(place !== undefined);
  const onClose = () => {
    close();
    rows.current?.focus();
  };
  const { onKey, onRowsKey, onDetailsKey, onSearchKey } = useWaterfallKeys(model, {
    search,
    rows,
    onDetails: enter,
  });
  const selected = story.entries.list[model.selected];
  return (
    <div className={styles.all} onKeyDown={onKey}>
      <Minimap model={model} />
      <WaterfallToolbar model={model} search={search} onSearchKey={onSearchKey} />
      <div className={styles.parts}>
        <div className={styles.rows} style={chosenWidths(nameShare)}>
          <TimeAxis model={model} nameShare={nameShare} onNameShare={setNameShare} />
          <WaterfallRows model={model} scroller={rows} onKeyDown={onRowsKey} onOpen={open} id={id} />
        </div>
        {details && selected && isOpen && (
          <aside
            ref={pane}
            className={styles.details}
            tabIndex={-1}
            aria-label={t('trace.details.label', 'Details')}
            onKeyDown={onDetailsKey}
            data-testid="waterfall-details"
          >
            <IconButton
              name="times"
              className={styles.close}
              tooltip={t('trace.details.close', 'Close details')}
              onClick={onClose}
            />
            {details(selected, model.select)}
          </aside>
        )}
      </div>
      <WaterfallLegend />
    </div>
  );
}

/** The details are closed until they are asked for, unless the address names what they are about. */
function useDetailsPane(isOpenAtFirst: boolean) {
  const pane = useRef<HTMLElement>(null);
  const [{ isOpen, entered }, setState] = useState({ isOpen: isOpenAtFirst, entered: 0 });
  useEffect(() => {
    if (entered > 0) {
      pane.current?.focus();
    }
  }, [entered]);
  return {
    pane,
    isOpen,
    open: () => setState((before) => ({ ...before, isOpen: true })),
    /** Opens the pane, and gives it the focus. */
    enter: () => setState((before) => ({ isOpen: true, entered: before.entered + 1 })),
    close: () => setState((before) => ({ ...before, isOpen: false })),
  };
}

const getStyles = (theme: GrafanaTheme2) => ({
  all: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), minWidth: 0 }),
  parts: css({
    display: 'flex',
    gap: theme.spacing(1),
    alignItems: 'flex-start',
    minWidth: 0,
    [theme.breakpoints.down('lg')]: { flexDirection: 'column', alignItems: 'stretch' },
  }),
  rows: css({
    flex: '1 1 auto',
    minWidth: 0,
    border: `1px solid ${theme.colors.border.weak}`,
    background: theme.colors.background.primary,
  }),
  close: css({ ...TARGET_SIZE, float: 'right' }),
  details: css({
    flex: '0 0 32%',
    minWidth: theme.spacing(44),
    maxHeight: 'max(260px, calc(62vh + 24px))',
    overflow: 'auto',
    padding: theme.spacing(1.5),
    border: `1px solid ${theme.colors.border.weak}`,
    background: theme.colors.background.primary,
    [theme.breakpoints.down('lg')]: { flexBasis: 'auto' },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  }),
});
