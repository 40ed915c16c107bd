import { type DataQueryResponse } from '@grafana/data';
import { seriesOf, totalsBy } from '../../src/datasources/answer';
import { totalRef, trendRef } from '../../src/features/health/kpiTiles/queries';
import { TABLE_REFS } from '../../src/features/health/table/queries';
import { type Buckets, quantileBySearch } from '../../src/telemetry/testing/oracle';
import { type ServiceTruth } from './fleet';

/** What is known of the generated shop. */
interface Truth {
  /** Requests per second. */
  rate: number;
  /** Requests by their latency, of each service and route. */
  histograms: readonly Buckets[];
  byService: ReadonlyMap<string, ServiceTruth>;
}

/**
 * How far what the health page shows is from what is computed of the generated shop, in words: the numbers at its top,
 * and of those of each row the one that is off most.
 * @param seconds length of the time range
 */
export function deviations(
  answers: readonly DataQueryResponse[],
  { rate, histograms, byService }: Truth,
  seconds: number
): string {
  const frames = answers.flatMap(({ data }) => data as Parameters<typeof seriesOf>[0]);
  const last = (ref: string) => seriesOf(frames, ref)[0]?.values.at(-1) ?? NaN;
  const p95 = quantileBySearch(histograms, 0.95) ?? NaN;
  const difference = (is: number, expected: number) => Math.abs(is - expected) / expected;
  const percent = (share: number) => `${(share * 100).toFixed(2)}%`;
  const rows = (name: string, ref: string, expected: (truth: ServiceTruth) => number) => {
    const shown = [...totalsBy(frames, ref, 'service')];
    const off = shown.map(([service, is]) => {
      const truth = byService.get(service);
      return truth ? difference(is, expected(truth)) : NaN;
    });
    return `${name} of ${shown.length} by ${percent(Math.max(...off))} at most`;
  };
  const quantile = (q: number) => (truth: ServiceTruth) => quantileBySearch(truth.histograms, q) ?? NaN;
  return [
    `requests off by ${percent(difference(last(trendRef('requests')), rate))}`,
    `p95 of all services off by ${percent(difference(last(totalRef('p95')), p95))}`,
    `at its last step by ${percent(difference(last(trendRef('p95')), p95))}; rows off: ${[
      rows('requests', TABLE_REFS.requests, (truth) => truth.rate * seconds),
      rows('error rate', TABLE_REFS.errorRatio, ({ errorRatio }) => errorRatio),
      rows('p95', TABLE_REFS.p95, quantile(0.95)),
      rows('p50', TABLE_REFS.p50, quantile(0.5)),
      rows('p99', TABLE_REFS.p99, quantile(0.99)),
    ].join(', ')}`,
  ].join(', ');
}
