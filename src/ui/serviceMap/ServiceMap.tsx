import React, { useMemo, useState } from 'react';
import { useStyles2 } from '@grafana/ui';
import { t } from '../../i18n/t';
import { type ServiceEdge } from '../../telemetry/questions/traces';
import { ServiceColors } from '../ServiceColors';
import { drawMap } from './geometry';
import { EdgeLine, type EdgeLook, EdgeNumbers } from './MapEdge';
import { MapNodeBox } from './MapNodeBox';
import { getMapStyles } from './mapStyles';
import { type ServiceMapAnswers } from './useServiceMap';
import { edgeKey, edgeLabel, edgeWords } from './words';

export interface ServiceMapLinks {
  /** Where a service leads; undefined for databases and others that have no page. */
  hrefOfNode: (name: string, kind: ServiceEdge['kind']) => string | undefined;
  hrefOfEdge: (edge: ServiceEdge) => string;
}

interface ServiceMapProps extends ServiceMapLinks, Pick<ServiceMapAnswers, 'health' | 'with4xx'> {
  edges: readonly ServiceEdge[];
  /** The service that it is about. */
  emphasised?: string;
}

/**
 * Who calls whom, callers at the left. Services show how they do by their own metrics, calls what the caller saw. Both
 * are links, with their numbers in their names; the one that is pointed at, or has the focus, stands out with all that
 * it has to do with.
 */
export function ServiceMap({ edges, health, with4xx, emphasised, hrefOfNode, hrefOfEdge }: ServiceMapProps) {
  const styles = useStyles2(getMapStyles);
  const {
    width,
    height,
    nodes,
    edges: lines,
  } = useMemo(() => drawMap(edges, (edge) => edgeLabel(edge, with4xx.has(edge))), [edges, with4xx]);
  const [pointed, setPointed] = useState<Pointed>();
  const most = Math.max(...edges.map(({ rate }) => rate));
  return (
    <ServiceColors services={nodes.flatMap(({ name, kind }) => (kind === 'service' ? [name] : []))}>
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
              key={edgeKey(line.edge)}
              line={line}
              most={most}
              look={lookOf(line.edge, pointed)}
              href={hrefOfEdge(line.edge)}
              onPoint={() => setPointed(line.edge)}
            />
          ))}
          {nodes.map((node) => (
            <MapNodeBox
              key={node.name}
              node={node}
              own={node.kind === 'service' ? health.get(node.name) : undefined}
              href={hrefOfNode(node.name, node.kind)}
              isEmphasised={node.name === emphasised}
              // Around one service only those are drawn that it has to do with: others may call its callers.
              isWhole={emphasised === undefined}
              onPoint={() => setPointed(node.name)}
            />
          ))}
          {lines.map((line) => (
            <EdgeNumbers
              key={edgeKey(line.edge)}
              line={line}
              words={edgeWords(line.edge, with4xx.has(line.edge))}
              look={lookOf(line.edge, pointed)}
              href={hrefOfEdge(line.edge)}
              onPoint={() => setPointed(line.edge)}
            />
          ))}
        </svg>
      </div>
    </ServiceColors>
  );
}

/** How far the map is made smaller before it scrolls: its text stays readable. */
const SMALLEST = 0.85;

/** A service by its name, or a call. */
type Pointed = string | ServiceEdge;

function lookOf(edge: ServiceEdge, pointed: Pointed | undefined): EdgeLook {
  if (pointed === undefined) {
    return 'plain';
  }
  return pointed === edge || pointed === edge.from || pointed === edge.to ? 'lit' : 'dim';
}
