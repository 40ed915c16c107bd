import { type Measure, type MeasureKind } from '../measures';
import { type Field, type Labels } from '../vocabulary';
import { type MetricCatalog } from './catalog';
import { type LabelValues } from './signal';
import { type DurationUnit } from './units';

/** What a convention is called in code; unique over all kinds. */
export type ConventionId = string;

/** Label names that may carry a field, the preferred one first. */
export type LabelPreferences = Partial<Record<Field, readonly string[]>>;

/** Where requests are counted. */
export interface RequestsSource {
  /** The series that count requests: a counter's name, or a histogram's or summary's base name. */
  metric: string;
  from: 'counter' | 'histogram-count' | 'native-histogram-count' | 'summary-count';
}

/** Where durations are measured, and in which unit. */
export interface DurationSource {
  /** Base name, without `_bucket`. */
  metric: string;
  type: 'histogram' | 'native-histogram' | 'summary';
  unit: DurationUnit;
}

/** Durations as their name and metadata tell of them, before any series was seen. */
export interface DurationCandidate extends DurationSource {
  /** Neither says the unit: the bounds of the buckets do, and where there are none, it is taken for granted. */
  isUnitAssumed?: boolean;
  /** The gauge of the longest one of late, if there is one beside them. */
  max?: string;
}

/** Metrics that belong together: what one instrumentation says about the requests it served. */
export interface FamilyCandidate {
  convention: ConventionId;
  requests: RequestsSource;
  duration?: DurationCandidate;
  /** The counter of those that failed, with the labels of the requests, where they are counted apart. */
  failures?: string;
  /** Gauges of requests being served; which of them a service has is seen on its series. */
  inFlight: readonly string[];
  /** Label names that mean something else here than in the rest of the convention. */
  labels?: LabelPreferences;
  /** Series with these label values never count, for example sums of the others. */
  without?: readonly LabelValues[];
  /** Of the families with one `of`, which count the same requests, a target's is that with the lowest rank. */
  place?: { of: string; rank: number };
}

/** What marks a failed request: a label with this value, or with any. */
export interface ErrorMark {
  label: string;
  value?: string;
}

/** A line of configuration, and of which product. */
export interface HistogramOption {
  product: string;
  line: string;
}

/** What counts as failed, by measure: regular expressions of a status. */
export type Failing = Readonly<Partial<Record<Measure, string>>>;

/** How one instrumentation names the requests that it measures. Adding support for another is adding one of these. */
export interface MetricConvention {
  id: ConventionId;
  /** The kind whose measures it answers. */
  kind: MeasureKind;
  /** As the Setup page calls it. */
  title: string;
  /** Where the names come from: a specification or a library's documentation. */
  source: string;
  /** Finds this convention's families by name and type alone. */
  find(catalog: MetricCatalog): FamilyCandidate[];
  /** Names that only this instrumentation writes: what it does not take of them counts the same at another place. */
  owns?: RegExp;
  /** It reads structure, not known names: what another convention of its kind explains is left to that one. */
  isStructural?: boolean;
  labels: LabelPreferences;
  /** Only series with these label values count, e.g. server spans. */
  only?: ReadonlyArray<{ label: string; values: readonly string[] }>;
  /** Label and value that mark a failed request without an HTTP status code; any value where none is named. */
  errorMark?: ErrorMark;
  /**
   * A series belongs to the family only if its labels look like HTTP: a method or a status. For names that say
   * too little by themselves.
   */
  needsHttpLabels?: boolean;
  /** A series belongs to the family only if it has one of these labels. For names that others use as well. */
  needsOneOf?: readonly string[];
  /** Whether the labels of a series speak against it, although its name does not. */
  isForeign?(series: Labels): boolean;
  /** Whether a name is that of no service of the shop: of a proxy's own pages, of what it knows nothing of. */
  isNoService?(name: string): boolean;
  /** Who counts, if it is not the service itself: then what it says of itself comes first. */
  seenFrom?: 'spans' | 'proxy';
  /**
   * What a service may answer beside other requests; none where all kinds of them are counted together. Messages count
   * where a service answers no requests.
   */
  protocol?: 'http' | 'rpc' | 'messaging';
  /** What a status looks like, where it is not that of HTTP. */
  statuses?: RegExp;
  /** Which statuses are failures, as regular expressions of the whole value, where they are not those of HTTP. */
  failing?: Failing;
  /** Another status beside HTTP's, which tells of a failure where HTTP's does not: that of gRPC. */
  alsoFailing?: { label: string; statuses: Failing };
  /** The line of configuration that makes a histogram of a summary, so that there are percentiles. */
  histogramOption?: HistogramOption;
  /** Every series is there from the beginning: those that stand at 0 are no traffic. */
  startsAtZero?: boolean;
}
