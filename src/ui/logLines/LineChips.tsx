import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { t } from '../../i18n/t';
import { type LogLine } from '../../telemetry/questions/logs';
import { type LineActions } from './actions';
import { narrowerThan } from './containerWidth';

/** Ways on from a line: the story of its trace, and all lines of its request. */
export function LineChips({ line, actions }: { line: LogLine; actions: LineActions }) {
  const styles = useStyles2(getStyles);
  const { traceId, requestId } = line.reading;
  const story = actions.storyLink?.(line);
  const { onFilter } = actions;
  return (
    <>
      {traceId && story && (
        <a className={styles.link} href={story}>
          {t('ui.log-line.trace', 'trace {{id}}', { id: traceId.slice(0, 8) })}
        </a>
      )}{' '}
      {requestId && onFilter && (
        <button type="button" className={styles.button} onClick={() => onFilter('requestId', requestId, 'in')}>
          {requestChip(requestId)}
        </button>
      )}
    </>
  );
}

/** Many ids say themselves what they are: `req-4f…`, `request_4f…`. */
function requestChip(requestId: string): string {
  return /^req/i.test(requestId)
    ? requestId.slice(0, 16)
    : t('ui.log-line.request', 'req {{id}}', { id: requestId.slice(0, 12) });
}

const getStyles = (theme: GrafanaTheme2) => {
  const chip = {
    padding: theme.spacing(0, 0.75),
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.pill,
    background: theme.colors.background.secondary,
    fontFamily: theme.typography.fontFamilyMonospace,
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: 1.5,
    whiteSpace: 'nowrap',
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  } as const;
  return {
    // Whole styles, and no element in an element: there are very many of them.
    link: css({
      ...chip,
      color: theme.colors.text.link,
      '&:hover': { textDecoration: 'underline' },
      // Its first word.
      [narrowerThan(480)]: { boxSizing: 'content-box', width: '5ch', overflow: 'hidden' },
    }),
    // The details have it as well.
    button: css({
      ...chip,
      [narrowerThan(800)]: { display: 'none' },
      color: theme.colors.text.secondary,
      '&:hover': { color: theme.colors.text.primary },
    }),
  };
};
