import { type DataFrame, type PanelData } from '@grafana/data';
import { type Coverage, coverageOf, coverageTogether } from '../../../analysis/coverage';
import { type HealthFacts, type Trend } from '../../../analysis/healthRows';
import { seriesOf, totalsBy } from '../../../datasources/answer';
import { type KnownService } from '../../../datasources/services';
import { type Field } from '../../../telemetry/vocabulary';
import { failureOf } from '../../../ui/charts/panelStatus';
import { alignTrends } from '../../../ui/charts/trends';
import { spanOf } from '../../../ui/charts/useSettledData';
import { measuredRef, TABLE_REFS } from './queries';

/**
 * Brings the answers of a health table together, one entry a name. A service that is known but silent has an entry
 * too: that it says nothing is what one has to see.
 * @param services those that are known
 */
export function readFacts(
  data: PanelData | undefined,
  by: Field,
  services: readonly KnownService[] = []
): HealthFacts[] {
  if (!data) {
    return [];
  }
  const frames = data.series;
  const failure = failureOf(data, TABLE_REFS.requests)?.message;
  const total = (ref: string) => totalsBy(frames, ref, by);
  const requests = total(TABLE_REFS.requests);
  const errorRatio = total(TABLE_REFS.errorRatio);
  const p50 = total(TABLE_REFS.p50);
  const p95 = total(TABLE_REFS.p95);
  const p99 = total(TABLE_REFS.p99);
  const mean = total(TABLE_REFS.mean);
  const max = total(TABLE_REFS.max);
  const timeSpent = total(TABLE_REFS.timeSpent);
  const requestsBefore = total(TABLE_REFS.requestsBefore);
  const errorRatioBefore = total(TABLE_REFS.errorRatioBefore);
  const p95Before = total(TABLE_REFS.p95Before);
  const requestsTrend = trends(data, TABLE_REFS.requestsTrend, by);
  const errorRatioTrend = trends(data, TABLE_REFS.errorRatioTrend, by);
  const p95Trend = trends(data, TABLE_REFS.p95Trend, by);
  const covered = coverages(data, measuredRef(by), by);
  const coveredBefore = coverages(data, TABLE_REFS.measuredBefore, by);
  const versions = versionsOf(frames);
  const known = by === 'service' ? services.map(({ service }) => service) : [];

  const consumers = new Set(services.flatMap((one) => (one.countsMessages ? [one.service] : [])));
  const names = new Set([...known, ...requests.keys(), ...timeSpent.keys(), ...requestsBefore.keys()]);
  return [...names]
    .filter((name) => name !== '')
    .map((name) => ({
      name,
      ...(by === 'service' && consumers.has(name) && { countsMessages: true }),
      requests: requests.get(name),
      coverage: covered(name),
      errorRatio: errorRatio.get(name),
      p50: p50.get(name),
      p95: p95.get(name),
      p99: p99.get(name),
      mean: mean.get(name),
      max: max.get(name),
      timeSpent: timeSpent.get(name),
      before: {
        requests: requestsBefore.get(name),
        errorRatio: errorRatioBefore.get(name),
        p95: p95Before.get(name),
        coverage: coveredBefore(name),
      },
      trend: {
        requests: requestsTrend.get(name),
        errorRatio: errorRatioTrend.get(name),
        p95: p95Trend.get(name),
      },
      failure,
      version: by === 'service' ? versions.get(name)?.join(', ') : undefined,
    }));
}

/** Of which part of the range there is data of a service; of routes, for all what there is of their service. */
function coverages(data: PanelData, ref: string, by: Field): (name: string) => Coverage | undefined {
  const lines = seriesOf(data.series, ref);
  const span = spanOf(data);
  if (by !== 'service') {
    const together = coverageTogether(lines, span);
    return () => together;
  }
  const each = coverageOf(lines, span);
  const byName = new Map(lines.map(({ labels }, index) => [labels.service ?? '', each[index]]));
  return (name) => byName.get(name);
}

function trends(data: PanelData, ref: string, by: Field): Map<string, Trend> {
  const found = seriesOf(data.series, ref);
  const aligned = alignTrends(found, spanOf(data));
  return new Map(found.map(({ labels }, index) => [labels[by] ?? '', aligned[index] ?? []]));
}

/** All versions of each service that run at the end of the range: during a deployment there are two. */
function versionsOf(frames: readonly DataFrame[]): Map<string, string[]> {
  const versions = new Map<string, string[]>();
  for (const { labels } of seriesOf(frames, TABLE_REFS.version)) {
    const { service, version } = labels;
    if (service && version) {
      versions.set(service, [...(versions.get(service) ?? []), version].sort());
    }
  }
  return versions;
}
