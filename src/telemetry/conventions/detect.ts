import { type Labels } from '../vocabulary';
import {
  bindLabels,
  type BoundSignal,
  fieldValue,
  type MetricDetection,
  type MetricFamily,
  type ServiceBinding,
} from './binding';
import { buildCatalog, type MetricCatalog, type MetricMetadata } from './catalog';
import { type FamilyCandidate, type MetricConvention } from './convention';
import { METRIC_CONVENTIONS } from './index';
import { TARGET_LABELS } from './labelNames';
import { isStackEvidence, isStackService } from './monitoringStack';
import { assignServices, coveredFamily, familiesOfCandidate, type Writers, writersOf } from './ownership';
import { distinctProbes, type SeriesProbe, plainProbe, ProbedSeries, probesOf } from './seriesProbe';
import { CandidateSeries } from './services';
import { findSignals, type Signal } from './signals';

/** What detection looks at after the names are known, and before labels are. */
export interface DetectionPlan {
  catalog: MetricCatalog;
  candidates: Array<{ convention: MetricConvention; family: FamilyCandidate }>;
  signals: Signal[];
  /** Metrics that only the monitoring stack writes. */
  stackEvidence: string[];
  probes: SeriesProbe[];
}

/** First half of detection: from metric names and metadata to the metrics whose labels must be seen. */
export function planDetection(
  names: readonly string[],
  metadata: Readonly<Record<string, MetricMetadata | undefined>>,
  mapped: readonly Signal[] = [],
  conventions: readonly MetricConvention[] = METRIC_CONVENTIONS
): DetectionPlan {
  const catalog = buildCatalog(names, metadata);
  const explained = new Set<string>();
  const candidates = conventions.flatMap((convention) => {
    const found = convention
      .find(catalog)
      // What a known convention explains is not explained again by structure.
      .filter((family) => convention.id !== 'other' || !metricsOf(family).some((metric) => explained.has(metric)));
    // Unless only the labels tell whether it really does.
    (convention.needsOneOf ? [] : found.flatMap(metricsOf)).forEach((metric) => explained.add(metric));
    return found.map((family) => ({ convention, family }));
  });
  const signals = findSignals(catalog, mapped);
  const stackEvidence = names.filter(isStackEvidence);
  const probes = distinctProbes([
    ...candidates.flatMap(({ family, convention }) => probesOf(family, convention)),
    ...[...signals.map(({ metric }) => metric), ...stackEvidence].map(plainProbe),
  ]);
  return { catalog, candidates, signals, stackEvidence, probes };
}

function metricsOf(family: Pick<FamilyCandidate, 'requests' | 'duration'>): string[] {
  return [family.requests.metric, ...(family.duration ? [family.duration.metric] : [])];
}

/**
 * Second half: from the series that the probes returned (each with its `__name__`) to families bound to labels and
 * services. A service that several families know belongs to the one that says most about it; see {@link assignServices}.
 */
export function bindDetection(plan: DetectionPlan, returned: readonly Labels[]): MetricDetection {
  const probed = new ProbedSeries(returned);
  const stackTargets = new Set(plan.stackEvidence.flatMap((metric) => probed.of(plainProbe(metric))).map(targetOf));
  const candidates = plan.candidates.map(
    ({ convention, family }) =>
      new CandidateSeries(convention, family, probed, (series) => stackTargets.has(targetOf(series)))
  );
  const owners = assignServices(candidates);
  const writers = writersOf(candidates);
  const families = candidates.flatMap((candidate) => familiesOfCandidate(candidate, owners, writers));
  return {
    families,
    covered: coveredOf(candidates, families, writers),
    signals: plan.signals.map((signal) => bindSignal(signal, probed.of(plainProbe(signal.metric)), stackTargets)),
    metricCount: plan.catalog.size,
  };
}

/** What was found besides, and says nothing that the answering families do not say. */
function coveredOf(
  candidates: readonly CandidateSeries[],
  families: readonly MetricFamily[],
  writers: Writers
): MetricFamily[] {
  const shown = new Set(families.flatMap(metricsOf));
  return candidates.flatMap((candidate) => {
    const metrics = metricsOf(candidate.family);
    if (!candidate.services.some(({ isAnswerable }) => isAnswerable) || metrics.every((metric) => shown.has(metric))) {
      return [];
    }
    metrics.forEach((metric) => shown.add(metric));
    return [coveredFamily(candidate, writers)];
  });
}

/** One process: a service may be the name of a whole job, of which only some processes are the monitoring stack's. */
function targetOf(labels: Labels): string {
  const { service, instance } = TARGET_LABELS;
  return JSON.stringify([fieldValue(labels, service)?.value, fieldValue(labels, instance)?.value]);
}

function bindSignal(signal: Signal, all: readonly Labels[], stackTargets: ReadonlySet<string>): BoundSignal {
  const names = bindLabels(all, TARGET_LABELS).service;
  const isStack = (series: Labels) =>
    stackTargets.has(targetOf(series)) || isStackService(fieldValue(series, names)?.value ?? '');
  const own = all.filter((series) => !isStack(series));
  const services = signalServices(own);
  const elsewhere = signalServices(all.filter(isStack)).filter(
    ({ service }) => !services.some((known) => known.service === service)
  );
  return { ...signal, labels: bindLabels(own, TARGET_LABELS), services, elsewhere };
}

function signalServices(series: readonly Labels[]): ServiceBinding[] {
  const names = bindLabels(series, TARGET_LABELS).service;
  const services = new Map<string, { label: string; series: Labels[] }>();
  for (const labels of series) {
    const found = fieldValue(labels, names);
    if (found) {
      const known = services.get(found.value);
      services.set(found.value, { label: found.label, series: [...(known?.series ?? []), labels] });
    }
  }
  return [...services].map(([service, own]) => ({
    service,
    label: own.label,
    requests: bindLabels(own.series, TARGET_LABELS),
    environments: [],
  }));
}
