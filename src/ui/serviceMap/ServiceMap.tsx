import React, { useMemo, useState } from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { t } from '../../i18n/t';
import { type ServiceEdge } from '../../telemetry/questions/traces';
import { formatRate, formatShare } from '../format';
import { serviceColor } from '../serviceColor';
import { drawMap, LABEL, type MapEdge, type MapNode, NODE } from './geometry';
import { edgeLabel, edgeWords, errorShareOf, isFailing, kindWords } from './words';

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

/**
 * Who calls whom, callers at the left. Services and calls are links, with their numbers in their names; the one that is
 * pointed at, or has the focus, stands out with all that it has to do with.
 */
export function ServiceMap({ edges, emphasised, hrefOfNode, hrefOfEdge }: ServiceMapProps) {
  const styles = useStyles2(getStyles);
  const { width, height, nodes, edges: lines } = useMemo(() => drawMap(edges), [edges]);
  const [pointed, setPointed] = useState<Pointed>();
  const most = Math.max(...edges.map(({ rate }) => rate));
  return (
    <div className={styles.scroll}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        className={styles.map}
        style={{ minWidth: width * SMALLEST, maxWidth: width }}
        role="group"
        aria-label={t('service-map.label', 'Service map')}
        onMouseLeave={() => setPointed(undefined)}
        onBlur={() => setPointed(undefined)}
      >
        {lines.map((line) => (
          <EdgeLine
            key={`${line.edge.from} ${line.edge.to}`}
            line={line}
            most={most}
            look={lookOf(line.edge, pointed)}
            href={hrefOfEdge(line.edge)}
            onPoint={() => setPointed(line.edge)}
          />
        ))}
        {nodes.map((node) => (
          <Node
            key={node.name}
            node={node}
            href={hrefOfNode(node.name, node.kind)}
            isEmphasised={node.name === emphasised}
            // Around one service only those are drawn that it has to do with: others may call its callers.
            isWhole={emphasised === undefined}
            onPoint={() => setPointed(node.name)}
          />
        ))}
        {lines.map((line) => (
          <EdgeNumbers
            key={`${line.edge.from} ${line.edge.to}`}
            line={line}
            look={lookOf(line.edge, pointed)}
            href={hrefOfEdge(line.edge)}
            onPoint={() => setPointed(line.edge)}
          />
        ))}
      </svg>
    </div>
  );
}

/** How far the picture is made smaller before it scrolls: its text stays readable. */
const SMALLEST = 0.85;

/** A service by its name, or a call. */
type Pointed = string | ServiceEdge;
type Look = 'plain' | 'lit' | 'dim';

function lookOf(edge: ServiceEdge, pointed: Pointed | undefined): Look {
  if (pointed === undefined) {
    return 'plain';
  }
  return pointed === edge || pointed === edge.from || pointed === edge.to ? 'lit' : 'dim';
}

interface NodeProps {
  node: MapNode;
  href?: string;
  isEmphasised: boolean;
  isWhole: boolean;
  onPoint: () => void;
}

function Node({ node, href, isEmphasised, isWhole, onPoint }: NodeProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const { name, kind, at, rate } = node;
  const isService = kind === 'service';
  const failing = isFailing(node);
  const { short, system } = shortName(node);
  const role =
    rate > 0 || !isService || !isWhole ? [...system, kindWords(kind)].join(' ') : t('service-map.entry', 'entry point');
  const numbers =
    rate > 0 ? [formatRate(rate), ...(failing ? [`! ${formatShare(errorShareOf(node))}`] : [])].join(' · ') : undefined;
  const shape = (
    <g transform={`translate(${at.x} ${at.y})`} onMouseEnter={onPoint}>
      <title>{`${name} (${kindWords(kind)})`}</title>
      <rect
        className={cx(styles.box, failing && styles.failingBox, isEmphasised && styles.emphasised)}
        width={NODE.width}
        height={NODE.height}
        rx={isService ? 3 : NODE.height / 2}
      />
      {isService && <rect width={5} height={NODE.height} rx={2} fill={serviceColor(theme, name)} />}
      <text className={styles.name} x={NODE.width / 2} y={18} textAnchor="middle">
        {shortened(short)}
      </text>
      <text
        className={cx(styles.below, isService && failing && styles.failed)}
        x={NODE.width / 2}
        y={34}
        textAnchor="middle"
      >
        {isService ? (numbers ?? role) : role}
      </text>
    </g>
  );
  return href === undefined ? (
    shape
  ) : (
    <a
      href={href}
      className={styles.link}
      aria-label={[name, role, ...(numbers === undefined ? [] : [numbers])].join(', ')}
      onFocus={onPoint}
    >
      {shape}
    </a>
  );
}

