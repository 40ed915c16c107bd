import { type Field, type Labels } from '../vocabulary';
import { type ConventionId, type DurationSource, type LabelPreferences, type RequestsSource } from './convention';
import { type Signal } from './signals';

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
}

/** Metrics of one convention, bound to the labels that their series really have. */
export interface MetricFamily {
  convention: ConventionId;
  requests: RequestsSource & { labels: BoundLabels };
  duration?: DurationSource & { labels: BoundLabels };
  inFlight?: { metric: string; labels: BoundLabels };
  /** `code`: 404; `class`: 4xx; `none`: no HTTP status on any series. */
  statusStyle: 'code' | 'class' | 'none';
  only: ReadonlyArray<{ label: string; values: readonly string[] }>;
  errorMark?: { label: string; value: string };
  /** The services that this family answers for. */
  services: ServiceBinding[];
  /** Services that it knows too, but another family (or the Stack page) answers for. */
  elsewhere: ServiceBinding[];
}

export interface BoundSignal extends Signal {
  labels: BoundLabels;
  services: ServiceBinding[];
}

/** Everything that was found out about the metrics of one data source. */
export interface MetricDetection {
  /** Families that answer for at least one service, the preferred first. */
  families: MetricFamily[];
  /** Families whose services are all answered for by better ones; shown on the Setup page. */
  covered: MetricFamily[];
  signals: BoundSignal[];
  /** How many metric names the data source has. */
  metricCount: number;
}

const METHOD = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|CONNECT|TRACE|QUERY|_OTHER)$/i;
const STATUS = /^[1-5](?:\d\d|xx)$/i;

/** Whether label values look like what the field holds. Only fields with a recognisable shape can fail. */
function fits(field: Field, values: readonly string[]): boolean {
  const pattern = field === 'method' ? METHOD : field === 'status' ? STATUS : undefined;
  return pattern === undefined || values.filter((value) => pattern.test(value)).length * 2 > values.length;
}

/**
 * Binds the fields to the labels that a metric's series have: by name in order of preference, and method and status
 * by their values too, so that a `code` label that holds gRPC codes does not pass for an HTTP status.
 */
export function bindLabels(series: readonly Labels[], preferences: LabelPreferences): BoundLabels {
  const bound: BoundLabels = {};
  for (const [field, names] of Object.entries(preferences) as Array<[Field, readonly string[]]>) {
    const present = names.filter((name) => {
      const values = series.map((labels) => labels[name] ?? '').filter((value) => value !== '');
      return values.length > 0 && fits(field, values);
    });
    if (present.length > 0) {
      bound[field] = [...new Set(present)];
    }
  }
  return bound;
}

/** The value of a field on one series: of the first bound label that is not empty. */
export function fieldValue(
  labels: Labels,
  names: readonly string[] | undefined
): { label: string; value: string } | undefined {
  for (const label of names ?? []) {
    const value = labels[label];
    if (value !== undefined && value !== '') {
      return { label, value };
    }
  }
  return undefined;
}
