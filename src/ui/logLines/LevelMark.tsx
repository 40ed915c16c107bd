import React from 'react';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { type Level } from '../../telemetry/questions/logs';
import { LEVEL_LETTERS, levelColor } from './levelLook';
import { getRowStyles } from './rowStyles';

/** A level as its letter beside its colour; who listens to the page hears its name. */
export function LevelMark({ level }: { level: Level }) {
  const styles = useStyles2(getRowStyles);
  const theme = useTheme2();
  return (
    <span
      className={styles.level}
      role="img"
      aria-label={level}
      title={level}
      style={{ borderLeftColor: levelColor(theme, level) }}
    >
      {LEVEL_LETTERS[level]}
    </span>
  );
}
