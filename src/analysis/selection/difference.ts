import { type SpanField } from '../../telemetry/questions/traces';
import { type Share } from '../proportions';

/** A value of an attribute that is more, or less, frequent among the selected spans than among the rest. */
export interface Difference {
  field: SpanField;
  value: string;
  selection: Share;
  rest: Share;
  /** Share of the selection minus share of the rest, -1 to 1. */
  difference: number;
  /** Cohen's h. */
  effect: number;
  /** Adjusted for the number of values that were looked at: see FALSE_DISCOVERY_RATE. */
  p: number;
  /** Other attributes that are there just as often on both sides: they say the same. */
  alike: Array<{ field: SpanField; value: string }>;
}
