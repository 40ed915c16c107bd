import React, { useMemo } from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { type ServiceEdge } from '../../telemetry/questions/traces';
import { formatRate } from '../format';
import { serviceColor } from '../serviceColor';
import { drawMap, type MapEdge, type MapNode, NODE } from './geometry';
import { edgeLabel, edgeWords, isFailing } from './words';

export interface ServiceMapLinks {
  /** Where a service leads; undefined for databases and others that have no page. */
  hrefOfNode: (name: string, kind: ServiceEdge['kind']) => string | undefined;
  hrefOfEdge: (edge: ServiceEdge) => string;
}

interface ServiceMapProps extends ServiceMapLinks {
  edges: readonly ServiceEdge[];
  /** The service that it is about. */
  emphasised?: string;
}

/** Who calls whom, callers at the left. Services and calls are links, with their numbers in their names. */
export function ServiceMap({ edges, emphasised, hrefOfNode, hrefOfEdge }: ServiceMapProps) {
  const styles = useStyles2(getStyles);
  const { width, height, nodes, edges: lines } = useMemo(() => drawMap(edges), [edges]);
  const most = Math.max(...edges.map(({ rate }) => rate));
  return (
    <div className={styles.scroll}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        style={{ width: '100%', minWidth: width * SMALLEST, maxWidth: width * LARGEST }}
        role="group"
        aria-label="Service map"
      >
        {nodes.map((node) => (
          <Node
            key={node.name}
            node={node}
            href={hrefOfNode(node.name, node.kind)}
            isEmphasised={node.name === emphasised}
            // Around one service only those are drawn that it has to do with: others may call its callers.
            isWhole={emphasised === undefined}
          />
        ))}
        {lines.map((line) => (
          <Edge key={`${line.edge.from} ${line.edge.to}`} line={line} most={most} href={hrefOfEdge(line.edge)} />
        ))}
      </svg>
    </div>
  );
}

/** How far the picture is made smaller before it scrolls, and larger where there is room. */
const SMALLEST = 0.75;
const LARGEST = 1.25;

const KINDS: Record<ServiceEdge['kind'], string> = {
  service: 'service',
  database: 'database',
  messaging: 'queue',
  external: 'outside',
};

interface NodeProps {
  node: MapNode;
  href?: string;
  isEmphasised: boolean;
  isWhole: boolean;
}

function Node({ node, href, isEmphasised, isWhole }: NodeProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const { name, kind, at, rate } = node;
  const isService = kind === 'service';
  const below =
    isService && rate > 0 ? `gets ${formatRate(rate)}` : isService && isWhole ? 'where requests come in' : KINDS[kind];
  const shape = (
    <g transform={`translate(${at.x} ${at.y})`}>
      <title>{`${name} (${KINDS[kind]})`}</title>
      <rect
        className={cx(styles.box, isEmphasised && styles.emphasised)}
        width={NODE.width}
        height={NODE.height}
        rx={isService ? 3 : NODE.height / 2}
      />
      {isService && <rect width={5} height={NODE.height} rx={2} fill={serviceColor(theme, name)} />}
      <text className={styles.name} x={NODE.width / 2} y={20} textAnchor="middle">
        {shortened(name)}
      </text>
      <text className={styles.below} x={NODE.width / 2} y={36} textAnchor="middle">
        {below}
      </text>
    </g>
  );
  return href === undefined ? (
    shape
  ) : (
    <a href={href} className={styles.link} aria-label={`${name}, ${KINDS[kind]}, ${below}`}>
      {shape}
    </a>
  );
}

function Edge({ line: { edge, path, label }, most, href }: { line: MapEdge; most: number; href: string }) {
  const styles = useStyles2(getStyles);
  const failing = isFailing(edge);
  const [first, second] = edgeLabel(edge);
  const width = 1 + 3 * (most > 0 ? Math.sqrt(edge.rate / most) : 0);
  return (
    <a href={href} className={styles.link} aria-label={edgeWords(edge)}>
      <title>{edgeWords(edge)}</title>
      <path className={styles.reach} d={path} />
      <path
        className={cx(styles.line, failing && styles.failing)}
        d={path}
        style={{ strokeWidth: width }}
        strokeDasharray={failing ? '8 4' : undefined}
      />
      <text className={styles.label} textAnchor="middle">
        <tspan x={label.x} y={label.y - 3}>
          {first}
        </tspan>
        <tspan x={label.x} y={label.y + 11} className={cx(failing && styles.failed)}>
          {second}
        </tspan>
      </text>
    </a>
  );
}

const LONGEST_NAME = 22;

function shortened(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroll: css({ overflowX: 'auto', padding: theme.spacing(0.5) }),
  box: css({ fill: theme.colors.background.secondary, stroke: theme.colors.border.medium }),
  emphasised: css({ stroke: theme.colors.text.primary, strokeWidth: 2 }),
  name: css({ fill: theme.colors.text.primary, fontSize: 13, fontWeight: theme.typography.fontWeightMedium }),
  below: css({ fill: theme.colors.text.secondary, fontSize: 11 }),
  link: css({
    '&:hover rect:first-of-type, &:focus-visible rect:first-of-type': {
      stroke: theme.colors.primary.border,
      strokeWidth: 2,
    },
    '&:hover path:last-of-type, &:focus-visible path:last-of-type': { stroke: theme.colors.primary.border },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.border}` },
  }),
  reach: css({ fill: 'none', stroke: 'transparent', strokeWidth: 14 }),
  line: css({ fill: 'none', stroke: theme.colors.text.disabled }),
  failing: css({ stroke: theme.colors.error.border }),
  label: css({
    fill: theme.colors.text.primary,
    fontSize: 11,
    fontVariantNumeric: 'tabular-nums',
    paintOrder: 'stroke',
    stroke: theme.colors.background.canvas,
    strokeWidth: 4,
  }),
  failed: css({ fill: theme.colors.error.text, fontWeight: theme.typography.fontWeightMedium }),
});
