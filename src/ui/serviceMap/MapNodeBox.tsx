import React from 'react';
import { cx } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import { type OwnHealth } from '../../analysis/serviceMap/ownHealth';
import { t } from '../../i18n/t';
import { formatRate, formatShare } from '../format';
import { useServiceColor } from '../ServiceColors';
import { type MapNode, NODE } from './geometry';
import { getMapStyles } from './mapStyles';
import { type ShownHealth } from './useServiceMap';
import { errorShareOf, healthWords, isFailing, kindWords } from './words';

interface MapNodeBoxProps {
  node: MapNode;
  /** How it does by its own metrics; else what its callers see stands for it. */
  own?: ShownHealth;
  href?: string;
  isEmphasised: boolean;
  /** Whether all who call it are in the map. */
  isWhole: boolean;
  onPoint: () => void;
}

/** Who calls or is called: name, rate and state, as a link where it leads anywhere. */
export function MapNodeBox({ node, own, href, isEmphasised, isWhole, onPoint }: MapNodeBoxProps) {
  const styles = useStyles2(getMapStyles);
  const colorOf = useServiceColor();
  const { name, kind, at, rate } = node;
  const isService = kind === 'service';
  const tone = toneOf(node, own);
  const { short, system } = shortName(node);
  const role =
    rate > 0 || !isService || !isWhole ? [...system, kindWords(kind)].join(' ') : t('service-map.entry', 'entry point');
  const numbers = own ? healthWords(own) : callWords(node);
  const why = own?.reason;
  const shape = (
    <g transform={`translate(${at.x} ${at.y})`} onMouseEnter={onPoint}>
      <title>{[`${name} (${kindWords(kind)})`, ...(why === undefined ? [] : [why])].join(': ')}</title>
      <rect
        className={cx(styles.box, tone && styles[`${tone}Box`], isEmphasised && styles.emphasised)}
        width={NODE.width}
        height={NODE.height}
        rx={isService ? 3 : NODE.height / 2}
      />
      {isService && <rect width={5} height={NODE.height} rx={2} fill={colorOf(name)} />}
      <text className={styles.name} x={NODE.width / 2} y={18} textAnchor="middle">
        {shortened(short)}
      </text>
      <text
        className={cx(styles.below, isService && tone && styles[tone])}
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
      aria-label={[name, role, ...[numbers, why].filter((part) => part !== undefined)].join(', ')}
      onFocus={onPoint}
    >
      {shape}
    </a>
  );
}

/** What is wrong is seen by the state, or else by the calls. */
function toneOf(node: MapNode, own: OwnHealth | undefined): 'critical' | 'warning' | undefined {
  if (!own) {
    return isFailing(node) ? 'critical' : undefined;
  }
  const { state } = own.judgement;
  return state === 'critical' || state === 'warning' ? state : undefined;
}

function callWords(node: MapNode): string | undefined {
  return node.rate > 0
    ? [formatRate(node.rate), ...(isFailing(node) ? [`! ${formatShare(errorShareOf(node))}`] : [])].join(' · ')
    : undefined;
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
