import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { type Trend } from '../analysis/healthRows';
import { trendPath } from './trendPath';

interface TrendLineProps {
  values: Trend | undefined;
  /** What the line shows, for those who do not see it. */
  label: string;
  tone?: 'neutral' | 'bad';
  /** The top of the line stands for at least this value, so that noise near zero stays flat. */
  atLeast?: number;
}

const WIDTH = 56;
const HEIGHT = 20;

/** A small line without axes: how something went over the time range. Gaps are gaps. */
export function TrendLine({ values, label, tone = 'neutral', atLeast }: TrendLineProps) {
  const styles = useStyles2(getStyles);
  const path = trendPath(values ?? [], WIDTH, HEIGHT, atLeast);
  if (path === '') {
    return <span className={styles.box} />;
  }
  return (
    <svg
      className={styles.box}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={label}
    >
      <path d={path} className={tone === 'bad' ? styles.bad : styles.neutral} />
    </svg>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({ display: 'inline-block', width: WIDTH, height: HEIGHT, verticalAlign: 'middle' }),
  neutral: css({ fill: 'none', stroke: theme.colors.primary.text, strokeWidth: 1.25 }),
  bad: css({ fill: 'none', stroke: theme.colors.error.text, strokeWidth: 1.25 }),
});
