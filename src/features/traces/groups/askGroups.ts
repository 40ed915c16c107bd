import { groupsOfSample, groupsOfSeries, type SpanGroup } from '../../../analysis/spanGroups';
import { NotCountedError } from '../../../datasources/failure';
import {
  type SpanField,
  type SpanSelection,
  type SpanSeriesQuestion,
  type TraceSource,
} from '../../../telemetry/questions/traces';
import { type TimeSpan } from '../../../telemetry/timeSpan';

/** Spans that are looked at where the source does not count. */
const SAMPLED = 1000;

/** Groups of requests, and what they rest on. */
export interface Groups {
  by: SpanField;
  /** The largest first. */
  groups: SpanGroup[];
  /** Where the source does not count: of how many spans that were found these are, and why. */
  sample?: { spans: number; reason: string };
  /** What it rests on where that is not every request. */
  note?: string;
}

/** Rate, errors and p95 of each value of a field: three requests, or two where the source does not count. */
export async function askGroups(
  source: TraceSource,
  base: SpanSelection,
  by: SpanField,
  span: TimeSpan,
  signal: AbortSignal
): Promise<Groups> {
  const ask = (measure: SpanSeriesQuestion['measure']) =>
    source.series({ about: 'spanSeries', ...base, measure, by: [by] }, span, 'whole', signal);
  try {
    const [rate, errors, p95] = await Promise.all([
      ask({ kind: 'rate' }),
      ask({ kind: 'errors' }),
      ask({ kind: 'quantile', q: 0.95 }),
    ]);
    const groups = groupsOfSeries(by, { rate: rate.series, errors: errors.series, p95: p95.series });
    return { by, groups, note: rate.note ?? errors.note ?? p95.note };
  } catch (error) {
    if (!(error instanceof NotCountedError)) {
      throw error;
    }
    const { spans } = await source.sample({ about: 'spans', ...base, limit: SAMPLED }, span, signal);
    return { by, groups: groupsOfSample(by, spans), sample: { spans: spans.length, reason: error.message } };
  }
}
