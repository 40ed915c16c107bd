import { type Labels } from '../vocabulary';
import { fieldValue, type MetricDetection } from './binding';
import { buildCatalog, type MetricMetadata } from './catalog';
import { type DetectionKind, type KindPlan } from './kind';
import { DETECTION_KINDS } from './kinds';
import { TARGET_LABELS } from './labelNames';
import { isStackEvidence } from './monitoringStack';
import { distinctProbes, plainProbe, ProbedSeries, type SeriesProbe } from './seriesProbe';
import { type Signal } from './signal';

/** What detection looks at after the names are known, and before labels are. */
export interface DetectionPlan {
  /** What each kind found by name. */
  kinds: KindPlan[];
  /** Metrics that only the monitoring stack writes. */
  stackEvidence: string[];
  /** What all kinds want to see the labels of, in one query. */
  probes: SeriesProbe[];
  /** How many metrics there are. */
  metricCount: number;
}

/**
 * First half of detection: from metric names and metadata to the metrics whose labels must be seen.
 * @param mapped metrics that an admin named
 */
export function planDetection(
  names: readonly string[],
  metadata: Readonly<Record<string, MetricMetadata | undefined>>,
  mapped: readonly Signal[] = [],
  detectionKinds: readonly DetectionKind[] = DETECTION_KINDS
): DetectionPlan {
  const catalog = buildCatalog(names, metadata);
  const kinds = detectionKinds.map((kind) => kind.plan({ catalog, mapped }));
  const stackEvidence = names.filter(isStackEvidence);
  const probes = distinctProbes([
    ...kinds.flatMap((kind) => kind.probes),
    ...stackEvidence.map((metric) => plainProbe(metric)),
  ]);
  return { kinds, stackEvidence, probes, metricCount: catalog.size };
}

/** Second half: from the series that the probes returned (each with its `__name__`) to what each kind makes of them. */
export function bindDetection(plan: DetectionPlan, returned: readonly Labels[]): MetricDetection {
  const probed = new ProbedSeries(returned);
  const stackTargets = new Set(plan.stackEvidence.flatMap((metric) => probed.of(plainProbe(metric))).map(targetOf));
  const isStack = (series: Labels) => stackTargets.has(targetOf(series));
  const found = plan.kinds.map((kind) => kind.bind(probed, isStack));
  return {
    families: found.flatMap(({ families }) => families),
    covered: found.flatMap(({ covered }) => covered),
    signals: found.flatMap(({ signals }) => signals),
    metricCount: plan.metricCount,
  };
}

/** One process: a service may be the name of a whole job, of which only some processes are the monitoring stack's. */
function targetOf(labels: Labels): string {
  const { service, instance } = TARGET_LABELS;
  return JSON.stringify([fieldValue(labels, service)?.value, fieldValue(labels, instance)?.value]);
}
