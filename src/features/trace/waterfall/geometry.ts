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
