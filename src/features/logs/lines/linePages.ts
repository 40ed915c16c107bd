import { compareMoments, millisecondOf } from '../../../telemetry/nanoseconds';
import { type LogLine } from '../../../telemetry/questions/logs';
import { type TimeSpan } from '../../../telemetry/timeSpan';

/** Lines that are asked for at once. */
export const PAGE_LINES = 1000;
/** Lines that can be asked for at once, where that has to be. */
export const MOST_AT_ONCE = 5000;
/** More lines than this are not kept: whoever looks for one is better off with a filter. */
export const MOST_LINES = 100_000;
/** Lines that a live tail keeps. */
const TAIL_LINES = 2000;

type Order = 'newest' | 'oldest';

/**
 * The span of the page after a line. Spans are in milliseconds, lines in nanoseconds: the line's own millisecond is
 * asked for again, as there may be more in it, and what is known already is left out by {@link appendLines}.
 */
export function nextSpan(last: LogLine, order: Order, span: TimeSpan): TimeSpan {
  const moment = millisecondOf(last.nanoseconds);
  return order === 'newest' ? { from: span.from, to: moment + 1 } : { from: moment, to: span.to };
}

/** The span beyond a line's own millisecond, for when that alone fills a page. */
export function spanBeyond(last: LogLine, order: Order, span: TimeSpan): TimeSpan {
  const moment = millisecondOf(last.nanoseconds);
  return order === 'newest' ? { from: span.from, to: moment } : { from: moment + 1, to: span.to };
}

/** Lines with those of the next page behind them, none twice. */
export function appendLines(lines: readonly LogLine[], next: readonly LogLine[]): LogLine[] {
  const known = new Set(lines.map(({ id }) => id));
  return [...lines, ...next.filter(({ id }) => !known.has(id))];
}

/** The newest lines of a tail, newest first, after more arrived in the order of their time. */
export function addToTail(kept: readonly LogLine[], arrived: readonly LogLine[], most = TAIL_LINES): LogLine[] {
  const known = new Set(kept.map(({ id }) => id));
  return [...arrived.filter(({ id }) => !known.has(id)).reverse(), ...kept].sort(byTime).slice(0, most);
}

/** Newest first. */
function byTime(a: LogLine, b: LogLine): number {
  return compareMoments(b.nanoseconds, a.nanoseconds);
}

/**
 * The span that lines are asked for after a refresh: while somebody reads further down, the one before, so that nothing
 * moves under their eyes. A span that was chosen anew counts at once.
 */
export function heldSpan(current: TimeSpan, next: TimeSpan, isReading: boolean): TimeSpan {
  const isSameLength = Math.abs(next.to - next.from - (current.to - current.from)) < 1000;
  const isRefresh = isSameLength && next.from >= current.from && next.from < current.to;
  return isReading && isRefresh ? current : next;
}
