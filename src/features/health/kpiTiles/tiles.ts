import { type PanelData } from '@grafana/data';
import { relativeChange } from '../../../analysis/comparison';
import { type Trend } from '../../../analysis/healthRows';
import { notSupportedReason, seriesOf } from '../../../datasources/answer';
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

/** Reads the answers of {@link kpiTileQueries} into tiles, in their order. */
export function readTiles(data: PanelData | undefined): Tile[] {
  return KPI_TILES.map((number) => readTile(number, data, secondsOf(data)));
}

function readTile(tile: KpiTile, data: PanelData | undefined, seconds: number): Tile {
  const { key, title, moreIs, sort, format, basis } = tile;
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
    values: totals.map(({ value, currency }) => format({ value, currency, seconds })),
    basis: basis({ value: totals[0]?.value, seconds }),
    change: isSingle && before.length === 1 ? relativeChange(totals[0]?.value, before[0]) : undefined,
    trend: isSingle ? trends[0] : undefined,
    missing: totals.length === 0 ? (failure ?? reason ?? 'No data in this time range') : undefined,
  };
}
