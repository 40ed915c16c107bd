import { type Labels } from '../vocabulary';
import {
  type DurationCandidate,
  type DurationSource,
  type FamilyCandidate,
  type MetricConvention,
  type RequestsSource,
} from './convention';
import { TARGET_LABELS } from './labelNames';
import { type LabelValues } from './signal';

/** One metric of which a few series are wanted, to see its labels. */
export interface SeriesProbe {
  /** The name to read labels from: a counter, a gauge, a distribution's count, a classic histogram's buckets. */
  series: string;
  /** For a native histogram, whose series carries no count of its own. */
  native: boolean;
  /** Only series with these label values. */
  only: readonly LabelValues[];
  /** But not those with these. */
  without: readonly LabelValues[];
  /** Only series above 0. */
  aboveZero?: boolean;
  /** Labels that name a service besides those of any target: so many of each. */
  by: readonly string[];
  /** How many series of one target are enough. */
  perTarget: SampleSize;
  /** So many of each bucket, of which that without a bound is left out: what is wanted are the bounds. */
  ofEachBucket?: boolean;
}

/** How many series of a target are looked at: fewer where there are very many series, see {@link MANY_SERIES}. */
export interface SampleSize {
  usual: number;
  ofMany: number;
}

/**
 * Of more series than this detection looks at fewer of each target: what it costs is to grow with services and their
 * metrics, not with all that these tell apart.
 */
export const MANY_SERIES = 3000;

/** Enough of a target's busiest series to see every label, what its values look like, and which are sums of others. */
const COUNTED: SampleSize = { usual: 12, ofMany: 3 };
/** Durations mostly have the labels of the requests, which are looked at already. */
const TIMED: SampleSize = { usual: 12, ofMany: 1 };
/** Enough where only the labels' names matter. */
const NAMED: SampleSize = { usual: 3, ofMany: 2 };
/** Of bounds one each. */
const BOUNDS: SampleSize = { usual: 1, ofMany: 1 };

/** Which series of a metric are a family's, as far as its convention knows without having seen one. */
type Chosen = Pick<SeriesProbe, 'only' | 'without' | 'by' | 'aboveZero'>;

const ALL: Chosen = { only: [], without: [], by: [] };

/** What a convention knows of the series of one of its families. */
export function chosenBy(
  { only = [], startsAtZero, labels }: MetricConvention,
  { without = [], labels: own }: FamilyCandidate
): Chosen {
  const by = unusual(own?.service ?? labels.service ?? []);
  return { only, without, by, ...(startsAtZero ? { aboveZero: true } : {}) };
}

/** Labels that name services besides those of any target. */
function unusual(naming: readonly string[]): string[] {
  const usual: readonly string[] = TARGET_LABELS.service;
  return naming.filter((label) => !usual.includes(label));
}

/** The series that counts requests, as it is called in the data source. */
export function countProbe({ metric, from }: RequestsSource, chosen: Chosen = ALL): SeriesProbe {
  const series = from === 'histogram-count' || from === 'summary-count' ? `${metric}_count` : metric;
  return { ...chosen, series, native: from === 'native-histogram-count', perTarget: COUNTED };
}

/** Where a bucket says its upper bound. */
const BOUND_LABEL = 'le';

/**
 * The series that show who writes durations in this very form. A classic histogram is told from a summary of the same
 * name by its buckets.
 */
export function durationProbe({ metric, type }: DurationSource, chosen: Chosen = ALL): SeriesProbe {
  switch (type) {
    case 'histogram': {
      const all = { label: BOUND_LABEL, values: ['+Inf'] };
      const only = [...chosen.only, all];
      return { ...chosen, series: `${metric}_bucket`, native: false, only, perTarget: TIMED };
    }
    case 'native-histogram':
      return { ...chosen, series: metric, native: true, perTarget: COUNTED };
    case 'summary':
      return { ...chosen, series: `${metric}_count`, native: false, perTarget: COUNTED };
  }
}

/** The bounds of a classic histogram's buckets. */
export function boundsProbe(
  { metric }: Pick<DurationSource, 'metric'>,
  { only, without, by }: Chosen = ALL
): SeriesProbe {
  return { only, without, by, series: `${metric}_bucket`, native: false, perTarget: BOUNDS, ofEachBucket: true };
}

/**
 * A gauge, counter or info metric of which only the labels' names matter.
 * @param naming labels that may name its services: what one target tells of many is seen of each
 */
export function plainProbe(metric: string, naming: readonly string[] = []): SeriesProbe {
  return { ...ALL, by: unusual(naming), series: metric, native: false, perTarget: NAMED };
}

/** All that a family of metrics needs to be seen. */
export function probesOf(family: FamilyCandidate, convention: MetricConvention): SeriesProbe[] {
  const { requests, duration, inFlight } = family;
  const chosen = chosenBy(convention, family);
  return [
    countProbe(requests, chosen),
    ...(duration ? [durationProbe(duration, chosen)] : []),
    ...(duration && boundsTellUnit(duration) ? [boundsProbe(duration, chosen)] : []),
    ...(duration?.max === undefined ? [] : [plainProbe(duration.max)]),
    ...inFlight.map((metric) => plainProbe(metric)),
  ];
}

/** Whether the unit is only seen by the bounds of the buckets. */
export function boundsTellUnit({ type, isUnitAssumed }: DurationCandidate): boolean {
  return type === 'histogram' && isUnitAssumed === true;
}

/** Probes without repetition; the same series with the same conditions is looked at once. */
export function distinctProbes(probes: readonly SeriesProbe[]): SeriesProbe[] {
  const distinct = new Map<string, SeriesProbe>();
  for (const probe of probes) {
    const key = JSON.stringify({ ...probe, perTarget: undefined });
    const known = distinct.get(key);
    if (!known || known.perTarget.usual < probe.perTarget.usual) {
      distinct.set(key, probe);
    }
  }
  return [...distinct.values()];
}

/** The series that the probes returned, found again by what was asked for. */
export class ProbedSeries {
  private byName = new Map<string, Labels[]>();

  constructor(returned: readonly Labels[]) {
    for (const labels of returned) {
      const name = labels.__name__ ?? '';
      const known = this.byName.get(name);
      if (known) {
        known.push(labels);
      } else {
        this.byName.set(name, [labels]);
      }
    }
  }

  of({ series, only, without }: SeriesProbe): Labels[] {
    const has = (labels: Labels) => (one: LabelValues) => one.values.includes(labels[one.label] ?? '');
    const named = this.byName.get(series) ?? [];
    return named.filter((labels) => only.every(has(labels)) && !without.some(has(labels)));
  }
}
