import { type TimeSpan } from '../../../telemetry/timeSpan';

/** Steps that are chosen by keys: from the one where that began to the one where it is now, by their beginnings. */
export interface Cursor {
  start: number;
  end: number;
}

/** Where a key leads: so many steps on, or to an edge of the chart. */
export type Move = number | 'first' | 'last';

/**
 * The cursor after a key. The first key shows the latest step, unless it leads to the first.
 * @param isExtending what was chosen before stays chosen
 */
export function moveCursor(
  cursor: Cursor | undefined,
  move: Move,
  isExtending: boolean,
  span: TimeSpan,
  step: number
): Cursor {
  const first = Math.floor(span.from / step) * step;
  const last = Math.max(first, Math.ceil(span.to / step) * step - step);
  const wanted = move === 'first' ? first : move === 'last' || !cursor ? last : cursor.end + move * step;
  const end = Math.min(last, Math.max(first, wanted));
  return { start: cursor && isExtending ? Math.min(last, Math.max(first, cursor.start)) : end, end };
}

/** The span of the chosen steps, as far as the chart is about it; undefined where it is about none of it (any more). */
export function cursorSpan({ start, end }: Cursor, span: TimeSpan, step: number): TimeSpan | undefined {
  const from = Math.max(span.from, Math.min(start, end));
  const to = Math.min(span.to, Math.max(start, end) + step);
  return to > from ? { from, to } : undefined;
}
