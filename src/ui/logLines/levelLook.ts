import { type GrafanaTheme2 } from '@grafana/data';
import { type Level } from '../../telemetry/questions/logs';

/** A level in one letter, beside its colour. */
export const LEVEL_LETTERS: Readonly<Record<Level, string>> = {
  fatal: 'F',
  error: 'E',
  warn: 'W',
  info: 'I',
  debug: 'D',
  trace: 'T',
  unknown: '?',
};

/** Hues of Grafana's own log volume, in shades that stand out from either background. */
const COLORS: Readonly<Record<Exclude<Level, 'unknown'>, { dark: string; light: string }>> = {
  fatal: { dark: 'purple', light: 'semi-dark-purple' },
  error: { dark: 'red', light: 'semi-dark-red' },
  warn: { dark: 'orange', light: 'dark-orange' },
  info: { dark: 'green', light: 'semi-dark-green' },
  debug: { dark: 'blue', light: 'dark-blue' },
  trace: { dark: 'light-blue', light: 'blue' },
};

/** The colour of a level, the same in charts, bars and facets; never without its letter or name. */
export function levelColor(theme: GrafanaTheme2, level: Level): string {
  return level === 'unknown'
    ? theme.colors.text.secondary
    : theme.visualization.getColorByName(COLORS[level][theme.isDark ? 'dark' : 'light']);
}
