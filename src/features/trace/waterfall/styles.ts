import { type CSSProperties } from 'react';
import { css } from '@emotion/css';
import { colorManipulator, type GrafanaTheme2 } from '@grafana/data';
import { ROW_HEIGHT } from './geometry';

export type WaterfallStyles = ReturnType<typeof getRowStyles>;

/** Variables of CSS that hold how wide names and time are, where somebody chose that. */
const [NAMES, TIME] = ['--waterfall-names', '--waterfall-time'];

/** Widths of the columns: names, durations (with what they are compared with), and the rest for time. */
const columns = (durations: string, [names, time] = [42, 58]) =>
  `minmax(0, var(${NAMES}, ${names}fr)) ${durations} minmax(0, var(${TIME}, ${time}fr))`;

/** Sets the share of names for all rows within. */
export function chosenWidths(share: number | undefined): CSSProperties | undefined {
  return share === undefined ? undefined : ({ [NAMES]: frOf(share), [TIME]: frOf(1 - share) } as CSSProperties);
}

function frOf(share: number): string {
  return `${Math.round(share * 1000) / 10}fr`;
}

/** Pixels of the line that marks the critical path. */
export const PATH_HEIGHT = 3;

/** Hatched: nothing is recorded of what went on. */
export function gapLook({ colors }: GrafanaTheme2): string {
  return `repeating-linear-gradient(45deg, ${colors.background.primary} 0 2px, transparent 2px 6px)`;
}

/** All rows share these, so that none of thousands asks for styles of its own. */
export function getRowStyles(theme: GrafanaTheme2) {
  const { breakpoints, colors, spacing, typography, shape, isDark } = theme;
  // On the light theme's usual tint the names of what failed would be too faint.
  const chosen = isDark ? colors.primary.transparent : colorManipulator.alpha(colors.primary.main, 0.05);
  const overBar = { position: 'absolute' as const, pointerEvents: 'none' as const };
  return {
    row: css({
      position: 'absolute',
      top: 0,
      left: 0,
      right: 0,
      height: ROW_HEIGHT,
      display: 'grid',
      gridTemplateColumns: columns('7.5em'),
      alignItems: 'center',
      cursor: 'pointer',
      whiteSpace: 'nowrap',
      fontSize: typography.bodySmall.fontSize,
      '&:hover': { background: colors.action.hover },
      // What happened comes before when, where there is no room for both.
      [breakpoints.down('sm')]: { gridTemplateColumns: columns('6em', [68, 32]) },
    }),
    compared: css({
      gridTemplateColumns: columns('14em'),
      [breakpoints.down('md')]: { gridTemplateColumns: columns('11.5em') },
      [breakpoints.down('sm')]: { gridTemplateColumns: columns('10em', [68, 32]) },
    }),
    selected: css({
      background: chosen,
      boxShadow: `inset 3px 0 0 ${colors.primary.main}`,
      '&:hover': { background: chosen },
    }),
    match: css({ background: colors.warning.transparent }),
    dimmed: css({ opacity: 0.55 }),
    name: css({
      display: 'flex',
      alignItems: 'center',
      gap: spacing(0.5),
      minWidth: 0,
      height: '100%',
      paddingRight: spacing(1),
      overflow: 'hidden',
    }),
    toggle: css({
      flex: 'none',
      width: spacing(2),
      textAlign: 'center',
      color: colors.text.secondary,
      '&:hover': { color: colors.text.primary },
    }),
    stripe: css({ flex: 'none', width: spacing(0.5), height: '70%', borderRadius: shape.radius.pill }),
    service: css({ flex: 'none', maxWidth: '45%', overflow: 'hidden', textOverflow: 'ellipsis', fontWeight: 500 }),
    text: css({
      flexShrink: 1000,
      minWidth: spacing(4),
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      unicodeBidi: 'isolate',
    }),
    secondary: css({ color: colors.text.secondary }),
    error: css({ color: colors.error.text }),
    errorMark: css({
      flex: 'none',
      padding: spacing(0, 0.5),
      border: `1px solid ${colors.error.border}`,
      borderRadius: shape.radius.default,
      color: colors.error.text,
      fontWeight: 700,
      lineHeight: 1.3,
    }),
    note: css({
      minWidth: spacing(2),
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      padding: spacing(0, 0.5),
      border: `1px dashed ${colors.border.strong}`,
      borderRadius: shape.radius.default,
      color: colors.text.secondary,
      lineHeight: 1.3,
    }),
    worse: css({ color: colors.error.text }),
    better: css({ color: colors.success.text }),
    other: css({ color: colors.info.text }),
    level: css({ flex: 'none', width: '1.2em', textAlign: 'center', fontWeight: 700 }),
    duration: css({
      display: 'flex',
      justifyContent: 'flex-end',
      gap: spacing(1),
      overflow: 'hidden',
      paddingRight: spacing(1),
      fontVariantNumeric: 'tabular-nums',
    }),
    timeline: css({
      position: 'relative',
      height: '100%',
      overflow: 'hidden',
    }),
    grid: css({ height: '100%', pointerEvents: 'none', '&:hover': { background: 'none' } }),
    gridLine: css({ position: 'absolute', top: 0, bottom: 0, borderLeft: `1px solid ${colors.border.weak}` }),
    bar: css({ position: 'absolute', top: '50%', minWidth: 2, borderRadius: 2, transform: 'translateY(-50%)' }),
    failedBar: css({ outline: `2px solid ${colors.error.main}`, outlineOffset: 1 }),
    path: css({ ...overBar, bottom: 3, height: PATH_HEIGHT, minWidth: 2, background: colors.text.primary }),
    gap: css({
      ...overBar,
      top: '25%',
      height: '50%',
      backgroundImage: gapLook(theme),
    }),
    moment: css({ ...overBar, top: '50%', transform: 'translate(-50%, -50%)', fontWeight: 700 }),
    missingBar: css({
      position: 'absolute',
      top: '30%',
      height: '40%',
      minWidth: 4,
      border: `1px dashed ${colors.info.border}`,
      borderRadius: 2,
    }),
  };
}
