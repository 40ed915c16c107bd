import { type DurationUnit, unitInHelp, unitNamed } from './units';

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
  /**
   * Other types that series of this name may have: two services need not agree on one, and a name says only that
   * somebody writes it. Which it is for whom shows in the series.
   */
  alsoTypes: readonly MetricType[];
  /** The unit that metadata states, or its help names. */
  unit?: DurationUnit;
}

/** The metrics of a data source, by base name. */
export type MetricCatalog = ReadonlyMap<string, MetricEntry>;

/**
 * Builds a catalogue from the names of all series and, where there is one, their metadata (metrics that arrive by
 * remote write or OTLP often have none). A name is a classic histogram if `_bucket` exists, a summary if `_sum` and
 * `_count` exist without it, and a native histogram if metadata says histogram and the plain name is itself a series.
 * A classic histogram may be a summary elsewhere, and a native histogram where its plain name is a series too.
 */
export function buildCatalog(
  names: readonly string[],
  metadata: Readonly<Record<string, MetricMetadata | undefined>> = {}
): MetricCatalog {
  const all = new Set(names);
  const catalog = new Map<string, MetricEntry>();
  const add = (name: string, type: MetricType, alsoTypes: MetricType[] = []) => {
    if (!catalog.has(name)) {
      catalog.set(name, { name, type, alsoTypes, unit: statedUnit(metadata[name]) });
    }
  };

  for (const name of names) {
    if (name.endsWith('_bucket')) {
      const base = name.slice(0, -'_bucket'.length);
      add(base, 'histogram', all.has(base) ? ['native-histogram', 'summary'] : ['summary']);
    }
  }
  for (const name of names) {
    const base = /^(.+)_(?:count|sum)$/.exec(name)?.[1];
    if (base !== undefined && all.has(`${base}_sum`) && all.has(`${base}_count`)) {
      add(base, 'summary', all.has(base) && metadata[base]?.type === 'histogram' ? ['native-histogram'] : []);
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

function statedUnit(metadata: MetricMetadata | undefined): DurationUnit | undefined {
  return unitNamed(metadata?.unit) ?? unitInHelp(metadata?.help);
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