interface EdgeProps {
  line: MapEdge;
  look: Look;
  href: string;
  onPoint: () => void;
}

/** The line of a call. It can be clicked; its link for keyboards and screen readers is its numbers. */
function EdgeLine({ line: { edge, path }, most, look, href, onPoint }: EdgeProps & { most: number }) {
  const styles = useStyles2(getStyles);
  const failing = isFailing(edge);
  return (
    <a href={href} aria-hidden tabIndex={-1} onMouseEnter={onPoint}>
      <path className={styles.reach} d={path} />
      <path
        className={cx(styles.line, failing && styles.failing, look !== 'plain' && styles[look])}
        d={path}
        style={{ strokeWidth: 1 + 3 * (most > 0 ? Math.sqrt(edge.rate / most) : 0) }}
        strokeDasharray={failing ? '8 4' : undefined}
      />
    </a>
  );
}

function EdgeNumbers({ line: { edge, label, labelWidth, isCovered }, look, href, onPoint }: EdgeProps) {
  const styles = useStyles2(getStyles);
  const [first, second] = edgeLabel(edge);
  return (
    <a
      href={href}
      className={cx(styles.link, look === 'dim' && styles.dim, isCovered && look !== 'lit' && styles.covered)}
      aria-label={edgeWords(edge)}
      onFocus={onPoint}
    >
      <g onMouseEnter={onPoint}>
        <title>{edgeWords(edge)}</title>
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
          <tspan x={label.x} y={label.y + 11} className={cx(isFailing(edge) && styles.failed)}>
            {second}
          </tspan>
        </text>
      </g>
    </a>
  );
}

/** What is no service is called by its system too, `orders (postgresql)`: that stands below its name. */
function shortName({ name, kind }: MapNode): { short: string; system: string[] } {
  const [, short, system] = (kind !== 'service' && /^(.+) \((.+)\)$/.exec(name)) || [];
  return short === undefined || system === undefined
    ? { short: name, system: [] }
    : { short, system: system === kindWords(kind) ? [] : [system] };
}

const LONGEST_NAME = 20;

function shortened(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroll: css({ overflowX: 'auto', padding: theme.spacing(0.5), background: theme.colors.background.primary }),
  map: css({ display: 'block', width: '100%', margin: '0 auto' }),
  box: css({ fill: theme.colors.background.secondary, stroke: theme.colors.border.medium }),
  failingBox: css({ stroke: theme.colors.error.border }),
  emphasised: css({ strokeWidth: 2, stroke: theme.colors.text.primary }),
  name: css({ fill: theme.colors.text.primary, fontSize: 13, fontWeight: theme.typography.fontWeightMedium }),
  below: css({ fill: theme.colors.text.secondary, fontSize: 12 }),
  link: css({
    transition: 'opacity 100ms',
    '&:hover rect:first-of-type, &:focus-visible rect:first-of-type': {
      stroke: theme.colors.primary.border,
      strokeWidth: 2,
    },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.border}` },
  }),
  lit: css({ stroke: theme.colors.primary.border }),
  dim: css({ opacity: 0.25 }),
  // Still there for the keyboard, which makes it seen, and not in the way of the pointer.
  covered: css({ opacity: 0, pointerEvents: 'none' }),
  reach: css({ fill: 'none', stroke: 'transparent', strokeWidth: 14 }),
  line: css({ fill: 'none', stroke: theme.colors.text.disabled }),
  failing: css({ stroke: theme.colors.error.border }),
  // The line is not seen under its numbers.
  plate: css({ fill: theme.colors.background.primary }),
  label: css({ fill: theme.colors.text.primary, fontSize: 12, fontVariantNumeric: 'tabular-nums' }),
  failed: css({ fill: theme.colors.error.text, fontWeight: theme.typography.fontWeightMedium }),
});
