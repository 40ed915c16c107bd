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
import { isStackService } from './monitoringStack';
import { findSignals, type Signal } from './signals';

/** A metric of which sample series are wanted, to see its labels. */
export interface MetricToSample {
  /** The name to read labels from: a counter, a gauge, or a distribution's count. */
  series: string;
  /** For a native histogram, whose series carries no count of its own. */
  native: boolean;
}

/** What detection looks at after the names are known, and before labels are. */
export interface DetectionPlan {
  catalog: MetricCatalog;
  candidates: Array<{ convention: MetricConvention; family: FamilyCandidate }>;
  signals: Signal[];
  toSample: MetricToSample[];
}

/** First half of detection: from metric names and metadata to the metrics whose labels must be seen. */
export function planDetection(
  names: readonly string[],
  metadata: Readonly<Record<string, MetricMetadata | undefined>>,
  mapped: readonly Signal[] = [],
  conventions: readonly MetricConvention[] = METRIC_CONVENTIONS
): DetectionPlan {
  const catalog = buildCatalog(names, metadata);
  const taken = new Set<string>();
  const candidates = conventions.flatMap((convention) =>
    convention
      .find(catalog)
      // What a known convention explains is not explained again by structure.
      .filter((family) => convention.id !== 'other' || !metricsOf(family).some((metric) => taken.has(metric)))
      .map((family) => {
        metricsOf(family).forEach((metric) => taken.add(metric));
        return { convention, family };
      })
  );
  const signals = findSignals(catalog, mapped);

  const toSample = new Map<string, MetricToSample>();
  const sample = (toAdd: MetricToSample) => toSample.set(toAdd.series, toAdd);
  for (const { family } of candidates) {
    sample(countSeries(family.requests));
    if (family.duration) {
      sample(countSeries({ metric: family.duration.metric, from: `${family.duration.type}-count` }));
    }
    if (family.inFlight) {
      sample({ series: family.inFlight.metric, native: false });
    }
  }
  signals.forEach((signal) => sample({ series: signal.metric, native: false }));
  return { catalog, candidates, signals, toSample: [...toSample.values()] };
}

function metricsOf(family: FamilyCandidate): string[] {
  return [family.requests.metric, ...(family.duration ? [family.duration.metric] : [])];
}

/** The series that counts requests, as it is called in the data source. */
export function countSeries(source: FamilyCandidate['requests']): MetricToSample {
  switch (source.from) {
    case 'counter':
      return { series: source.metric, native: false };
    case 'native-histogram-count':
      return { series: source.metric, native: true };
    case 'histogram-count':
    case 'summary-count':
      return { series: `${source.metric}_count`, native: false };
  }
}

/**
 * Second half: from sample series (each with its `__name__`) to families bound to labels and services. A service that
 * several families know belongs to the first that has its durations too, else to the first that counts its requests.
 */
export function bindDetection(plan: DetectionPlan, samples: readonly Labels[]): MetricDetection {
  const byMetric = new Map<string, Labels[]>();
  for (const labels of samples) {
    const name = labels.__name__ ?? '';
    byMetric.set(name, [...(byMetric.get(name) ?? []), labels]);
  }
  const seriesOf = (metric: MetricToSample) => byMetric.get(metric.series) ?? [];

  const families = plan.candidates.flatMap(({ convention, family }) => {
    const bound = bindFamily(convention, family, seriesOf);
    return bound ? [bound] : [];
  });
  assignServices(families);

  return {
    families: families.filter((family) => family.services.length > 0),
    covered: families.filter((family) => family.services.length === 0),
    signals: plan.signals.map((signal) => bindSignal(signal, byMetric.get(signal.metric) ?? [])),
    metricCount: plan.catalog.size,
  };
}

function bindFamily(
  convention: MetricConvention,
  family: FamilyCandidate,
  seriesOf: (metric: MetricToSample) => Labels[]
): MetricFamily | undefined {
  const counts = convention.only ?? [];
  const relevant = (labels: Labels) => counts.every(({ label, values }) => values.includes(labels[label] ?? ''));
  const requestSeries = seriesOf(countSeries(family.requests)).filter(relevant);
  const durationSeries = family.duration
    ? seriesOf(countSeries({ metric: family.duration.metric, from: `${family.duration.type}-count` })).filter(relevant)
    : [];

  const labels = bindLabels(requestSeries, convention.labels);
  const durationLabels = bindLabels(durationSeries, convention.labels);
  const looksLikeHttp = [labels, durationLabels].some((bound) => bound.method || bound.status);
  if (requestSeries.length === 0 || (convention.needsHttpLabels && !looksLikeHttp)) {
    return undefined;
  }

  const services = servicesOf(requestSeries, convention);
  for (const service of services) {
    const own = durationSeries.filter(
      (series) => fieldValue(series, durationLabels.service)?.value === service.service
    );
    service.duration = own.length > 0 ? bindLabels(own, convention.labels) : undefined;
  }
  const statuses = requestSeries.map((series) => fieldValue(series, labels.status)?.value ?? '').filter(Boolean);
  return {
    convention: convention.id,
    requests: { ...family.requests, labels },
    duration: family.duration && durationSeries.length > 0 ? { ...family.duration, labels: durationLabels } : undefined,
    inFlight: family.inFlight && {
      ...family.inFlight,
      labels: bindLabels(seriesOf({ series: family.inFlight.metric, native: false }), convention.labels),
    },
    statusStyle: !labels.status ? 'none' : statuses.some((status) => /xx$/i.test(status)) ? 'class' : 'code',
    only: counts,
    errorMark: convention.errorMark,
    services,
    elsewhere: [],
  };
}

function servicesOf(series: readonly Labels[], convention: MetricConvention): ServiceBinding[] {
  const names = bindLabels(series, convention.labels).service;
  const byService = new Map<string, { label: string; series: Labels[] }>();
  for (const labels of series) {
    const found = fieldValue(labels, names);
    if (found) {
      const known = byService.get(found.value);
      byService.set(found.value, { label: found.label, series: [...(known?.series ?? []), labels] });
    }
  }
  return [...byService].map(([service, own]) => ({
    service,
    label: own.label,
    requests: bindLabels(own.series, convention.labels),
    environments: [
      ...new Set(own.series.flatMap((labels) => fieldValue(labels, [...TARGET_LABELS.environment])?.value ?? [])),
    ].sort(),
  }));
}

function assignServices(families: MetricFamily[]): void {
  const owner = new Map<string, MetricFamily>();
  for (const wantsDuration of [true, false]) {
    for (const family of families) {
      for (const { service, duration } of family.services) {
        if (!owner.has(service) && !isStackService(service) && (duration !== undefined || !wantsDuration)) {
          owner.set(service, family);
        }
      }
    }
  }
  for (const family of families) {
    const known = family.services;
    family.services = known.filter(({ service }) => owner.get(service) === family);
    family.elsewhere = known.filter(({ service }) => owner.get(service) !== family);
  }
}

const SIGNAL_LABELS = { ...TARGET_LABELS };

function bindSignal(signal: Signal, series: readonly Labels[]): BoundSignal {
  const labels = bindLabels(series, SIGNAL_LABELS);
  const services = new Map<string, ServiceBinding>();
  for (const own of series) {
    const found = fieldValue(own, labels.service);
    if (found && !services.has(found.value)) {
      services.set(found.value, { service: found.value, label: found.label, requests: labels, environments: [] });
    }
  }
  return { ...signal, labels, services: [...services.values()] };
}
