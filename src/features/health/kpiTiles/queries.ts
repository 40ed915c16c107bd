import { ask, askBaseline, type QuestionQuery } from '../../../datasources/question';
import { t, tCount } from '../../../i18n/t';
import { isMappable } from '../../../telemetry/measures';
import { metricQuestion, type MetricQuestion } from '../../../telemetry/questions/metric';
import { formatCount, formatDuration, formatMoney, formatRate, formatShare } from '../../../ui/format';

type Asked = Pick<MetricQuestion, 'measure' | 'stat'>;

/** What a total is of: it divides by the time that it was counted in, and money has a currency. */
interface Measured {
  value: number;
  /** Length of the range, or of the part of it that there is data of. */
  seconds: number;
  currency: string;
}

/** One number of the shop at a glance: how it is asked as a total and as a line over time, and how it is told. */
export interface KpiTile {
  key: string;
  title: () => string;
  total: Asked;
  trend: Asked;
  /** What is told instead where metrics do not have the number. */
  instead?: { title: () => string; asked: Asked; basis: () => string };
  moreIs: 'bad' | 'good' | 'neither';
  /** What the services' table is sorted by when one follows the number. */
  sort?: string;
  /** A count of things: where there are few, a percentage says less than how many there were. */
  isCount?: boolean;
  /** The number as it is shown. */
  format: (total: Measured) => string;
  /** The window and what the number rests on, in words. */
  basis: (value: number) => string;
}

/** The numbers, in their order on the page. */
export const KPI_TILES: readonly KpiTile[] = [
  {
    key: 'requests',
    title: () => t('health.kpi.requests', 'Requests'),
    total: { measure: 'requests', stat: { kind: 'count' } },
    trend: { measure: 'requests', stat: { kind: 'rate' } },
    moreIs: 'neither',
    sort: 'rate',
    isCount: true,
    format: ({ value, seconds }) => formatRate(value / seconds),
    basis: (value) =>
      tCount(
        'health.kpi.requests-basis',
        Math.round(value),
        {
          one: 'Average over the time range; {{count}} request in total',
          other: 'Average over the time range; {{count}} requests in total',
        },
        { count: formatCount(value) }
      ),
  },
  {
    key: 'errors',
    title: () => t('health.kpi.errors', 'Error rate'),
    total: { measure: 'errors', stat: { kind: 'ratio' } },
    trend: { measure: 'errors', stat: { kind: 'ratio' } },
    moreIs: 'bad',
    sort: 'errors',
    format: ({ value }) => formatShare(value),
    basis: () => t('health.kpi.errors-basis', 'Share of requests with a known status code that returned 5xx'),
  },
  {
    key: 'p95',
    title: () => t('health.kpi.p95', 'p95 latency'),
    total: { measure: 'duration', stat: { kind: 'quantile', q: 0.95 } },
    trend: { measure: 'duration', stat: { kind: 'quantile', q: 0.95 } },
    moreIs: 'bad',
    sort: 'duration',
    format: ({ value }) => formatDuration(value),
    basis: () => t('health.kpi.p95-basis', '95th percentile latency of all services over the time range'),
    instead: {
      title: () => t('health.kpi.mean', 'Mean latency'),
      asked: { measure: 'duration', stat: { kind: 'mean' } },
      basis: () => t('health.kpi.mean-basis', 'Mean latency over the time range: the metrics have no percentiles'),
    },
  },
  {
    key: 'orders',
    title: () => t('health.kpi.orders', 'Orders'),
    total: { measure: 'orders', stat: { kind: 'count' } },
    trend: { measure: 'orders', stat: { kind: 'rate' } },
    moreIs: 'good',
    isCount: true,
    format: ({ value, seconds }) => t('health.kpi.per-minute', '{{number}}/min', { number: perMinute(value, seconds) }),
    basis: (value) =>
      tCount(
        'health.kpi.orders-basis',
        Math.round(value),
        {
          one: 'Average over the time range; {{count}} order in total',
          other: 'Average over the time range; {{count}} orders in total',
        },
        { count: formatCount(value) }
      ),
  },
  {
    key: 'revenue',
    title: () => t('health.kpi.revenue', 'Revenue'),
    total: { measure: 'revenue', stat: { kind: 'count' } },
    trend: { measure: 'revenue', stat: { kind: 'rate' } },
    moreIs: 'good',
    format: ({ value, currency }) => formatMoney(value, currency),
    basis: () => t('health.kpi.revenue-basis', 'Value of orders in the time range'),
  },
  {
    key: 'lowStock',
    title: () => t('health.kpi.low-stock', 'Low stock'),
    total: { measure: 'lowStock', stat: { kind: 'value' } },
    trend: { measure: 'lowStock', stat: { kind: 'value' } },
    moreIs: 'bad',
    isCount: true,
    format: ({ value }) => formatCount(value),
    basis: () => t('health.kpi.low-stock-basis', 'Products low in stock at the end of the time range'),
  },
];

/** How many of them are the shop's own: what no metric is known for by itself, and an admin can map. */
export const BUSINESS_TILES = KPI_TILES.filter(({ total }) => isMappable(total.measure)).length;

function perMinute(count: number, seconds: number): string {
  const rate = (count / seconds) * 60;
  return rate >= 10 ? formatCount(rate) : rate.toFixed(1);
}

export const totalRef = (key: string) => `glance_${key}`;
export const trendRef = (key: string) => `glance_${key}_trend`;
export const beforeRef = (key: string) => `glance_${key}_before`;
export const trendBeforeRef = (key: string) => `glance_${key}_trend_before`;
export const insteadRef = (key: string) => `glance_${key}_instead`;

/**
 * Each number, its line and its past; of what is counted also the line of its past, which tells how long that was; and
 * what is told instead of a number that metrics may not have.
 */
export function kpiTileQueries(): QuestionQuery[] {
  return KPI_TILES.flatMap(({ key, total, trend, instead }) => [
    ask(totalRef(key), metricQuestion({ ...total, shape: 'total' })),
    ask(trendRef(key), metricQuestion({ ...trend, shape: 'series' })),
    askBaseline(beforeRef(key), metricQuestion({ ...total, shape: 'total' })),
    ...(total.stat.kind === 'count'
      ? [askBaseline(trendBeforeRef(key), metricQuestion({ ...trend, shape: 'series' }))]
      : []),
    ...(instead ? [ask(insteadRef(key), metricQuestion({ ...instead.asked, shape: 'total' }))] : []),
  ]);
}
