import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';

/** What nodes and edges of the map look like. */
export function getMapStyles(theme: GrafanaTheme2) {
  return {
    scroll: css({ overflowX: 'auto', padding: theme.spacing(0.5), background: theme.colors.background.primary }),
    map: css({ display: 'block', width: '100%', margin: '0 auto' }),
    box: css({ fill: theme.colors.background.secondary, stroke: theme.colors.border.medium }),
    criticalBox: css({ stroke: theme.colors.error.border }),
    warningBox: css({ stroke: theme.colors.warning.border }),
    emphasised: css({ strokeWidth: 2, stroke: theme.colors.text.primary }),
    name: css({ fill: theme.colors.text.primary, fontSize: 13, fontWeight: theme.typography.fontWeightMedium }),
    below: css({ fill: theme.colors.text.secondary, fontSize: 12 }),
    critical: css({ fill: theme.colors.error.text, fontWeight: theme.typography.fontWeightMedium }),
    warning: css({ fill: theme.colors.warning.text, fontWeight: theme.typography.fontWeightMedium }),
    link: css({
      transition: 'opacity 100ms',
      '&:hover rect:first-of-type, &:focus-visible rect:first-of-type': {
        stroke: theme.colors.primary.border,
        strokeWidth: 2,
      },
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.border}` },
    }),
    lit: css({ stroke: theme.colors.primary.border }),
    dim: css({ opacity: 0.25 }),
    // Still there for the keyboard, which makes it seen, and not in the way of the pointer.
    hidden: css({ opacity: 0, pointerEvents: 'none' }),
    reach: css({ fill: 'none', stroke: 'transparent', strokeWidth: 14 }),
    line: css({ fill: 'none', stroke: theme.colors.text.disabled }),
    failing: css({ stroke: theme.colors.error.border }),
    // The line is not seen under its numbers.
    plate: css({ fill: theme.colors.background.primary }),
    label: css({ fill: theme.colors.text.primary, fontSize: 12, fontVariantNumeric: 'tabular-nums' }),
  };
}
