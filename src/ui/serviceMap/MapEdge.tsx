import React from 'react';
import { cx } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import { LABEL, type MapEdge } from './geometry';
import { getMapStyles } from './mapStyles';
import { isFailing } from './words';

/** Whether something else is pointed at, or this. */
export type EdgeLook = 'plain' | 'lit' | 'dim';

interface EdgeProps {
  line: MapEdge;
  look: EdgeLook;
  href: string;
  onPoint: () => void;
}

/** The line of a call. It can be clicked; its link for keyboards and screen readers is its numbers. */
export function EdgeLine({ line: { edge, path }, most, look, href, onPoint }: EdgeProps & { most: number }) {
  const styles = useStyles2(getMapStyles);
  const failing = isFailing(edge);
  return (
    <a href={href} aria-hidden tabIndex={-1} onMouseEnter={onPoint}>
      <path className={styles.reach} d={path} />
      <path
        className={cx(styles.line, failing && styles.failing, look !== 'plain' && styles[look])}
        d={path}
        style={{ strokeWidth: 1 + 3 * (most > 0 ? Math.sqrt(edge.rate / most) : 0) }}
        strokeDasharray={dashes(edge)}
      />
    </a>
  );
}

/** Dashed where it fails, dotted where nobody waits for it. */
function dashes(edge: MapEdge['edge']): string | undefined {
  const isAsynchronous = edge.isAsynchronous === true;
  return isFailing(edge) ? (isAsynchronous ? '8 4 2 4' : '8 4') : isAsynchronous ? '2 4' : undefined;
}

/** The numbers of a call, where they are shown, or once they are pointed at. */
export function EdgeNumbers({ line, words, look, href, onPoint }: EdgeProps & { words: string }) {
  const styles = useStyles2(getMapStyles);
  const { edge, label, labelWidth, isHidden } = line;
  const [first, second] = line.labelLines;
  return (
    <a
      href={href}
      className={cx(styles.link, look === 'dim' && styles.dim, isHidden && look !== 'lit' && styles.hidden)}
      aria-label={words}
      onFocus={onPoint}
    >
      <g onMouseEnter={onPoint}>
        <title>{words}</title>
        <rect
          className={styles.plate}
          x={label.x - labelWidth / 2}
          y={label.y - LABEL.height / 2}
          width={labelWidth}
          height={LABEL.height}
          rx={3}
        />
        <text className={styles.label} textAnchor="middle">
          <tspan x={label.x} y={label.y - 3}>
            {first}
          </tspan>
          <tspan x={label.x} y={label.y + 11} className={cx(isFailing(edge) && styles.critical)}>
            {second}
          </tspan>
        </text>
      </g>
    </a>
  );
}
