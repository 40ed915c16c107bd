import { type DataFrame, type PanelData } from '@grafana/data';
import { type Coverage, coverageOf, coverageSince, coverageTogether } from '../../../analysis/coverage';
import { type HealthFacts, type Trend } from '../../../analysis/healthRows';
import { isLeftToSeen, seriesOf } from '../../../datasources/answer';
import { type KnownService } from '../../../datasources/services';
import { type Field, type Labels } from '../../../telemetry/vocabulary';
import { failureOf } from '../../../ui/charts/panelStatus';
import { alignTrends } from '../../../ui/charts/trends';
import { spanOf } from '../../../ui/charts/useSettledData';
import { measuredRef, TABLE_REFS } from './queries';

/** Which row a series is of. */
type KeyOf = (labels: Labels) => string;

/**
 * Brings the answers of a health table together, one entry a name, or a name and environment where the answers tell
 * these apart. A service that is known but silent has an entry too: that it says nothing is what one has to see.
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
  const isSplit = [TABLE_REFS.requests, TABLE_REFS.requestsBefore].some((ref) =>
    seriesOf(frames, ref).some(({ labels }) => by === 'service' && labels.environment !== undefined)
  );
  const keyOf: KeyOf = (labels) => JSON.stringify([labels[by] ?? '', isSplit ? (labels.environment ?? '') : '']);
  const total = (ref: string) => totals(frames, ref, keyOf);
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
  const requestsTrend = trends(data, TABLE_REFS.requestsTrend, keyOf);
  const errorRatioTrend = trends(data, TABLE_REFS.errorRatioTrend, keyOf);
  const p95Trend = trends(data, TABLE_REFS.p95Trend, keyOf);
  // Of very many services it is told who was not there all the time; lines are of those in sight.
  const [covered, coveredBefore] = isLeftToSeen(frames)
    ? [TABLE_REFS.age, TABLE_REFS.ageBefore].map((ref) => coveragesByAge(data, total(ref)))
    : [measuredRef(by), TABLE_REFS.measuredBefore].map((ref) => coverages(data, ref, by, keyOf));
  const versions = versionsOf(frames);
  const lags = totals(frames, TABLE_REFS.lag, ({ service = '' }) => service);

  const consumers = new Set(services.flatMap((one) => (one.countsMessages ? [one.service] : [])));
  const measured = [...new Set([...requests.keys(), ...timeSpent.keys(), ...requestsBefore.keys()])];
  return withSilent(measured.map(parseKey), by === 'service' ? services : [])
    .filter(([name]) => name !== '')
    .map(([name, environment]) => {
      const key = JSON.stringify([name, environment]);
      return {
        name,
        ...(isSplit && { environment }),
        ...(by === 'service' && consumers.has(name) && { countsMessages: true }),
        requests: requests.get(key),
        coverage: covered?.(key),
        errorRatio: errorRatio.get(key),
        p50: p50.get(key),
        p95: p95.get(key),
        p99: p99.get(key),
        mean: mean.get(key),
        max: max.get(key),
        timeSpent: timeSpent.get(key),
        before: {
          requests: requestsBefore.get(key),
          errorRatio: errorRatioBefore.get(key),
          p95: p95Before.get(key),
          coverage: coveredBefore?.(key),
        },
        trend: {
          requests: requestsTrend.get(key),
          errorRatio: errorRatioTrend.get(key),
          p95: p95Trend.get(key),
        },
        failure,
        version: by === 'service' ? versions.get(name)?.join(', ') : undefined,
        // Brokers know of no environments.
        ...(by === 'service' && !isSplit && lags.has(name) && { lag: lags.get(name) }),
      };
    });
}

type Row = [name: string, environment: string];

function parseKey(key: string): Row {
  return JSON.parse(key) as Row;
}

/** Of whom nothing was measured nobody knows in which environment that was. */
function withSilent(measured: readonly Row[], services: readonly KnownService[]): Row[] {
  const names = new Set(measured.map(([name]) => name));
  const silent = services.filter(({ service }) => !names.has(service));
  return [...silent.map(({ service }): Row => [service, '']), ...measured];
}

/** The last value of each series, by row: how totals arrive. */
function totals(frames: readonly DataFrame[], ref: string, keyOf: KeyOf): Map<string, number> {
  return new Map(
    seriesOf(frames, ref).flatMap(({ labels, values }): Array<[string, number]> => {
      const value = values.at(-1);
      return typeof value === 'number' ? [[keyOf(labels), value]] : [];
    })
  );
}

/** Of which part of the range there is data of a service; of routes, for all what there is of their service. */
function coverages(data: PanelData, ref: string, by: Field, keyOf: KeyOf): (key: string) => Coverage | undefined {
  const lines = seriesOf(data.series, ref);
  const span = spanOf(data);
  if (by !== 'service') {
    const together = coverageTogether(lines, span);
    return () => together;
  }
  const each = coverageOf(lines, span);
  const byKey = new Map(lines.map(({ labels }, index) => [keyOf(labels), each[index]]));
  return (key) => byKey.get(key);
}

function coveragesByAge(data: PanelData, ages: ReadonlyMap<string, number>): (key: string) => Coverage | undefined {
  const span = spanOf(data);
  return (key) => {
    const age = ages.get(key);
    return age === undefined ? undefined : coverageSince(span.to - age * 1000, span);
  };
}

function trends(data: PanelData, ref: string, keyOf: KeyOf): Map<string, Trend> {
  const found = seriesOf(data.series, ref);
  const aligned = alignTrends(found, spanOf(data));
  return new Map(found.map(({ labels }, index) => [keyOf(labels), aligned[index] ?? []]));
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
