import { ask, askBaseline, type QuestionQuery } from '../../../datasources/question';
import { metricQuestion, type MetricQuestion } from '../../../telemetry/questions/metric';

type Asked = Pick<MetricQuestion, 'measure' | 'stat'>;

/** One number of the shop at a glance: how it is asked as a total and as a line over time. */
export interface KpiTile {
  key: string;
  title: string;
  total: Asked;
  trend: Asked;
  moreIs: 'bad' | 'good' | 'neither';
  /** What the services' table is sorted by when one follows the number. */
  sort?: string;
}

export const KPI_TILES: readonly KpiTile[] = [
  {
    key: 'requests',
    title: 'Requests',
    total: { measure: 'requests', stat: { kind: 'count' } },
    trend: { measure: 'requests', stat: { kind: 'rate' } },
    moreIs: 'neither',
    sort: 'rate',
  },
  {
    key: 'errors',
    title: 'Errors',
    total: { measure: 'errors', stat: { kind: 'ratio' } },
    trend: { measure: 'errors', stat: { kind: 'ratio' } },
    moreIs: 'bad',
    sort: 'errors',
  },
  {
    key: 'p95',
    title: 'p95',
    total: { measure: 'duration', stat: { kind: 'quantile', q: 0.95 } },
    trend: { measure: 'duration', stat: { kind: 'quantile', q: 0.95 } },
    moreIs: 'bad',
    sort: 'duration',
  },
  {
    key: 'orders',
    title: 'Orders',
    total: { measure: 'orders', stat: { kind: 'count' } },
    trend: { measure: 'orders', stat: { kind: 'rate' } },
    moreIs: 'good',
  },
  {
    key: 'revenue',
    title: 'Revenue',
    total: { measure: 'revenue', stat: { kind: 'count' } },
    trend: { measure: 'revenue', stat: { kind: 'rate' } },
    moreIs: 'good',
  },
  {
    key: 'lowStock',
    title: 'Low stock',
    total: { measure: 'lowStock', stat: { kind: 'value' } },
    trend: { measure: 'lowStock', stat: { kind: 'value' } },
    moreIs: 'bad',
  },
];

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
