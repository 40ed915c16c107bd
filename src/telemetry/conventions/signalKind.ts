import { ENTITIES, type EntityKind } from '../entities';
import { measureSpec, type MeasureKind } from '../measures';
import { type Labels } from '../vocabulary';
import { bindLabels, type BoundSignal, fieldValue, type ServiceBinding } from './binding';
import { type MetricCatalog } from './catalog';
import { type LabelPreferences } from './convention';
import { type DetectionKind, type IsStackSeries } from './kind';
import { TARGET_LABELS } from './labelNames';
import { isStackService } from './monitoringStack';
import { plainProbe } from './seriesProbe';
import { type Signal } from './signal';

/** How one instrumentation names measures that are a metric each. */
export interface SignalConvention {
  /** What its series are about. */
  entity: EntityKind;
  /** Label names that may carry each field, the preferred one first. */
  labels: LabelPreferences;
  /** The preferred metric of each measure first. */
  signals: readonly Signal[];
}

/** The conventions of a service's own signals carry no labels of their own: they are those of any target. */
export function serviceSignals(signals: readonly Signal[]): SignalConvention {
  return { entity: 'service', labels: TARGET_LABELS, signals };
}

/** A kind whose measures are a metric each. The preferred convention comes first. */
export function signalKind(kind: MeasureKind, conventions: readonly SignalConvention[]): DetectionKind {
  return {
    conventions: [],
    signals: conventions.flatMap(({ signals }) => signals),
    plan({ catalog, mapped }) {
      const ofAdmin = mapped.filter(({ measure }) => measureSpec(measure).kind === kind);
      const replaced = new Set(ofAdmin.map(({ measure }) => measure));
      // A mapped metric replaces the known ones of its measure.
      const found = [serviceSignals(ofAdmin), ...conventions].flatMap((convention) =>
        convention.signals
          .filter((signal) => isThere(signal, catalog) && (ofAdmin.includes(signal) || !replaced.has(signal.measure)))
          .map((signal) => ({ convention, signal }))
      );
      return {
        probes: found.map(({ signal, convention }) => plainProbe(signal.metric, convention.labels.service)),
        bind: (probed, isStack) => ({
          families: [],
          covered: [],
          signals: found.flatMap(({ convention, signal }) => {
            const series = probed.of(plainProbe(signal.metric));
            return convention.entity === 'service'
              ? [bindToServices(signal, series, convention.labels, isStack)]
              : bindToEntities(signal, series, convention);
          }),
        }),
      };
    },
  };
}

function isThere({ metric, freeOf }: Signal, catalog: MetricCatalog): boolean {
  return catalog.has(metric) && (freeOf === undefined || catalog.has(freeOf));
}

/** Only what names its entity can say anything about one. Who they all are is asked when it is needed, not here. */
function bindToEntities(
  signal: Signal,
  series: readonly Labels[],
  { entity, labels: preferences }: SignalConvention
): BoundSignal[] {
  const labels = bindLabels(series, preferences);
  return ENTITIES[entity].identity.every((field) => labels[field])
    ? [{ ...signal, entity, labels, services: [], elsewhere: [] }]
    : [];
}

function bindToServices(
  signal: Signal,
  all: readonly Labels[],
  preferences: LabelPreferences,
  isStackSeries: IsStackSeries
): BoundSignal {
  const names = bindLabels(all, preferences).service;
  const isStack = (series: Labels) => isStackSeries(series) || isStackService(fieldValue(series, names)?.value ?? '');
  const own = all.filter((series) => !isStack(series));
  const services = signalServices(own, preferences);
  const elsewhere = signalServices(all.filter(isStack), preferences).filter(
    ({ service }) => !services.some((known) => known.service === service)
  );
  const systems = signal.told?.apart.filter((label) => own.every((series) => series[label]));
  return {
    ...signal,
    entity: 'service',
    labels: bindLabels(own, preferences),
    services,
    elsewhere,
    ...(systems && { systems }),
  };
}

function signalServices(series: readonly Labels[], preferences: LabelPreferences): ServiceBinding[] {
  const names = bindLabels(series, preferences).service;
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
    requests: bindLabels(own.series, preferences),
    environments: [],
  }));
}
