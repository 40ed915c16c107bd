import { type Labels } from '../vocabulary';
import {
  type DurationCandidate,
  type DurationSource,
  type FamilyCandidate,
  type MetricConvention,
  type RequestsSource,
} from './convention';

/** One metric of which a few series are wanted, to see its labels. */
export interface SeriesProbe {
  /** The name to read labels from: a counter, a gauge, a distribution's count, a classic histogram's buckets. */
  series: string;
  /** For a native histogram, whose series carries no count of its own. */
  native: boolean;
  /** Only series with these label values. */
  only: ReadonlyArray<{ label: string; values: readonly string[] }>;
  /** How many series of one target are enough. */
  perTarget: number;
  /** So many of each bucket, of which that without a bound is left out: what is wanted are the bounds. */
  ofEachBucket?: boolean;
}

/** Enough of a target's busiest series to see every label and what its values look like. */
const PER_TARGET = 12;
/** Enough where only the labels' names matter. */
const FEW_PER_TARGET = 3;

type Only = NonNullable<MetricConvention['only']>;

/** The series that counts requests, as it is called in the data source. */
export function countProbe(source: RequestsSource, only: Only = []): SeriesProbe {
  switch (source.from) {
    case 'counter':
      return { series: source.metric, native: false, only, perTarget: PER_TARGET };
    case 'native-histogram-count':
      return { series: source.metric, native: true, only, perTarget: PER_TARGET };
    case 'histogram-count':
    case 'summary-count':
      return { series: `${source.metric}_count`, native: false, only, perTarget: PER_TARGET };
  }
}

/** Where a bucket says its upper bound. */
const BOUND_LABEL = 'le';

/**
 * The series that show who writes durations in this very form. A classic histogram is told from a summary of the same
 * name by its buckets.
 */
export function durationProbe({ metric, type }: DurationSource, only: Only = []): SeriesProbe {
  switch (type) {
    case 'histogram': {
      const all = { label: BOUND_LABEL, values: ['+Inf'] };
      return { series: `${metric}_bucket`, native: false, only: [...only, all], perTarget: PER_TARGET };
    }
    case 'native-histogram':
      return { series: metric, native: true, only, perTarget: PER_TARGET };
    case 'summary':
      return { series: `${metric}_count`, native: false, only, perTarget: PER_TARGET };
  }
}

/** The bounds of a classic histogram's buckets. */
export function boundsProbe({ metric }: Pick<DurationSource, 'metric'>, only: Only = []): SeriesProbe {
  return { series: `${metric}_bucket`, native: false, only, perTarget: 1, ofEachBucket: true };
}

/** A gauge, counter or info metric of which only the labels' names matter. */
export function plainProbe(metric: string): SeriesProbe {
  return { series: metric, native: false, only: [], perTarget: FEW_PER_TARGET };
}

/** All that a family of metrics needs to be seen. */
export function probesOf(family: FamilyCandidate, { only }: MetricConvention): SeriesProbe[] {
  return [
    countProbe(family.requests, only),
    ...(family.duration ? [durationProbe(family.duration, only)] : []),
    ...(family.duration && boundsTellUnit(family.duration) ? [boundsProbe(family.duration, only)] : []),
    ...family.inFlight.map(plainProbe),
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
    const key = JSON.stringify([probe.series, probe.native, probe.only, probe.ofEachBucket]);
    const known = distinct.get(key);
    if (!known || known.perTarget < probe.perTarget) {
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

  of({ series, only }: SeriesProbe): Labels[] {
    const named = this.byName.get(series) ?? [];
    return named.filter((labels) => only.every(({ label, values }) => values.includes(labels[label] ?? '')));
  }
}
