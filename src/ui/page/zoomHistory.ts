import { type DateTime, dateTime, dateTimeFormat, type RawTimeRange, rangeUtil, type TimeRange } from '@grafana/data';

/** More is not kept than anybody goes back step by step. */
const STEPS = 20;

/**
 * The ranges that were zoomed out of by zooming in, the latest last.
 * @param wider those before the change; the same object where nothing changes
 * @returns with `before` where `after` is a fixed part of it; without the last where that is what is shown again; none
 * where another range was chosen
 */
export function zoomHistory(
  wider: readonly RawTimeRange[],
  before: TimeRange,
  after: TimeRange
): readonly RawTimeRange[] {
  if (isSame(before.raw, after.raw)) {
    return wider;
  }
  const last = wider.at(-1);
  if (last && isSame(last, after.raw)) {
    return wider.slice(0, -1);
  }
  return isZoom(before, after) ? [...wider, before.raw].slice(-STEPS) : [];
}

/** A range chosen as "Last 5 minutes" goes along with the time, which no part of a chart does. */
function isZoom(before: TimeRange, after: TimeRange): boolean {
  const [from, to] = [after.from.valueOf() - before.from.valueOf(), before.to.valueOf() - after.to.valueOf()];
  return isFixed(after.raw) && from >= 0 && to >= 0 && from + to > 0;
}

function isSame(a: RawTimeRange, b: RawTimeRange): boolean {
  return moment(a.from) === moment(b.from) && moment(a.to) === moment(b.to);
}

/** Scenes write a fixed time as text, Grafana's time picker hands it over as an object. */
function moment(time: DateTime | string): number | string {
  return rangeUtil.isRelativeTime(time) ? String(time) : dateTime(time).valueOf();
}

function isFixed({ from, to }: RawTimeRange): boolean {
  return !rangeUtil.isRelativeTime(from) && !rangeUtil.isRelativeTime(to);
}

/** A range in a few words: as Grafana names it, or the times of day where it is a fixed part of one day. */
export function rangeName(range: RawTimeRange, timeZone: string): string {
  if (!isFixed(range)) {
    return rangeUtil.describeTimeRange(range, timeZone);
  }
  const [from, to] = [dateTime(range.from), dateTime(range.to)];
  const format = (time: DateTime, as: string) => dateTimeFormat(time, { timeZone, format: as });
  return format(from, 'YYYY-MM-DD') === format(to, 'YYYY-MM-DD')
    ? `${format(from, 'HH:mm')} – ${format(to, 'HH:mm')}`
    : rangeUtil.describeTimeRange({ from, to }, timeZone);
}
