/** The type of a metric as its metadata states it, or as its series' names suggest. */
export type MetricType = 'counter' | 'gauge' | 'histogram' | 'native-histogram' | 'summary' | 'unknown';

/** What `/api/v1/metadata` says of one metric. */
export interface MetricMetadata {
  type: string;
  unit?: string;
  help?: string;
}

/** One metric: for histograms and summaries the base name, without `_bucket`, `_count`, `_sum`. */
export interface MetricEntry {
  name: string;
  type: MetricType;
  /** The unit as metadata states it (`s`, `seconds`, `ms`), where it does. */
  unit?: string;
}

/** The metrics of a data source, by base name. */
export type MetricCatalog = ReadonlyMap<string, MetricEntry>;

/**
 * Builds a catalogue from the names of all series and, where there is one, their metadata (metrics that arrive by
 * remote write or OTLP often have none). A name is a classic histogram if `_bucket` exists, a summary if `_sum` and
 * `_count` exist beside the plain name or metadata says so, and a native histogram if metadata says histogram and
 * the plain name is itself a series.
 */
export function buildCatalog(
  names: readonly string[],
  metadata: Readonly<Record<string, MetricMetadata | undefined>> = {}
): MetricCatalog {
  const all = new Set(names);
  const catalog = new Map<string, MetricEntry>();
  const add = (name: string, type: MetricType) => {
    if (!catalog.has(name)) {
      catalog.set(name, { name, type, unit: metadata[name]?.unit || undefined });
    }
  };

  for (const name of names) {
    if (name.endsWith('_bucket')) {
      add(name.slice(0, -'_bucket'.length), 'histogram');
    }
  }
  for (const name of names) {
    const base = /^(.+)_(?:count|sum)$/.exec(name)?.[1];
    if (base !== undefined && all.has(`${base}_sum`) && all.has(`${base}_count`)) {
      add(base, 'summary');
    }
  }
  for (const name of names) {
    if (isPartOfAnother(name, catalog)) {
      continue;
    }
    const stated = typeOf(metadata[name]?.type ?? metadata[name.replace(/_total$/, '')]?.type);
    add(name, stated ?? (name.endsWith('_total') ? 'counter' : 'unknown'));
  }
  return catalog;
}

function isPartOfAnother(name: string, catalog: MetricCatalog): boolean {
  const base = /^(.+)_(?:bucket|count|sum|created)$/.exec(name)?.[1];
  return base !== undefined && ['histogram', 'summary'].includes(catalog.get(base)?.type ?? '');
}

function typeOf(stated: string | undefined): MetricType | undefined {
  switch (stated) {
    case 'counter':
    case 'gauge':
    case 'summary':
      return stated;
    case 'histogram':
      // A classic histogram was recognised by its buckets already, so this one has none.
      return 'native-histogram';
    default:
      return undefined;
  }
}
