import { type Labels } from '../vocabulary';
import { type MetricDetection } from './binding';
import { type MetricCatalog } from './catalog';
import { type MetricConvention } from './convention';
import { type ProbedSeries, type SeriesProbe } from './seriesProbe';
import { type Signal } from './signal';

/** What a kind looks at to find its metrics. */
export interface DetectionInput {
  catalog: MetricCatalog;
  /** Metrics that an admin named; a kind takes those of its own measures. */
  mapped: readonly Signal[];
}

/** Whether a series belongs to a process of the monitoring stack, by what else that process writes. */
export type IsStackSeries = (series: Labels) => boolean;

/** What one kind contributes to a detection. */
export type KindDetection = Pick<MetricDetection, 'families' | 'covered' | 'signals'>;

/** What a kind found by name and type: the series whose labels it wants to see, and how it then reads them. */
export interface KindPlan {
  probes: SeriesProbe[];
  bind(probed: ProbedSeries, isStack: IsStackSeries): KindDetection;
}

/**
 * One kind of telemetry in detection. All kinds are planned before anything is asked, so that the labels for all of
 * them come in one query.
 */
export interface DetectionKind {
  /** Conventions of requests, the preferred one first; none for a kind of signals. */
  conventions: readonly MetricConvention[];
  /** The metrics that signals are looked for under, the preferred one of each measure first; none for requests. */
  signals: readonly Signal[];
  plan(input: DetectionInput): KindPlan;
}
