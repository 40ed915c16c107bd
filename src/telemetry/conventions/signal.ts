import { type SignalMeasure } from '../measures';

/** What a signal's numbers are: percent is 0 to 100. */
export type SignalUnit = 'percent' | 'cores' | 'bytes' | 'count' | 'money';

/** A label, and some of its values. */
export interface LabelValues {
  label: string;
  values: readonly string[];
}

/**
 * What several may tell at once: two exporters of one cluster, or an exporter and the consumer itself. Of what they
 * tell of one thing the highest counts; what is told of different things is added.
 */
export interface ToldTwice {
  /** What is told of: signals that say the same tell of the same things. */
  of: string;
  /** Labels of whoever tells it, by which the same thing has several series. */
  by: readonly string[];
  /** Labels that tell one such system from another; things in different ones are different. */
  apart: readonly string[];
}

/** One metric that answers a measure. */
export interface Signal {
  measure: SignalMeasure;
  metric: string;
  type: 'gauge' | 'counter';
  unit: SignalUnit;
  /** The metric's value times this is in `unit`. */
  scale: number;
  /** How instances or groups of one service are brought together. */
  across: 'sum' | 'avg' | 'max';
  /** Only these series count. */
  only?: LabelValues;
  /** Series that do not count: label and the values to leave out. */
  without?: LabelValues;
  /** A label whose values must not be added up (a currency); the answer keeps it. */
  splitBy?: string;
  /**
   * The metric says how much is free, out of this one: the answer is the share in use, 0 to 1 times `scale`. Both have
   * the same type and the same labels, but for `only`, which is of the free part. With `across: 'sum'` both are added
   * up first, so that a large part weighs more than a small one; else each series is a share of its own.
   */
  freeOf?: string;
  /** Where this is one of several signals that are brought together; else the first that knows a service answers. */
  told?: ToldTwice;
}

/** A gauge that answers a measure. */
export const gauge = (
  measure: SignalMeasure,
  metric: string,
  unit: SignalUnit,
  across: Signal['across'],
  scale = 1
): Signal => ({
  measure,
  metric,
  type: 'gauge',
  unit,
  scale,
  across,
});

/** A counter that answers a measure. */
export const counter = (measure: SignalMeasure, metric: string, unit: SignalUnit, scale = 1): Signal => ({
  measure,
  metric,
  type: 'counter',
  unit,
  scale,
  across: 'sum',
});

/** The share in use of a whole, as a percentage, where one metric says what is free and another what there is. */
export const usedPercent = (
  measure: SignalMeasure,
  free: string,
  freeOf: string,
  about: Pick<Signal, 'type' | 'across'> & Pick<Partial<Signal>, 'only' | 'without'>
): Signal => ({ measure, metric: free, freeOf, unit: 'percent', scale: 100, ...about });
