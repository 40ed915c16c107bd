import { type MetricDetection } from '../conventions/binding';
import { type MetricMetadata } from '../conventions/catalog';
import { bindDetection, planDetection } from '../conventions/detect';
import { TARGET_LABELS } from '../conventions/labelNames';
import { type SampleSize, type SeriesProbe } from '../conventions/seriesProbe';
import { type Labels } from '../vocabulary';
import { parseExposition } from './parseExposition';

/** What a Prometheus holds after it scraped some pages: names, metadata, series. */
export interface Scraped {
  names: string[];
  metadata: Record<string, MetricMetadata>;
  series: ScrapedSeries[];
}

export interface ScrapedSeries {
  labels: Labels;
  value: number;
  /** A native histogram, whose value here is its count. */
  native: boolean;
}

/** Scrapes a page as a target of a job would be scraped, native histograms switched on. */
export function scrape(page: string, job: string, instance = `${job}:80`): Scraped {
  const { samples, metadata } = parseExposition(page);
  const natives = onlyNative(samples.map(({ name, labels }) => ({ name, le: labels.le })));
  const series = samples.flatMap(({ name, labels, value }): ScrapedSeries[] => {
    const base = name.replace(/_(?:bucket|sum|count)$/, '');
    if (!natives.has(base)) {
      return [{ labels: { __name__: name, ...withTarget(labels, { job, instance }) }, value, native: false }];
    }
    return name.endsWith('_count')
      ? [{ labels: { __name__: base, ...withTarget(labels, { job, instance }) }, value, native: true }]
      : [];
  });
  return together([{ names: [], metadata, series }]);
}

/** Several scrapes in one Prometheus. */
export function together(scrapes: readonly Scraped[]): Scraped {
  const series = scrapes.flatMap((one) => one.series);
  return {
    names: [...new Set(series.map(({ labels }) => labels.__name__ ?? ''))].sort(),
    metadata: Object.assign({}, ...scrapes.map(({ metadata }) => metadata)) as Scraped['metadata'],
    series,
  };
}

/**
 * Looks at what was scraped, as the data source does, with the probe query's meaning written out.
 * @param size whether it is as if these series stood among very many
 */
export function detectScraped(scraped: Scraped, size: keyof SampleSize = 'usual'): MetricDetection {
  const plan = planDetection(scraped.names, scraped.metadata);
  return bindDetection(plan, answerProbes(scraped, plan.probes, size));
}

/**
 * What the probe query returns: of each metric and target the series with the highest values.
 * @param size whether it is as if these series stood among very many
 */
export function answerProbes(
  { series }: Scraped,
  wanted: readonly SeriesProbe[],
  size: keyof SampleSize = 'usual'
): Labels[] {
  const returned = new Set<Labels>();
  const targetLabels = ['__name__', ...TARGET_LABELS.service, ...TARGET_LABELS.environment];
  for (const { series: name, native, only, without, by, aboveZero, perTarget, ofEachBucket } of wanted) {
    const groupNames = [...targetLabels, ...by, ...(ofEachBucket ? ['le'] : [])];
    const groups = new Map<string, ScrapedSeries[]>();
    for (const one of series) {
      const meant =
        one.labels.__name__ === name &&
        one.native === native &&
        !(ofEachBucket && one.labels.le === '+Inf') &&
        !(aboveZero && one.value <= 0) &&
        only.every(({ label, values }) => values.includes(one.labels[label] ?? '')) &&
        !without.some(({ label, values }) => values.includes(one.labels[label] ?? ''));
      if (meant) {
        const key = JSON.stringify(groupNames.map((label) => one.labels[label] ?? ''));
        groups.set(key, [...(groups.get(key) ?? []), one]);
      }
    }
    for (const group of groups.values()) {
      const highest = [...group].sort((a, b) => b.value - a.value).slice(0, perTarget[size]);
      highest.forEach(({ labels }) => returned.add(labels));
    }
  }
  return [...returned];
}

/** In text a native histogram without classic buckets shows the bucket `+Inf` only; by protobuf it is one series. */
function onlyNative(samples: ReadonlyArray<{ name: string; le?: string }>): Set<string> {
  const finite = new Set<string>();
  const all = new Set<string>();
  for (const { name, le } of samples) {
    if (name.endsWith('_bucket') && le !== undefined) {
      const base = name.slice(0, -'_bucket'.length);
      all.add(base);
      if (le !== '+Inf') {
        finite.add(base);
      }
    }
  }
  return new Set([...all].filter((base) => !finite.has(base)));
}

/** The page's own labels give way to the target's, and empty labels do not exist. */
function withTarget(own: Labels, target: Record<string, string>): Labels {
  const renamed = Object.entries(own)
    .filter(([, value]) => value !== '')
    .map(([label, value]) => [label in target ? `exported_${label}` : label, value]);
  return { ...Object.fromEntries(renamed), ...target } as Labels;
}
