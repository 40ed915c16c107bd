import { dateTimeFormat } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';
import { formatCount, formatDuration } from '../../../ui/format';
import { type DurationGrid } from './grid';
import { type HeatmapSelection } from '../../../correlation/pageUrls/traces';

const DAY = 86_400_000;

/** A moment as short as its surroundings allow. */
export function timeWords(time: number, around: number, timeZone: TimeZone): string {
  return dateTimeFormat(time, {
    format: around > DAY ? 'MM-DD HH:mm' : around < 600_000 ? 'HH:mm:ss' : 'HH:mm',
    timeZone,
  });
}

/** Durations, in words: `100 ms to 250 ms`. */
export function durationWords({ shortest, longest }: Pick<HeatmapSelection, 'shortest' | 'longest'>): string {
  if (shortest === undefined) {
    return longest === undefined ? 'all durations' : `up to ${formatDuration(longest)}`;
  }
  return longest === undefined
    ? `over ${formatDuration(shortest)}`
    : `${formatDuration(shortest)} to ${formatDuration(longest)}`;
}

/** What is selected, in words, and how many spans that are. */
export function selectionWords(grid: DurationGrid, selected: HeatmapSelection, timeZone: TimeZone): string {
  const around = (grid.columns.at(-1)?.to ?? 0) - (grid.columns[0]?.from ?? 0);
  const times = [selected.from, selected.to].map((time) => timeWords(time, around, timeZone)).join(' to ');
  const { count, failed } = countIn(grid, selected);
  const requests = `${formatCount(count)} ${Math.round(count) === 1 ? 'request' : 'requests'}`;
  return [times, durationWords(selected), requests, ...(failed > 0 ? [`${formatCount(failed)} failed`] : [])].join(
    ' · '
  );
}

function countIn(
  { columns, rows, counts, failed }: DurationGrid,
  selected: HeatmapSelection
): { count: number; failed: number } {
  const sums = { count: 0, failed: 0 };
  columns.forEach(({ from, to }, column) =>
    rows.forEach((row, i) => {
      const isIn =
        from < selected.to &&
        to > selected.from &&
        row.to > (selected.shortest ?? 0) &&
        row.from < (selected.longest ?? Infinity);
      sums.count += isIn ? (counts[column]?.[i] ?? 0) : 0;
      sums.failed += isIn ? (failed[column]?.[i] ?? 0) : 0;
    })
  );
  return sums;
}
