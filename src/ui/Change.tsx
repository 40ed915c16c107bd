import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Tooltip, useStyles2 } from '@grafana/ui';
import { t } from '../i18n/t';
import { formatChange } from './format';

interface ChangeProps {
  change: number | undefined;
  /** Instead of the percentage, where that says less: `was 3`. */
  text?: string;
  /** What is compared with, in words: `previous hour`. Left out where it is printed once for many changes. */
  baseline?: string;
  /** Whether more is worse; neither for traffic. */
  moreIs?: 'bad' | 'good' | 'neither';
}

/** Changes below this are noise to the eye. */
const WORTH_A_COLOUR = 0.1;

/** How a number changed. Coloured only where the direction is good or bad and the change is worth a look. */
export function Change({ change, text, baseline, moreIs = 'neither' }: ChangeProps) {
  const styles = useStyles2(getStyles);
  if (change === undefined) {
    return null;
  }
  const worse = moreIs === 'bad' ? change > WORTH_A_COLOUR : moreIs === 'good' ? change < -WORTH_A_COLOUR : false;
  const better = moreIs === 'bad' ? change < -WORTH_A_COLOUR : moreIs === 'good' ? change > WORTH_A_COLOUR : false;
  const shown = (
    <span className={worse ? styles.worse : better ? styles.better : styles.plain}>{text ?? formatChange(change)}</span>
  );
  return baseline === undefined ? (
    shown
  ) : (
    <Tooltip content={t('ui.change.baseline', 'vs {{baseline}}', { baseline })}>{shown}</Tooltip>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const base = { fontSize: theme.typography.bodySmall.fontSize, whiteSpace: 'nowrap' } as const;
  return {
    plain: css({ ...base, color: theme.colors.text.secondary }),
    worse: css({ ...base, color: theme.colors.error.text }),
    better: css({ ...base, color: theme.colors.success.text }),
  };
};
