import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { type Cause } from '../../analysis/causes/cause';
import { trendPath } from '../trendPath';
import { type ChangesAxis, type EvidencePicture, placeOn } from './pictures';

interface EvidenceChartProps {
  picture: EvidencePicture;
  axis: ChangesAxis;
  /** When the cause began. */
  began?: Cause['began'];
  /** Where the chart leads. */
  href?: string;
}

const WIDTH = 200;
const HEIGHT = 32;

/** How one thing went over both times. The moment of the cause is a line, the times that it may have been a band. */
export function EvidenceChart({ picture, axis, began, href }: EvidenceChartProps) {
  const styles = useStyles2(getStyles);
  const { name, label, values, earlier } = picture;
  const x = (time: number) => placeOn(axis, time) * WIDTH;
  const content = (
    <>
      <span className={styles.name}>{name}</span>
      <svg className={styles.chart} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden>
        {axis.middle > 0 && <rect className={styles.before} width={axis.middle * WIDTH} height={HEIGHT} />}
        {began && (
          <>
            <rect
              className={styles.possible}
              x={x(began.from)}
              width={Math.max(1, x(began.to) - x(began.from))}
              height={HEIGHT}
            />
            <path className={styles.moment} d={`M${x(began.at)} 0V${HEIGHT}`} />
          </>
        )}
        {earlier && <path className={styles.earlier} d={trendPath(earlier, WIDTH, HEIGHT, largest(values))} />}
        <path className={styles.line} d={trendPath(values, WIDTH, HEIGHT, earlier && largest(earlier))} />
      </svg>
    </>
  );
  return href === undefined ? (
    <span className={styles.box} role="img" aria-label={label}>
      {content}
    </span>
  ) : (
    <a className={styles.box} href={href} aria-label={label}>
      {content}
    </a>
  );
}

/** Both lines are drawn against the larger of their tops. */
function largest(values: ReadonlyArray<number | null>): number {
  return Math.max(0, ...values.map((value) => value ?? 0));
}

const getStyles = (theme: GrafanaTheme2) => {
  const line = { fill: 'none', strokeWidth: 1.25, vectorEffect: 'non-scaling-stroke' } as const;
  return {
    box: css({
      display: 'block',
      minWidth: 0,
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
      borderRadius: theme.shape.radius.default,
      'a&:hover': { background: theme.colors.action.hover, color: theme.colors.text.primary },
    }),
    name: css({ display: 'block', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
    chart: css({
      display: 'block',
      width: '100%',
      height: HEIGHT,
      borderBottom: `1px solid ${theme.colors.border.weak}`,
    }),
    before: css({ fill: theme.colors.background.secondary }),
    possible: css({ fill: theme.colors.warning.transparent }),
    moment: css({ ...line, stroke: theme.colors.warning.text, strokeDasharray: '3 2' }),
    earlier: css({ ...line, stroke: theme.colors.text.disabled }),
    line: css({ ...line, stroke: theme.colors.error.text }),
  };
};
