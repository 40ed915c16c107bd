import React from 'react';
import { css, cx } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { t } from '../../../i18n/t';
import { type Level } from '../../../telemetry/questions/logs';
import { formatCount } from '../../../ui/format';
import { LEVEL_LETTERS, levelColor } from '../../../ui/logLines/levelLook';
import { type Bar, type Volume } from './bars';

interface VolumeLegendProps {
  volume: Volume;
  /** The step under the pointer, whose numbers are told. */
  bar: Bar | undefined;
  step: number;
  timeZone: TimeZone;
  levels: readonly Level[];
  onToggle: (level: Level) => void;
}

/**
 * Levels with their colours and counts: of the whole span, or of the step under the pointer. A click keeps a level
 * alone.
 */
export function VolumeLegend({ volume, bar, step, timeZone, levels, onToggle }: VolumeLegendProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const shown = [...new Set([...volume.totals.map(({ level }) => level), ...levels])];
  const counts = new Map((bar?.parts ?? volume.totals).map(({ level, count }) => [level, count]));
  return (
    <div className={styles.legend}>
      {shown.map((level) => {
        const isOff = levels.length > 0 && !levels.includes(level);
        return (
          <button
            key={level}
            type="button"
            className={cx(styles.level, isOff && styles.off)}
            aria-pressed={levels.includes(level)}
            title={
              levels.includes(level)
                ? t('logs.volume.all-levels', 'Show all levels')
                : t('logs.volume.only-level', 'Show only {{level}}', { level })
            }
            onClick={() => onToggle(level)}
          >
            <span className={styles.swatch} style={{ borderLeftColor: levelColor(theme, level) }}>
              {LEVEL_LETTERS[level]}
            </span>
            {`${level} ${formatCount(counts.get(level) ?? 0)}`}
          </button>
        );
      })}
      <span className={styles.step}>
        {bar
          ? timeOf(bar, step, timeZone)
          : t('logs.volume.peak', 'Lines per {{step}} (peak {{peak}})', {
              step: stepName(step),
              peak: formatCount(volume.highest),
            })}
      </span>
    </div>
  );
}

function timeOf({ time }: Bar, step: number, timeZone: TimeZone): string {
  const write = (moment: number) => dateTimeFormat(moment, { format: 'HH:mm:ss', timeZone });
  return t('logs.volume.bar', '{{from}} to {{to}}', { from: write(time), to: write(time + step) });
}

const UNITS: ReadonlyArray<[milliseconds: number, name: string]> = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's'],
];

function stepName(step: number): string {
  const [length, name] = UNITS.find(([milliseconds]) => step >= milliseconds && step % milliseconds === 0) ?? [1, 'ms'];
  return `${step / length} ${name}`;
}

const getStyles = (theme: GrafanaTheme2) => ({
  legend: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  level: css({
    border: 0,
    padding: theme.spacing(0, 0.5),
    background: 'none',
    fontSize: 'inherit',
    borderRadius: theme.shape.radius.default,
    fontVariantNumeric: 'tabular-nums',
    '&:hover': { background: theme.colors.action.hover },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  }),
  off: css({ color: theme.colors.text.secondary, textDecoration: 'line-through' }),
  swatch: css({
    borderLeft: '4px solid transparent',
    padding: theme.spacing(0, 0.5),
    color: theme.colors.text.secondary,
  }),
  step: css({ marginLeft: 'auto', color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums' }),
});
