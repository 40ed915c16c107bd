import { type DataQueryResponse } from '@grafana/data';
import { seriesOf } from '../../src/datasources/answer';
import { totalRef, trendRef } from '../../src/features/health/kpiTiles/queries';
import { type Buckets, quantileBySearch } from '../../src/telemetry/testing/oracle';

/** What is known of the generated shop. */
interface Truth {
  /** Requests per second. */
  rate: number;
  /** Requests by their latency, of each service and route. */
  histograms: readonly Buckets[];
}

/** How far the numbers at the top of the health page are from what is computed of the generated shop, in words. */
export function deviations(answers: readonly DataQueryResponse[], { rate, histograms }: Truth): string {
  const frames = answers.flatMap(({ data }) => data as Parameters<typeof seriesOf>[0]);
  const last = (ref: string) => seriesOf(frames, ref)[0]?.values.at(-1) ?? NaN;
  const p95 = quantileBySearch(histograms, 0.95) ?? NaN;
  const off = (is: number, expected: number) => `${((Math.abs(is - expected) / expected) * 100).toFixed(2)}%`;
  return [
    `requests off by ${off(last(trendRef('requests')), rate)}`,
    `p95 of all services off by ${off(last(totalRef('p95')), p95)}`,
    `at its last step by ${off(last(trendRef('p95')), p95)}`,
  ].join(', ');
}
