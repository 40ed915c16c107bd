import { type InfraKind, type InfraMeasure } from '../../questions/infrastructure';
import { TARGET_LABELS } from '../labelNames';

/** Which series of a metric: a label is, or is not, one of what a regular expression matches as a whole. */
export interface SeriesFilter {
  label: string;
  is?: string;
  isNot?: string;
}

/**
 * A metric, and how it is read: as it stands; its growth per second, or over the time range; how often it changed;
 * how many series there are.
 */
export interface Amount {
  metric: string;
  as?: 'value' | 'rate' | 'increase' | 'changes' | 'count';
  where?: readonly SeriesFilter[];
}

/** One number of an entity. */
export interface InfraNumber {
  measure: InfraMeasure;
  /** Several are added. */
  of: Amount | readonly Amount[];
  /** What it is a share of. */
  over?: Amount | readonly Amount[];
  /** What is meant is the rest, 1 less the share. */
  isRest?: boolean;
  /** Labels of the parts of which each has a number of its own; the entity has the highest. */
  parts?: readonly string[];
  /** How series of one entity, or one part, become one; a sum unless told otherwise. */
  across?: 'sum' | 'max';
  /** A value that is no amount at all: a limit of 0 or without end. */
  above?: number;
  below?: number;
}

/** How one exporter tells of entities of a kind. */
export interface InfraConvention {
  id: string;
  kind: InfraKind;
  /** The labels that tell one entity from another. */
  labels: readonly string[];
  /** Of them, the one by which some entities are asked for. */
  select: string;
  /** What the entity is, where that goes without saying. */
  product?: string;
  /** An info metric of each, which names it: kept for a day, to know those that are down. */
  info?: { metric: string; labels: readonly string[] };
  /** Who tells this number of a container tells of its limits as well, where it has any. */
  limitsWith?: InfraMeasure;
  numbers: readonly InfraNumber[];
}

/** Where a target is. */
const PLACE_LABELS = ['cluster', 'k8s_cluster_name', 'job', 'instance', ...TARGET_LABELS.environment.filter(isClassic)];

/** The labels that name a host, the preferred first: what says so plainly before the address of its exporter. */
export const HOST_NAMES = ['host_name', 'nodename', 'node', 'k8s_node_name', 'kubernetes_node', 'host'] as const;

export const HOST_LABELS: readonly string[] = [...PLACE_LABELS, ...HOST_NAMES];

/** What stands beside a container's own labels. */
export const CONTAINER_PLACE: readonly string[] = [...PLACE_LABELS, 'node', 'k8s_node_name', 'host_name'];

export const DATABASE_LABELS: readonly string[] = PLACE_LABELS;

/** Before its third version Prometheus groups by no label with a dot. */
function isClassic(label: string): boolean {
  return !label.includes('.');
}

/** The growth of a counter, per second. */
export const rate = (metric: string, ...where: SeriesFilter[]): Amount => ({ metric, as: 'rate', where });
/** The growth of a counter over the time range. */
export const increase = (metric: string, ...where: SeriesFilter[]): Amount => ({ metric, as: 'increase', where });
export const gauge = (metric: string, ...where: SeriesFilter[]): Amount => ({ metric, as: 'value', where });
export const count = (metric: string, ...where: SeriesFilter[]): Amount => ({ metric, as: 'count', where });
