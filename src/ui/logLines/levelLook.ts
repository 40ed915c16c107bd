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

const COLORS: Readonly<Record<Level, { dark: string; light: string }>> = {
  fatal: { dark: 'purple', light: 'purple' },
  error: { dark: 'red', light: 'red' },
  warn: { dark: 'orange', light: 'orange' },
  info: { dark: 'green', light: 'green' },
  debug: { dark: 'blue', light: 'blue' },
  trace: { dark: 'light-blue', light: 'light-blue' },
  unknown: { dark: '#8e8e8e', light: '#8e8e8e' },
};

/** The colour of a level, the same in charts, bars and facets; never without its letter or name. */
export function levelColor(theme: GrafanaTheme2, level: Level): string {
  return theme.visualization.getColorByName(COLORS[level][theme.isDark ? 'dark' : 'light']);
}
