import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { narrowerThan } from './containerWidth';

/** Signs, not icons: there is one in each of very many rows. */
export const SIGN = { open: '▾', closed: '▸' };

/** Looks of a row, drawn in full or plain. */
export const getRowStyles = (theme: GrafanaTheme2) => ({
  row: css({
    position: 'absolute',
    top: 0,
    left: 0,
    width: '100%',
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  active: css({ boxShadow: `inset ${theme.spacing(0.375)} 0 0 ${theme.colors.primary.main}` }),
  open: css({
    background: theme.colors.background.secondary,
    // Times would be too faint on the one colour over the other.
    '& > div:hover': { background: 'none' },
  }),
  details: css({ padding: theme.spacing(0.5, 1, 1, 4) }),
  line: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    minHeight: theme.spacing(3),
    padding: theme.spacing(0, 1, 0, 0.5),
    fontFamily: theme.typography.fontFamilyMonospace,
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: theme.typography.bodySmall.lineHeight,
    cursor: 'pointer',
    '&:hover': { background: theme.colors.action.hover },
  }),
  wrapped: css({ alignItems: 'flex-start', paddingTop: theme.spacing(0.25), paddingBottom: theme.spacing(0.25) }),
  toggle: css({
    border: 0,
    padding: 0,
    background: 'none',
    color: theme.colors.text.secondary,
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  }),
  time: css({ color: theme.colors.text.secondary, whiteSpace: 'nowrap' }),
  level: css({
    borderLeft: `4px solid transparent`,
    paddingLeft: theme.spacing(0.5),
    minWidth: '2ch',
    color: theme.colors.text.secondary,
  }),
  service: css({
    flex: 'none',
    width: '16ch',
    [narrowerThan(640)]: { width: '12ch' },
    // Its colour only, so that there is room for what the line says; where several stand together, who says it counts.
    [narrowerThan(480)]: { width: theme.spacing(1.25), textOverflow: 'clip' },
    [`[data-services="several"]${narrowerThan(480)}`]: { width: '10ch', textOverflow: 'ellipsis' },
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  }),
  count: css({ color: theme.colors.warning.text, whiteSpace: 'nowrap' }),
  parts: css({ color: theme.colors.text.secondary, whiteSpace: 'nowrap' }),
  // Text written from right to left turns its own part of the row only.
  message: css({
    flex: 1,
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'pre',
    unicodeBidi: 'isolate',
  }),
  messageWrapped: css({ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }),
  summary: css({ color: theme.colors.text.secondary }),
});
