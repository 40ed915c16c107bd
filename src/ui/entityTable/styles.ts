import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';

/** The look of all tables of entities. */
export function tableStyles(theme: GrafanaTheme2) {
  return {
    /**
     * Around the table: on narrow screens it scrolls, not the page, with all that is only there to be heard. What there
     * is no room for depends on its width, which a docked menu takes from, not on the window's.
     */
    scroll: css({ position: 'relative', width: '100%', overflowX: 'auto', containerType: 'inline-size' }),
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
    /** Rows of several lines. */
    tall: css({ 'th, td': { verticalAlign: 'top' } }),
    /** Many rows of small text. */
    dense: css({
      fontSize: theme.typography.bodySmall.fontSize,
      'th, td': { paddingTop: theme.spacing(0.5), paddingBottom: theme.spacing(0.5) },
    }),
    caption: css({ captionSide: 'top', color: theme.colors.text.secondary, padding: theme.spacing(1, 0) }),
    row: css({ '&:hover, &:focus-within': pointedAt(theme) }),
    none: css({ padding: theme.spacing(2), color: theme.colors.text.secondary }),
    /** Newer rows are on their way. */
    loading: css({ opacity: 0.6 }),
    footer: css({ display: 'flex', justifyContent: 'flex-end' }),
  };
}

/** A row and the line below it look like one row. */
export function noteStyles(theme: GrafanaTheme2) {
  const hovered = pointedAt(theme);
  return {
    above: css({
      '&& > td, && > th': { borderBottom: 'none', paddingBottom: 0 },
      '&:has(+ tr:hover)': hovered,
    }),
    note: css({
      '&& > td': {
        paddingTop: 0,
        color: theme.colors.text.secondary,
        fontSize: theme.typography.bodySmall.fontSize,
        overflowWrap: 'anywhere',
      },
      '&:hover, tr:hover + &, tr:focus-within + &': hovered,
    }),
  };
}

/** Grafana's own colour for what is pointed at leaves quiet text with too little contrast. */
function pointedAt(theme: GrafanaTheme2) {
  return { background: theme.colors.background.secondary };
}
