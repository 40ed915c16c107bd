import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';

/** A list without bullets, whose rows begin with a mark of their state. */
export function markedListStyles(theme: GrafanaTheme2) {
  return {
    list: css({
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(0.5),
      listStyle: 'none',
      margin: 0,
      padding: 0,
    }),
    row: css({
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      columnGap: theme.spacing(1),
      overflowWrap: 'anywhere',
    }),
  };
}
