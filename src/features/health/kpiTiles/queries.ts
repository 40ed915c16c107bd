import { ask, askBaseline, type QuestionQuery } from '../../../datasources/question';
import { metricQuestion, type MetricQuestion } from '../../../telemetry/questions/metric';
import { formatCount, formatDuration, formatMoney, formatRate, formatShare } from '../../../ui/format';

type Asked = Pick<MetricQuestion, 'measure' | 'stat'>;

/** What a total is of: it divides by the length of the range, and money has a currency. */
interface Measured {
  value: number;
  seconds: number;
  currency: string;
}

/** One number of the shop at a glance: how it is asked as a total and as a line over time, and how it is told. */
export interface KpiTile {
  key: string;
  title: string;
  total: Asked;
  trend: Asked;
  moreIs: 'bad' | 'good' | 'neither';
  /** What the services' table is sorted by when one follows the number. */
  sort?: string;
  /** The number as it is shown. */
  format: (total: Measured) => string;
  /** The window and what the number rests on, in words; also of a number that is not there. */
  basis: (total: { value?: number; seconds: number }) => string;
}

/** The numbers, in their order on the page. */
export const KPI_TILES: readonly KpiTile[] = [
  {
    key: 'requests',
    title: 'Requests',
    total: { measure: 'requests', stat: { kind: 'count' } },
    trend: { measure: 'requests', stat: { kind: 'rate' } },
    moreIs: 'neither',
    sort: 'rate',
    format: ({ value, seconds }) => formatRate(value / seconds),
    basis: ({ value }) => `Mean over the time range; ${formatCount(value)} requests in all`,
  },
  {
    key: 'errors',
    title: 'Errors',
    total: { measure: 'errors', stat: { kind: 'ratio' } },
    trend: { measure: 'errors', stat: { kind: 'ratio' } },
    moreIs: 'bad',
    sort: 'errors',
    format: ({ value }) => formatShare(value),
    basis: () => 'Share of requests with a known status that failed (5xx), over the time range',
  },
  {
    key: 'p95',
    title: 'p95',
    total: { measure: 'duration', stat: { kind: 'quantile', q: 0.95 } },
    trend: { measure: 'duration', stat: { kind: 'quantile', q: 0.95 } },
    moreIs: 'bad',
    sort: 'duration',
    format: ({ value }) => formatDuration(value),
    basis: () => '95 % of the requests of all services took up to this long, over the time range',
  },
  {
    key: 'orders',
    title: 'Orders',
    total: { measure: 'orders', stat: { kind: 'count' } },
    trend: { measure: 'orders', stat: { kind: 'rate' } },
    moreIs: 'good',
    format: ({ value, seconds }) => `${formatPerMinute(value, seconds)}/min`,
    basis: ({ value }) => `Mean over the time range; ${formatCount(value)} orders in all`,
  },
  {
    key: 'revenue',
    title: 'Revenue',
    total: { measure: 'revenue', stat: { kind: 'count' } },
    trend: { measure: 'revenue', stat: { kind: 'rate' } },
    moreIs: 'good',
    format: ({ value, currency }) => formatMoney(value, currency),
    basis: () => 'Value of orders in the time range',
  },
  {
    key: 'lowStock',
    title: 'Low stock',
    total: { measure: 'lowStock', stat: { kind: 'value' } },
    trend: { measure: 'lowStock', stat: { kind: 'value' } },
    moreIs: 'bad',
    format: ({ value }) => formatCount(value),
    basis: ({ seconds }) => `Products low in stock at the end of the time range (${Math.round(seconds / 60)} min)`,
  },
];

function formatPerMinute(count: number, seconds: number): string {
  const perMinute = (count / seconds) * 60;
  return perMinute >= 10 ? formatCount(perMinute) : perMinute.toFixed(1);
}

export const totalRef = (key: string) => `glance_${key}`;
export const trendRef = (key: string) => `glance_${key}_trend`;
export const beforeRef = (key: string) => `glance_${key}_before`;

export function kpiTileQueries(): QuestionQuery[] {
  return KPI_TILES.flatMap(({ key, total, trend }) => [
    ask(totalRef(key), metricQuestion({ ...total, shape: 'total' })),
    ask(trendRef(key), metricQuestion({ ...trend, shape: 'series' })),
    askBaseline(beforeRef(key), metricQuestion({ ...total, shape: 'total' })),
  ]);
}
