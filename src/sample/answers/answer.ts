import { type AnswerSeries } from '../../telemetry/dialects/promql/read';
import { type AnswerUnit } from '../../telemetry/measures';
import { type MetricQuestion } from '../../telemetry/questions/metric';
import { BUCKET_MS, minutes, stepCount, type Steps, toBucket } from '../time';
import { type NotSupported } from '../../telemetry/questions/notSupported';

/** What the sample shop answers, in the form in which answers of data sources are read. */
export interface SampleAnswer {
  series: AnswerSeries[];
  unit: AnswerUnit;
  /** Single requests that stand for the series. */
  exemplars?: SampleExemplar[];
}

export interface SampleExemplar {
  /** Milliseconds since the epoch. */
  time: number;
  seconds: number;
  labels: Record<string, string>;
}

/** When a question is about. Milliseconds since the epoch. */
export interface AskedRange {
  from: number;
  to: number;
  /** Distance of two points of a series. */
  step: number;
}

/** Rates look back at least this far, as they do where numbers are scraped every 15 seconds. */
const LEAST_WINDOW = minutes(1);

/**
 * The points of an answer and the steps behind them. A point says what happened in a window that ends there, so the
 * steps begin a window before the first point.
 */
export interface Points {
  steps: Steps;
  /** Steps in a window. */
  window: number;
  /** Seconds in a window. */
  seconds: number;
  /** Moments of the points, in buckets. */
  at: number[];
}

/** The points of a question: one for each step, or one that stands for the whole range, or for its window. */
export function pointsOf(
  { shape, window: seconds }: Pick<MetricQuestion, 'shape' | 'window'>,
  range: AskedRange
): Points {
  const to = toBucket(range.to);
  const looksBack = seconds === undefined || shape === 'series' ? range.to - range.from : seconds * 1000;
  const from = Math.min(toBucket(range.to - looksBack), to - 1);
  if (shape === 'total') {
    return { steps: { from, to, step: to - from }, window: 1, seconds: ((to - from) * BUCKET_MS) / 1000, at: [to] };
  }
  const step = Math.max(1, Math.round(range.step / BUCKET_MS));
  const window = Math.max(1, Math.ceil((seconds === undefined ? LEAST_WINDOW : minutes(seconds / 60)) / step));
  const first = Math.ceil(from / step) * step;
  const last = Math.max(first, Math.floor(to / step) * step);
  const steps: Steps = { from: first - window * step, to: last, step };
  const at = Array.from({ length: stepCount(steps) - window + 1 }, (_, i) => first + i * step);
  return { steps, window, seconds: (window * step * BUCKET_MS) / 1000, at };
}

/** Sums over the window of each point, for numbers of each step. */
export function windowSums(sums: Float64Array, { window, at }: Points, stride = 1, offset = 0): number[] {
  return at.map((_, point) => {
    let sum = 0;
    for (let i = 0; i < window; i++) {
      sum += sums[(point + i) * stride + offset] ?? 0;
    }
    return sum;
  });
}

export function seriesOf(labels: Record<string, string>, { at }: Points, values: Array<number | null>): AnswerSeries {
  return { labels, times: at.map((bucket) => bucket * BUCKET_MS), values };
}

export function notSupported(reason: string): NotSupported {
  return { notSupported: reason };
}
