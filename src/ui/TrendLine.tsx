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
  /** As wide as what is around it, not as in a cell of a table. */
  isWide?: boolean;
}

const WIDTH = 56;
const HEIGHT = 20;

/** A small line without axes: how something went over the time range. Gaps are gaps. */
export function TrendLine({ values, label, tone = 'neutral', atLeast, isWide = false }: TrendLineProps) {
  const styles = useStyles2(getStyles);
  const path = trendPath(values ?? [], WIDTH, HEIGHT, atLeast);
  const className = isWide ? styles.wide : styles.box;
  if (path === '') {
    return <span className={className} data-trend />;
  }
  return (
    <svg
      className={className}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
      data-trend
    >
      <path d={path} className={tone === 'bad' ? styles.bad : styles.neutral} />
    </svg>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  // As thick as it is meant to be, however wide the picture is drawn.
  const line = { fill: 'none', strokeWidth: 1.25, vectorEffect: 'non-scaling-stroke' } as const;
  return {
    box: css({ display: 'inline-block', width: WIDTH, height: HEIGHT, verticalAlign: 'middle' }),
    wide: css({ display: 'block', width: '100%', height: HEIGHT }),
    neutral: css({ ...line, stroke: theme.colors.primary.text }),
    bad: css({ ...line, stroke: theme.colors.error.text }),
  };
};
