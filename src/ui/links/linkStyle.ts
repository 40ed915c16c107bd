import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';

/** The look of a number that is a link: that of Grafana's own links. */
export function linkStyle(theme: GrafanaTheme2): string {
  return css({
    color: theme.colors.text.link,
    '&:hover, &:focus-visible': { color: theme.colors.text.link, textDecoration: 'underline' },
  });
}
