/** The part of a trace that is shown, in milliseconds since it began. */
export interface TimeWindow {
  from: number;
  to: number;
}

/** Height of every row, in pixels: rows of one height need no measuring, however many there are. */
export const ROW_HEIGHT = 24;

const INDENT_STEP = 14;

/**
 * Pixels by which a row is indented. Levels near the top get a step each; the deeper, the narrower, and never more than
 * `most` in all, so that names are not pushed out.
 */
export function indentOf(depth: number, most: number): number {
  return most * (1 - Math.exp((-depth * INDENT_STEP) / most));
}

/** Where a stretch of time lies in the window, in percent of its width; undefined where none of it is in it. */
export function placeOf(
  stretch: TimeWindow,
  { from, to }: TimeWindow
): { left: number; width: number; isCutLeft: boolean; isCutRight: boolean } | undefined {
  const length = to - from;
  if (length <= 0 || stretch.to < from || stretch.from > to) {
    return undefined;
  }
  const start = Math.max(from, stretch.from);
  const end = Math.min(to, stretch.to);
  return {
    left: ((start - from) / length) * 100,
    width: ((end - start) / length) * 100,
    isCutLeft: stretch.from < from,
    isCutRight: stretch.to > to,
  };
}

/** How far into the window a moment is, from 0 to 1. */
export function shareOf(moment: number, { from, to }: TimeWindow): number {
  return (moment - from) / (to - from);
}

/**
 * Share of a bar's height that the self time of a span is worth, 0.25 to 1: by its root, so that small ones are seen.
 */
export function weightOf(selfTime: number, mostSelfTime: number): number {
  return mostSelfTime <= 0 ? 0.25 : 0.25 + 0.75 * Math.sqrt(Math.min(1, selfTime / mostSelfTime));
}

/** Round moments within the window, about as many as asked for: 1, 2 or 5 times a power of ten apart. */
export function ticksOf({ from, to }: TimeWindow, count: number): number[] {
  const length = to - from;
  if (length <= 0 || count < 1) {
    return [];
  }
  const power = 10 ** Math.floor(Math.log10(length / count));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => length / one <= count) ?? 10 * power;
  const first = Math.ceil(from / step - 1e-9);
  const ticks: number[] = [];
  for (let i = first; i * step <= to + step * 1e-9; i++) {
    ticks.push(i * step);
  }
  return ticks;
}

/** No smaller part of a request is shown than this share of it. */
const LEAST_SHARE = 1e-4;

/**
 * A larger or smaller part of a request, around a moment that stays where it is as long as there is room.
 * @param length of the request, in milliseconds
 * @param factor below 1 to see less, larger
 * @returns undefined for all of it
 */
export function zoomed(
  { from, to }: TimeWindow,
  length: number,
  factor: number,
  around: number
): TimeWindow | undefined {
  const shown = Math.max(length * LEAST_SHARE, (to - from) * factor);
  if (shown >= length) {
    return undefined;
  }
  const center = Math.min(to, Math.max(from, around));
  const share = to > from ? (center - from) / (to - from) : 0.5;
  return within(center - share * shown, shown, length);
}

/** The part of a request beside the one that is shown, by so much of its own length; it stops at the ends. */
export function shifted({ from, to }: TimeWindow, length: number, by: number): TimeWindow {
  return within(from + by * (to - from), to - from, length);
}

function within(from: number, shown: number, length: number): TimeWindow {
  const start = Math.min(Math.max(0, from), Math.max(0, length - shown));
  return { from: start, to: start + shown };
}
