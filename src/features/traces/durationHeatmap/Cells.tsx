import React, { useMemo } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { failsMoreThanUsual, usualShare } from './failures';
import { type DurationGrid } from './grid';
import { rowArea } from './selection';

/** Shades that counts are told apart by. */
export const SHADES = 6;

/** How much of its colour a tinted cell has. */
export const FAILED_OPACITY = 0.65;

/** The heatmap is stretched to where it stands; these are its units. */
const SIZE = 1000;

/** The cells: darker where there are more spans, and tinted where more of them failed than usual. One path a shade. */
export const Cells = React.memo(function Cells({ grid }: { grid: DurationGrid }) {
  const styles = useStyles2(getStyles);
  const { shades, failed } = useMemo(() => paths(grid), [grid]);
  return (
    <svg className={styles.svg} viewBox={`0 0 ${SIZE} ${SIZE}`} preserveAspectRatio="none" aria-hidden>
      {shades.map((path, i) => (
        <path key={i} d={path} className={styles.cell} style={{ fillOpacity: (i + 1.5) / (SHADES + 0.5) }} />
      ))}
      <path d={failed} className={styles.failed} />
    </svg>
  );
});

function paths(grid: DurationGrid): { shades: string[]; failed: string } {
  const shades = Array.from({ length: SHADES }, () => '');
  let failed = '';
  const width = SIZE / grid.columns.length;
  const gap = Math.min(1, width / 8);
  const usual = usualShare(grid);
  grid.columns.forEach((_, column) =>
    grid.rows.forEach((__, row) => {
      const count = grid.counts[column]?.[row] ?? 0;
      if (count > 0) {
        const { bottom, top } = rowArea(grid, row);
        const y = SIZE * (1 - top);
        const height = SIZE * (top - bottom) - 1;
        const wide = round(width - gap);
        const box = `M${round(column * width)} ${round(y)}h${wide}v${round(height)}h${-wide}z`;
        shades[shadeOf(count, grid.most)] += box;
        if (failsMoreThanUsual(grid.failed[column]?.[row] ?? 0, count, usual)) {
          failed += box;
        }
      }
    })
  );
  return { shades, failed };
}

/** By the logarithm: a few slow requests are to be seen beside a thousand fast ones. */
export function shadeOf(count: number, most: number): number {
  const share = most <= 1 ? 1 : Math.log1p(count) / Math.log1p(most);
  return Math.max(0, Math.min(SHADES - 1, Math.ceil(share * SHADES) - 1));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

const getStyles = (theme: GrafanaTheme2) => ({
  svg: css({ position: 'absolute', inset: 0, width: '100%', height: '100%' }),
  cell: css({ fill: theme.colors.primary.main }),
  // What is below is seen through it: how many there are.
  failed: css({ fill: theme.colors.error.main, fillOpacity: FAILED_OPACITY }),
});
