import React, { useMemo } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { type DurationGrid } from './grid';
import { rowArea } from './selection';

/** Shades that counts are told apart by. */
export const SHADES = 6;

/** The picture is stretched to where it stands; these are its units. */
const SIZE = 1000;

/** The failed part of a cell is as large as its share, and in each direction at least so large. */
const LEAST_FAILED = 0.2;

/**
 * The cells: darker where there are more spans, with a corner of another colour where some failed. One path a shade.
 */
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
  grid.columns.forEach((_, column) =>
    grid.rows.forEach((__, row) => {
      const count = grid.counts[column]?.[row] ?? 0;
      if (count > 0) {
        const { bottom, top } = rowArea(grid, row);
        const y = SIZE * (1 - top);
        const height = SIZE * (top - bottom) - 1;
        const box = (from: number, wide: number, high: number) =>
          `M${round(column * width)} ${round(from)}h${round(wide)}v${round(high)}h${-round(wide)}z`;
        shades[shadeOf(count, grid.most)] += box(y, width - gap, height);
        const failing = grid.failed[column]?.[row] ?? 0;
        if (failing > 0) {
          const side = Math.max(LEAST_FAILED, Math.sqrt(Math.min(1, failing / count)));
          failed += box(y + height * (1 - side), (width - gap) * side, height * side);
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
  failed: css({ fill: theme.colors.error.main }),
});
