import { type MetricCatalog, type MetricEntry, type MetricType } from './catalog';
import {
  type ConventionId,
  type DurationCandidate,
  type DurationSource,
  type FamilyCandidate,
  type RequestsSource,
} from './convention';
import { type DurationUnit, unitInName } from './units';

const COUNT_OF = {
  histogram: 'histogram-count',
  'native-histogram': 'native-histogram-count',
  summary: 'summary-count',
} as const satisfies Record<DurationSource['type'], RequestsSource['from']>;

/** Classic histograms answer everything everywhere; native ones need a newer server; summaries give means only. */
const PREFERENCE: ReadonlyArray<DurationSource['type']> = ['histogram', 'native-histogram', 'summary'];

/** What a distribution of durations gives: the durations, and by its count the requests. */
export interface DurationFamily {
  duration: DurationCandidate;
  requests: RequestsSource;
}

/**
 * The distributions whose base name matches, each in every type that its series may have, the preferred first.
 * @param unknownUnit what to take where neither the name nor the metadata says a unit
 */
export function durationsNamed(
  catalog: MetricCatalog,
  pattern: RegExp,
  unknownUnit: DurationUnit = 's'
): DurationFamily[] {
  const found = [...catalog.values()]
    .filter((entry) => pattern.test(entry.name))
    .flatMap((entry) => durationFamilies(entry, catalog, unknownUnit));
  return PREFERENCE.flatMap((type) => found.filter(({ duration }) => duration.type === type));
}

/**
 * Reads one catalogue entry as distributions of durations. One without a known type may be a native histogram: those
 * that arrive by OTLP or remote write have no metadata. If it is not, asking for its count finds no series.
 */
export function durationFamilies(
  entry: MetricEntry,
  catalog: MetricCatalog,
  unknownUnit: DurationUnit = 's'
): DurationFamily[] {
  const types = entry.type === 'unknown' ? (['native-histogram'] as const) : [entry.type, ...entry.alsoTypes];
  const stated = durationUnit(entry);
  const unit = stated ?? unknownUnit;
  const max = gaugesNamed(catalog, `${entry.name}_max`)[0];
  return types.filter(isDistribution).map((type) => ({
    duration: { metric: entry.name, type, unit, ...(stated ? {} : { isUnitAssumed: true }), ...(max ? { max } : {}) },
    requests: { metric: entry.name, from: COUNT_OF[type] },
  }));
}

function isDistribution(type: MetricType): type is DurationSource['type'] {
  return PREFERENCE.some((one) => one === type);
}

/** The counters whose name matches. */
export function countersNamed(catalog: MetricCatalog, pattern: RegExp): RequestsSource[] {
  return [...catalog.values()]
    .filter(({ name, type }) => pattern.test(name) && (type === 'counter' || type === 'unknown'))
    .map(({ name }) => ({ metric: name, from: 'counter' as const }));
}

/** Those of these gauges that there are. */
export function gaugesNamed(catalog: MetricCatalog, ...names: string[]): string[] {
  return names.filter((name) => catalog.has(name));
}

/**
 * Every way in which counters and durations may belong together, the fullest first. Which pair a service really has
 * is seen on its series, so that services with different pairs can stand side by side.
 */
export function familiesOf(
  convention: ConventionId,
  counters: readonly RequestsSource[],
  durations: readonly DurationFamily[],
  inFlight: readonly string[] = []
): FamilyCandidate[] {
  const pairs = durations.flatMap(({ duration }) => counters.map((requests) => ({ requests, duration })));
  const lone = counters.map((requests) => ({ requests }));
  return [...pairs, ...durations, ...lone].map((family) => ({ convention, inFlight, ...family }));
}

/** The unit of durations, by name or metadata; undefined where neither says: the bounds of buckets may. */
export function durationUnit({ name, unit }: Pick<MetricEntry, 'name' | 'unit'>): DurationUnit | undefined {
  return unitInName(name) ?? unit;
}
