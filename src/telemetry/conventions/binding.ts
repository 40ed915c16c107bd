import { type EntityKind } from '../entities';
import { type MeasureKind } from '../measures';
import { type Field, type Labels } from '../vocabulary';
import {
  type ConventionId,
  type DurationSource,
  type ErrorMark,
  type Failing,
  type LabelPreferences,
  type RequestsSource,
} from './convention';
import { labelsOf, valueOf } from './joinedLabels';
import { LAST_RESORT_LABELS } from './labelNames';
import { type LabelValues, type Signal } from './signal';

/** Which labels carry a field on a metric's series, the preferred one first; a field that none carries is missing. */
export type BoundLabels = Partial<Record<Field, string[]>>;

/** One service as a family of metrics knows it. */
export interface ServiceBinding {
  service: string;
  /** The label that holds the service's name. */
  label: string;
  requests: BoundLabels;
  duration?: BoundLabels;
  environments: string[];
  /** Other names on its series; none where nobody looked. */
  alsoNamed?: readonly string[];
  namespaces?: readonly string[];
}

/** Metrics of one convention, bound to the labels that their series really have. */
export interface MetricFamily {
  convention: ConventionId;
  /** The kind whose measures it answers. */
  kind: MeasureKind;
  requests: RequestsSource & { labels: BoundLabels };
  duration?: DurationSource & { labels: BoundLabels; max?: { metric: string; labels: BoundLabels } };
  inFlight?: { metric: string; labels: BoundLabels };
  /** `code`: 404; `class`: 4xx; `rpc`: NOT_FOUND; `outcome`: a word; `none`: no status on any series. */
  statusStyle: 'code' | 'class' | 'rpc' | 'outcome' | 'none';
  only: ReadonlyArray<{ label: string; values: readonly string[] }>;
  /** Series that do not count: other ones count the same requests. */
  without: readonly LabelValues[];
  errorMark?: ErrorMark;
  /** The counter of those that failed, where they are counted apart. */
  failures?: string;
  /** What is counted are messages that were processed, not requests that were answered. */
  countsMessages?: boolean;
  /** Which statuses are failures, where they are not those of HTTP. */
  failing?: Failing;
  /** Another status beside HTTP's, which tells of a failure where HTTP's does not. */
  alsoFailing?: { label: string; statuses: Failing };
  /** Every series is there from the beginning: those that stand at 0 are no traffic. */
  startsAtZero?: boolean;
  /** The services that this family answers for. */
  services: ServiceBinding[];
  /** Services that it knows too, but another family (or the Stack page) answers for. */
  elsewhere: ServiceBinding[];
  /**
   * Names of services whose buckets have the same bounds, the largest group first; a service that is in none may have
   * any. Left out where nobody looked.
   */
  layouts?: ReadonlyArray<readonly string[]>;
}

/** A signal, bound to the labels that its series really have. */
export interface BoundSignal extends Signal {
  /** What its series are about. */
  entity: EntityKind;
  labels: BoundLabels;
  /** The services that it is about; none where it is about something else, such as hosts. */
  services: ServiceBinding[];
  /** The monitoring stack's own, which are no part of the shop's. */
  elsewhere: ServiceBinding[];
  /** The labels by which all its series say in which system they are, of those that tell systems apart. */
  systems?: readonly string[];
}

/** Everything that was found out about the metrics of one data source. */
export interface MetricDetection {
  /** Families that answer for at least one service, those of one kind together, the preferred first. */
  families: MetricFamily[];
  /** Families whose services are all answered for by better ones; shown on the Setup page. */
  covered: MetricFamily[];
  signals: BoundSignal[];
  /** How many metric names the data source has. */
  metricCount: number;
}

const METHOD = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|CONNECT|TRACE|QUERY|_OTHER)$/i;
const STATUS = /^[1-5](?:\d\d|xx)$/i;
const STATUS_CLASS = /^[1-5](?:xx)?$/i;

/**
 * Whether label values look like what the field holds. Only fields with a recognisable shape can fail.
 * @param statuses what a status looks like, where it is not that of HTTP
 */
function fits(field: Field, label: string, values: readonly string[], statuses?: RegExp): boolean {
  const mostly = (pattern: RegExp) => values.filter((value) => pattern.test(value)).length * 2 > values.length;
  switch (field) {
    case 'method':
      return mostly(METHOD);
    case 'status':
      // Envoy writes the class of a status code as one digit.
      return mostly(statuses ?? (label.endsWith('_class') ? STATUS_CLASS : STATUS));
    case 'route':
      // The Prometheus Operator gives every series of a target its port's name as `endpoint`.
      return label !== 'endpoint' || new Set(values).size > 1 || mostly(/\//);
    default:
      return true;
  }
}

/**
 * Binds the fields to the labels that a metric's series have: by name in order of preference, and method, status and
 * route by their values too, so that a `code` label that holds gRPC codes does not pass for an HTTP status. A label
 * that decides on no series, because a preferred one is always there, is left out.
 */
export function bindLabels(series: readonly Labels[], preferences: LabelPreferences, statuses?: RegExp): BoundLabels {
  const bound: BoundLabels = {};
  // Of the many names that there may be, a series has few.
  const there = new Set(series.flatMap((labels) => Object.keys(labels)));
  const isThere = (name: string) => labelsOf(name).every((label) => there.has(label));
  for (const [field, names] of Object.entries(preferences) as Array<[Field, readonly string[]]>) {
    const among = (labels: readonly string[]) => deciding(field, labels.filter(isThere), series, statuses);
    const preferred = among(names);
    const labels = preferred.length > 0 ? preferred : among(LAST_RESORT_LABELS[field] ?? []);
    if (labels.length > 0) {
      bound[field] = labels;
    }
  }
  return bound;
}

function deciding(
  field: Field,
  names: readonly string[],
  series: readonly Labels[],
  statuses: RegExp | undefined
): string[] {
  const fitting = [...new Set(names)].filter((name) => {
    const values = series.map((labels) => valueOf(labels, name)).filter((value) => value !== '');
    return values.length > 0 && fits(field, name, values, statuses);
  });
  return fitting.filter((name) => series.some((labels) => fieldValue(labels, fitting)?.label === name));
}

/** The labels of several services together, the preferred first. */
export function mergeLabels(bindings: readonly BoundLabels[], preferences: LabelPreferences): BoundLabels {
  const merged: BoundLabels = {};
  for (const [field, names] of Object.entries(preferences) as Array<[Field, readonly string[]]>) {
    const used = [...new Set([...names, ...(LAST_RESORT_LABELS[field] ?? [])])].filter((name) =>
      bindings.some((binding) => binding[field]?.includes(name))
    );
    if (used.length > 0) {
      merged[field] = used;
    }
  }
  return merged;
}

/**
 * Whether a service's series can be read by the labels of a whole group. They cannot where a label that carries a
 * field for others is there too but holds something else, such as a `status` of `success` beside a `code` of 200.
 */
export function readableBy(merged: BoundLabels, own: BoundLabels, series: readonly Labels[]): boolean {
  return (Object.entries(merged) as Array<[Field, string[]]>).every(([field, names]) =>
    series.every((labels) => {
      const read = fieldValue(labels, names);
      return read?.value === fieldValue(labels, own[field])?.value;
    })
  );
}

/** The value of a field on one series: of the first bound label that is not empty. */
export function fieldValue(
  labels: Labels,
  names: readonly string[] | undefined
): { label: string; value: string } | undefined {
  for (const label of names ?? []) {
    const value = valueOf(labels, label);
    if (value !== '') {
      return { label, value };
    }
  }
  return undefined;
}
