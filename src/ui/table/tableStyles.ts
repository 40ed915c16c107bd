import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';

/** What all tables have in common: spread it into a table's own styles, and override by `cx`, not by a copy. */
export function tableStyles(theme: GrafanaTheme2) {
  return {
    /** Around the table: on narrow screens it scrolls, not the page, with all that is only there to be heard. */
    scroll: css({ position: 'relative', overflowX: 'auto' }),
    table: css({
      width: '100%',
      borderCollapse: 'collapse',
      'th, td': {
        padding: theme.spacing(0.75, 1),
        textAlign: 'left',
        borderBottom: `1px solid ${theme.colors.border.weak}`,
      },
      'thead th': {
        color: theme.colors.text.secondary,
        fontWeight: theme.typography.fontWeightRegular,
        whiteSpace: 'nowrap',
      },
      'tbody th': { fontWeight: theme.typography.fontWeightMedium, overflowWrap: 'anywhere' },
    }),
    /** Besides `table`, for rows of several lines. */
    tall: css({ 'th, td': { verticalAlign: 'top' } }),
    /** Besides `table`, for many rows of small text. */
    dense: css({
      fontSize: theme.typography.bodySmall.fontSize,
      'th, td': { paddingTop: theme.spacing(0.5), paddingBottom: theme.spacing(0.5) },
    }),
    caption: css({ captionSide: 'top', color: theme.colors.text.secondary, padding: theme.spacing(1, 0) }),
    row: css({ '&:hover, &:focus-within': { background: theme.colors.action.hover } }),
    number: css({ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }),
  };
}
