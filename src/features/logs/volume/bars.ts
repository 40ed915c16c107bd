import { isLevel, type Level, LEVELS, type LogCount } from '../../../telemetry/questions/logs';
import { type TimeSpan } from '../../../telemetry/timeSpan';

/** The lines of one level in a step. */
export interface BarPart {
  level: Level;
  count: number;
}

/** The lines of one step. */
export interface Bar {
  /** Start of the step, milliseconds since the epoch. */
  time: number;
  total: number;
  /** The gravest first; levels without lines are left out. */
  parts: BarPart[];
}

export interface Volume {
  bars: Bar[];
  /** Lines of each level that has any, the gravest first. */
  totals: BarPart[];
}

/** Counts by level as one bar a step. */
export function volumeOf(counts: readonly LogCount[]): Volume {
  const byTime = new Map<number, Map<Level, number>>();
  const totals = new Map<Level, number>();
  for (const { labels, times, values } of counts) {
    const level = labels.level !== undefined && isLevel(labels.level) ? labels.level : 'unknown';
    times.forEach((time, index) => {
      const count = values[index] ?? 0;
      const step = byTime.get(time) ?? new Map<Level, number>();
      byTime.set(time, step.set(level, (step.get(level) ?? 0) + count));
      totals.set(level, (totals.get(level) ?? 0) + count);
    });
  }
  const bars = [...byTime].sort(([a], [b]) => a - b).map(([time, levels]) => barOf(time, levels));
  return { bars, totals: partsOf(totals) };
}

function barOf(time: number, levels: ReadonlyMap<Level, number>): Bar {
  const parts = partsOf(levels);
  return { time, total: parts.reduce((sum, { count }) => sum + count, 0), parts };
}

function partsOf(counts: ReadonlyMap<Level, number>): BarPart[] {
  return LEVELS.map((level) => ({ level, count: counts.get(level) ?? 0 })).filter(({ count }) => count > 0);
}

/** Lines of each level in the steps that a span touches, the gravest first. */
export function countsWithin({ bars }: Volume, step: number, { from, to }: TimeSpan): BarPart[] {
  const counts = new Map<Level, number>();
  for (const { parts } of bars.filter(({ time }) => time + step > from && time < to)) {
    parts.forEach(({ level, count }) => counts.set(level, (counts.get(level) ?? 0) + count));
  }
  return partsOf(counts);
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [1, 2, 5, 10, 15, 30].flatMap((n) => [n * SECOND, n * MINUTE]);
const LONG_STEPS = [1, 2, 3, 6, 12].map((n) => n * HOUR).concat([1, 2, 7, 30].map((n) => n * DAY));
/** As many bars as are told apart at a glance. */
const BARS = 100;

/** A round step, in milliseconds, that makes about a hundred bars of a span at the most. */
export function volumeStep({ from, to }: TimeSpan): number {
  const least = (to - from) / BARS;
  const steps = [...STEPS, ...LONG_STEPS].sort((a, b) => a - b);
  return steps.find((step) => step >= least) ?? Math.ceil(least / DAY) * DAY;
}

/** Where a moment is across the chart, 0 to 1; what lies outside is put at the edge. */
export function placeOf(time: number, { from, to }: TimeSpan): number {
  return to <= from ? 0 : Math.min(1, Math.max(0, (time - from) / (to - from)));
}

/** The span between two places that were dragged across; undefined for what is no more than a click. */
export function draggedSpan(a: number, b: number, span: TimeSpan): TimeSpan | undefined {
  const at = (place: number) => Math.round(span.from + Math.min(1, Math.max(0, place)) * (span.to - span.from));
  const [from, to] = [at(Math.min(a, b)), at(Math.max(a, b))];
  return Math.abs(a - b) < 0.005 || to - from < 1 ? undefined : { from, to };
}

/** Moments for the marks of the time axis: round ones, at most so many. */
export function axisTimes(span: TimeSpan, most: number): number[] {
  const step = volumeStep({ from: 0, to: ((span.to - span.from) / most) * BARS });
  const times: number[] = [];
  for (let time = Math.ceil(span.from / step) * step; time < span.to; time += step) {
    times.push(time);
  }
  return times;
}
