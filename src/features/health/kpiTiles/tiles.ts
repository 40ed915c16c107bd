import { type PanelData } from '@grafana/data';
import { relativeChange } from '../../../analysis/comparison';
import { type Trend } from '../../../analysis/healthRows';
import { notSupportedReason, seriesOf } from '../../../datasources/answer';
import { formatCount, formatDuration, formatMoney, formatRate, formatShare } from '../../../ui/format';
import { failureOf } from '../../../ui/charts/panelStatus';
import { alignTrends } from '../../../ui/charts/trends';
import { secondsOf, spanOf } from '../../../ui/charts/useSettledData';
import { beforeRef, KPI_TILES, type KpiTile, totalRef, trendRef } from './queries';

/** One number of the shop, ready to show. */
export interface Tile {
  key: string;
  title: string;
  /** The numbers: one, or one for each currency. */
  values: string[];
  /** The window and what the number rests on, in words. */
  basis: string;
  change?: number;
  trend?: Trend;
  moreIs: KpiTile['moreIs'];
  sort?: string;
  /** Why there is no number. */
  missing?: string;
}

/** Reads the answers of {@link glanceQueries} into tiles, in their order. */
export function readTiles(data: PanelData | undefined): Tile[] {
  return KPI_TILES.map((number) => readTile(number, data, secondsOf(data)));
}

function readTile({ key, title, moreIs, sort }: KpiTile, data: PanelData | undefined, seconds: number): Tile {
  const frames = data?.series ?? [];
  const totals = seriesOf(frames, totalRef(key)).flatMap(({ labels, values }) => {
    const value = values.at(-1);
    return typeof value === 'number' ? [{ value, currency: labels.currency ?? '' }] : [];
  });
  const before = seriesOf(frames, beforeRef(key)).map(({ values }) => values.at(-1) ?? undefined);
  const trends = data ? alignTrends(seriesOf(frames, trendRef(key)), spanOf(data)) : [];
  const reason = notSupportedReason(frames.filter(({ refId }) => refId === totalRef(key)));
  const failure = failureOf(data, totalRef(key))?.message;
  const isSingle = totals.length === 1;
  return {
    key,
    title,
    moreIs,
    sort,
    values: totals.map(({ value, currency }) => formatOne(key, value, currency, seconds)),
    basis: basisOf(key, totals[0]?.value, seconds),
    change: isSingle && before.length === 1 ? relativeChange(totals[0]?.value, before[0]) : undefined,
    trend: isSingle ? trends[0] : undefined,
    missing: totals.length === 0 ? (failure ?? reason ?? 'No data in this time range') : undefined,
  };
}

function formatOne(key: string, value: number, currency: string, seconds: number): string {
  switch (key) {
    case 'requests':
      return formatRate(value / seconds);
    case 'errors':
      return formatShare(value);
    case 'p95':
      return formatDuration(value);
    case 'orders':
      return `${formatPerMinute(value, seconds)}/min`;
    case 'revenue':
      return formatMoney(value, currency);
    default:
      return formatCount(value);
  }
}

function formatPerMinute(count: number, seconds: number): string {
  const perMinute = (count / seconds) * 60;
  return perMinute >= 10 ? formatCount(perMinute) : perMinute.toFixed(1);
}

function basisOf(key: string, value: number | undefined, seconds: number): string {
  switch (key) {
    case 'requests':
      return `Mean over the time range; ${formatCount(value)} requests in all`;
    case 'errors':
      return 'Share of requests with a known status that failed (5xx), over the time range';
    case 'p95':
      return '95 % of the requests of all services took up to this long, over the time range';
    case 'orders':
      return `Mean over the time range; ${formatCount(value)} orders in all`;
    case 'revenue':
      return 'Value of orders in the time range';
    default:
      return `Products low in stock at the end of the time range (${Math.round(seconds / 60)} min)`;
  }
}
