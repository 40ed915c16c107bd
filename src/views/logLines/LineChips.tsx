import React from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { type LogLine } from '../../telemetry/questions/logs';
import { type LineActions } from './actions';

/** Ways on from a line: the story of its trace, and all lines of its request. */
export function LineChips({ line, actions }: { line: LogLine; actions: LineActions }) {
  const styles = useStyles2(getStyles);
  const { traceId, requestId } = line.reading;
  const story = actions.storyLink?.(line);
  const { onFilter } = actions;
  return (
    <span className={styles.chips}>
      {traceId && story && (
        <a className={cx(styles.chip, styles.link)} href={story} title={`The story of trace ${traceId}`}>
          <span className={styles.id}>{`trace ${traceId.slice(0, 8)}`}</span>
        </a>
      )}
      {requestId && onFilter && (
        <button
          type="button"
          className={cx(styles.chip, styles.button)}
          title={`Only lines of request ${requestId}`}
          onClick={() => onFilter('requestId', requestId, 'in')}
        >
          <span className={styles.id}>{`req ${requestId.slice(0, 12)}`}</span>
        </button>
      )}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  chips: css({ display: 'inline-flex', gap: theme.spacing(0.5), marginLeft: 'auto' }),
  chip: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.25),
    padding: theme.spacing(0, 0.75),
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.pill,
    background: theme.colors.background.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: 1.5,
    whiteSpace: 'nowrap',
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  }),
  link: css({ color: theme.colors.text.link, '&:hover': { textDecoration: 'underline' } }),
  // The details have it as well.
  button: css({
    '@container (max-width: 800px)': { display: 'none' },
    color: theme.colors.text.secondary,
    '&:hover': { color: theme.colors.text.primary },
  }),
  id: css({
    fontFamily: theme.typography.fontFamilyMonospace,
    // Its first word.
    '@container (max-width: 480px)': { width: '5ch', overflow: 'hidden' },
  }),
});
