import { type MetricCatalog, type MetricEntry } from './catalog';
import { type DurationSource, type RequestsSource } from './convention';

const COUNT_OF = {
  histogram: 'histogram-count',
  'native-histogram': 'native-histogram-count',
  summary: 'summary-count',
} as const satisfies Record<DurationSource['type'], RequestsSource['from']>;

/** What a distribution of durations gives: the durations, and by its count the requests. */
export interface DurationFamily {
  duration: DurationSource;
  requests: RequestsSource;
}

/**
 * The distribution whose base name matches, preferring classic histograms, then native ones, then summaries.
 * @param unknownUnit what to take where neither the name nor the metadata says a unit
 */
export function durationNamed(
  catalog: MetricCatalog,
  pattern: RegExp,
  unknownUnit: DurationSource['unit'] = 's'
): DurationFamily | undefined {
  const found = [...catalog.values()].filter((entry) => pattern.test(entry.name));
  const entry =
    found.find((e) => e.type === 'histogram') ??
    found.find((e) => e.type === 'native-histogram') ??
    found.find((e) => e.type === 'summary');
  return entry ? durationFamily(entry, unknownUnit) : undefined;
}

/** Reads one catalogue entry as a distribution of durations, if it is one. */
export function durationFamily(
  entry: MetricEntry,
  unknownUnit: DurationSource['unit'] = 's'
): DurationFamily | undefined {
  if (entry.type !== 'histogram' && entry.type !== 'native-histogram' && entry.type !== 'summary') {
    return undefined;
  }
  return {
    duration: { metric: entry.name, type: entry.type, unit: durationUnit(entry) ?? unknownUnit },
    requests: { metric: entry.name, from: COUNT_OF[entry.type] },
  };
}

/** The counter whose name matches. */
export function requestsNamed(catalog: MetricCatalog, pattern: RegExp): RequestsSource | undefined {
  for (const entry of catalog.values()) {
    if (pattern.test(entry.name) && (entry.type === 'counter' || entry.type === 'unknown')) {
      return { metric: entry.name, from: 'counter' };
    }
  }
  return undefined;
}

/** The unit of durations, by name (`_seconds`, `_milliseconds`) or metadata; undefined where neither says. */
export function durationUnit(entry: Pick<MetricEntry, 'name' | 'unit'>): DurationSource['unit'] | undefined {
  const named = /[._](seconds|milliseconds|ms|s)(?:[._]|$)/.exec(entry.name)?.[1] ?? entry.unit;
  switch (named) {
    case 'seconds':
    case 's':
      return 's';
    case 'milliseconds':
    case 'ms':
      return 'ms';
    default:
      // Tempo's `traces_spanmetrics_latency` is in seconds and says so nowhere.
      return undefined;
  }
}
