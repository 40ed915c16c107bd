import { type PanelData } from '@grafana/data';
import { relativeChange } from '../../../analysis/comparison';
import { countedAlike, type Coverage, coverageTogether, secondsOf as coveredSeconds } from '../../../analysis/coverage';
import { type Trend } from '../../../analysis/healthRows';
import { hasInstead, isUndetected, notSupportedReason, seriesOf } from '../../../datasources/answer';
import { t } from '../../../i18n/t';
import { measureSpec } from '../../../telemetry/measures';
import { failureOf } from '../../../ui/charts/panelStatus';
import { alignTrends } from '../../../ui/charts/trends';
import { secondsOf, spanOf } from '../../../ui/charts/useSettledData';
import { beforeRef, insteadRef, KPI_TILES, type KpiTile, totalRef, trendBeforeRef, trendRef } from './queries';

/** A number of a tile: how much it is, how it changed and how it went. */
export interface Figure {
  /** What sets it apart from the others of its tile; empty where it is alone. */
  currency: string;
  text: string;
  /** The window and what the number rests on, in words. */
  basis: string;
  change?: number;
  /** How it changed, where a percentage would say less: `was 3`. */
  changeText?: string;
  trend?: Trend;
}

/** One number of the shop, ready to show. */
export interface Tile {
  key: string;
  title: string;
  /** The number; one for each currency, as those cannot be added. */
  figures: Figure[];
  moreIs: KpiTile['moreIs'];
  /** When data begins, in milliseconds since the epoch, where that is within the range: the numbers are of then on. */
  since?: number;
  sort?: string;
  /** Why there is no number. */
  missing?: string;
  /** No metric for it was detected: there is nothing to wait for. */
  isUndetected: boolean;
}

/** Counts below this are few: of three more than two a percentage says less than the two. */
const FEW = 100;

/** Reads the answers of {@link kpiTileQueries} into tiles, in their order. */
export function readTiles(data: PanelData | undefined): Tile[] {
  return KPI_TILES.map((tile) => readTile(tile, data));
}

function readTile(tile: KpiTile, data: PanelData | undefined): Tile {
  const { key, title, moreIs, sort, instead } = tile;
  const frames = data?.series ?? [];
  const own = frames.filter(({ refId }) => refId === totalRef(key));
  const other = data && instead && hasInstead(own, instead.asked.stat.kind) ? readInstead(tile, data) : [];
  const coverage = data && coverageOfTile(data, measuredRef(tile));
  const figures = other.length > 0 || !data ? other : readFigures(tile, data, coverage);
  const failure = failureOf(data, totalRef(key))?.message;
  const missing = failure ?? notSupportedReason(own) ?? t('health.kpi.no-data', 'No data');
  return {
    key,
    title: other.length > 0 && instead ? instead.title() : title(),
    moreIs,
    sort,
    figures,
    since: coverage?.since,
    missing: figures.length === 0 ? missing : undefined,
    isUndetected: isUndetected(own),
  };
}

function readFigures(
  { key, total, format, basis, isCount = false }: KpiTile,
  data: PanelData,
  coverage: Coverage | undefined
): Figure[] {
  const range = secondsOf(data);
  const coverageBefore = coverageOfTile(data, trendBeforeRef(key));
  const isCounted = total.stat.kind === 'count';
  const series = seriesOf(data.series, trendRef(key));
  const aligned = alignTrends(series, spanOf(data));
  const trends = new Map(series.map(({ labels }, index) => [labels.currency ?? '', aligned[index]]));
  const past = totalsOf(data, beforeRef(key));
  return [...totalsOf(data, totalRef(key))].map(([currency, value]) => {
    const before = past.get(currency);
    const areFew = isCount && before !== undefined && value < FEW && before < FEW;
    return {
      currency,
      text: format({ value, currency, seconds: coveredSeconds(coverage, range) }),
      basis: basis(value),
      change: relativeChange(value, isCounted ? countedAlike(before, coverageBefore, coverage, range) : before),
      changeText: areFew
        ? t('health.kpi.was', 'was {{before}}', {
            before: format({ value: before, currency, seconds: coveredSeconds(coverageBefore, range) }),
          })
        : undefined,
      trend: trends.get(currency),
    };
  });
}

/** The number that stands in, without a line and a past. */
function readInstead({ key, format, instead }: KpiTile, data: PanelData): Figure[] {
  const seconds = secondsOf(data);
  return [...totalsOf(data, insteadRef(key))].map(([currency, value]) => ({
    currency,
    text: format({ value, currency, seconds }),
    basis: instead?.basis() ?? '',
  }));
}

/**
 * The lines that tell of which time a number is: those of the requests for all that is about requests, because a share
 * of none has no value; none for what stands as it is at the end.
 */
function measuredRef({ key, total: { measure, stat } }: KpiTile): string | undefined {
  if (stat.kind === 'value') {
    return undefined;
  }
  return trendRef(measureSpec(measure).kind === 'requests' ? 'requests' : key);
}

/** Of which part of the range there is data. A currency that was first paid in within it was measured before. */
function coverageOfTile(data: PanelData, ref: string | undefined): Coverage | undefined {
  return ref === undefined ? undefined : coverageTogether(seriesOf(data.series, ref), spanOf(data));
}

/** The numbers that a query answered, by currency. */
function totalsOf(data: PanelData, refId: string): Map<string, number> {
  const totals = new Map<string, number>();
  for (const { labels, values } of seriesOf(data.series, refId)) {
    const value = values.at(-1);
    if (typeof value === 'number') {
      totals.set(labels.currency ?? '', value);
    }
  }
  return totals;
}
