import { dateTimeFormat } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';
import { t, tCount } from '../../../i18n/t';
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

type Durations = Pick<HeatmapSelection, 'shortest' | 'longest'>;

/** Durations, in words: `100 ms to 250 ms`. */
function durationWords({ shortest, longest }: Durations): string {
  const [from, to] = [formatDuration(shortest), formatDuration(longest)];
  if (shortest === undefined) {
    return longest === undefined
      ? t('traces.durations.any', 'any duration')
      : t('traces.durations.up-to', 'up to {{to}}', { to });
  }
  return longest === undefined
    ? t('traces.durations.over', 'over {{from}}', { from })
    : t('traces.durations.between', '{{from}} to {{to}}', { from, to });
}

/** What is selected, in words, and how many spans that are. */
export function selectionWords(grid: DurationGrid, selected: HeatmapSelection, timeZone: TimeZone): string {
  const around = (grid.columns.at(-1)?.to ?? 0) - (grid.columns[0]?.from ?? 0);
  const { count, failed } = countIn(grid, selected);
  return [
    t('traces.selection.times', '{{from}} to {{to}}', {
      from: timeWords(selected.from, around, timeZone),
      to: timeWords(selected.to, around, timeZone),
    }),
    durationWords(selected),
    requestsWords(count),
    ...(failed > 0 ? [failedWords(failed)] : []),
  ].join(' · ');
}

/** `1,204 requests`. */
export function requestsWords(count: number): string {
  return tCount(
    'traces.requests',
    Math.round(count),
    { one: '{{count}} request', other: '{{count}} requests' },
    { count: formatCount(count) }
  );
}

/** `12 failed`. */
export function failedWords(count: number): string {
  return t('traces.failed', '{{count}} failed', { count: formatCount(count) });
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
