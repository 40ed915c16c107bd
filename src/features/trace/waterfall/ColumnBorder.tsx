import React, { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { t } from '../../../i18n/t';
import { NAME_SHARE } from './nameShare';

const STEP = 0.02;

interface ColumnBorderProps {
  /** Share of the width that names have, 0 to 1. */
  share: number;
  /** Given undefined for what it is by itself. */
  onChoose: (share: number | undefined) => void;
  /** Share at a place of the screen, in pixels from its left. */
  shareAt: (x: number) => number;
}

/** The border between names and time: dragged, or moved by arrow keys; a double click puts it back. */
export function ColumnBorder({ share, onChoose, shareAt }: ColumnBorderProps) {
  const styles = useStyles2(getStyles);
  const [isDragged, setDragged] = useState(false);
  const onKeyDown = (event: KeyboardEvent) => {
    const next: Record<string, number> = {
      ArrowLeft: share - STEP,
      ArrowRight: share + STEP,
      Home: NAME_SHARE.least,
      End: NAME_SHARE.most,
    };
    const chosen = next[event.key];
    // With other keys held the browser does something of its own, such as going back.
    if (chosen !== undefined && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      onChoose(chosen);
    }
  };
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={t('trace.axis.border', 'Width of the name column')}
      aria-valuemin={Math.round(NAME_SHARE.least * 100)}
      aria-valuemax={Math.round(NAME_SHARE.most * 100)}
      aria-valuenow={Math.round(share * 100)}
      tabIndex={0}
      className={styles.border}
      onKeyDown={onKeyDown}
      onPointerDown={(event: PointerEvent) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setDragged(true);
      }}
      onPointerMove={({ clientX }) => isDragged && onChoose(shareAt(clientX))}
      onPointerUp={() => setDragged(false)}
      onPointerCancel={() => setDragged(false)}
      onDoubleClick={() => onChoose(undefined)}
    />
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  // Wider than the line that is seen, so that it can be met.
  border: css({
    position: 'absolute',
    top: 0,
    bottom: 0,
    right: theme.spacing(-1.5),
    width: theme.spacing(3),
    zIndex: 1,
    cursor: 'col-resize',
    touchAction: 'none',
    '&::before': {
      content: '""',
      position: 'absolute',
      top: 4,
      bottom: 4,
      left: '50%',
      width: 2,
      background: theme.colors.border.strong,
    },
    '&:hover::before, &:focus-visible::before': { background: theme.colors.primary.main },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
  }),
});
