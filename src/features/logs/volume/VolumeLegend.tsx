import React from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Tooltip, useStyles2, useTheme2 } from '@grafana/ui';
import { t } from '../../../i18n/t';
import { type Level } from '../../../telemetry/questions/logs';
import { formatCount } from '../../../ui/format';
import { LEVEL_LETTERS, levelColor } from '../../../ui/logLines/levelLook';
import { type BarPart, type Volume } from './bars';

interface VolumeLegendProps {
  volume: Volume;
  /** Lines of the steps that are told of; of all where undefined. */
  counts: readonly BarPart[] | undefined;
  /** What is told of, or how the chart is scaled. */
  words: string;
  /** Keys choose what is told of: those who do not see it are told, too. */
  isSpoken: boolean;
  levels: readonly Level[];
  onToggle: (level: Level) => void;
}

/**
 * Levels with their colours and counts: of the whole span, or of the steps that are pointed at or chosen. A click keeps
 * a level alone.
 */
export function VolumeLegend({ volume, counts, words, isSpoken, levels, onToggle }: VolumeLegendProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const shown = [...new Set([...volume.totals.map(({ level }) => level), ...levels])];
  const byLevel = new Map((counts ?? volume.totals).map(({ level, count }) => [level, count]));
  return (
    <div className={styles.legend} data-testid="log-volume-legend">
      {shown.map((level) => {
        const isKept = levels.includes(level);
        const hint = isKept
          ? t('logs.volume.all-levels', 'Show all levels')
          : t('logs.volume.only-level', 'Show only {{level}}', { level });
        return (
          <Tooltip key={level} content={hint}>
            <button
              type="button"
              className={cx(styles.level, levels.length > 0 && !isKept && styles.off)}
              aria-pressed={isKept}
              onClick={() => onToggle(level)}
            >
              <span className={styles.swatch} style={{ borderLeftColor: levelColor(theme, level) }}>
                {LEVEL_LETTERS[level]}
              </span>
              {`${level} ${formatCount(byLevel.get(level) ?? 0)}`}
            </button>
          </Tooltip>
        );
      })}
      <span className={styles.words} aria-live={isSpoken ? 'polite' : 'off'}>
        {words}
      </span>
    </div>
  );
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
  words: css({ marginLeft: 'auto', color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums' }),
});
