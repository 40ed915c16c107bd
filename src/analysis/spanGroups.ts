import { type Span, type SpanField, type SpanSeries } from '../telemetry/questions/traces';
import { valueOf } from '../telemetry/conventions/spans';
import { groupBy } from './groupBy';
import { sum } from './sum';

/** Spans with one value of an attribute. */
export interface SpanGroup {
  /** Empty where spans have no value. */
  value: string;
  /** Spans per second; undefined where only a sample is known. */
  rate?: number;
  /** Of all spans that are grouped, 0 to 1. */
  share: number;
  /** Of this group's spans those that failed, 0 to 1. */
  errorShare: number;
  /** Seconds; undefined where there are too few spans to tell. */
  p95?: number;
}

/** The answers to three questions about the same spans, each with one value for the whole time. */
export interface GroupedSeries {
  rate: readonly SpanSeries[];
  errors: readonly SpanSeries[];
  p95: readonly SpanSeries[];
}

/** Groups by the values of a field, the largest first. */
export function groupsOfSeries(field: SpanField, { rate, errors, p95 }: GroupedSeries): SpanGroup[] {
  const [rates, failed, slow] = [byValue(field, rate), byValue(field, errors), byValue(field, p95)];
  const total = sum([...rates.values()]);
  const groups = [...rates].flatMap(([value, perSecond]): SpanGroup[] =>
    perSecond > 0
      ? [
          {
            value,
            rate: perSecond,
            share: perSecond / total,
            errorShare: Math.min(1, (failed.get(value) ?? 0) / perSecond),
            p95: slow.get(value),
          },
        ]
      : []
  );
  return largestFirst(groups);
}

/** One of twenty is slower than the 95th percentile: of fewer spans it is the slowest alone. */
const LEAST_FOR_P95 = 20;

/** The same of a sample of spans, which tells shares and no rates. */
export function groupsOfSample(field: SpanField, spans: readonly Span[]): SpanGroup[] {
  const groups = groupBy(spans, (span) => valueOf(span, field) ?? '');
  return largestFirst(
    [...groups].map(([value, own]) => ({
      value,
      share: own.length / spans.length,
      errorShare: own.filter(({ status }) => status === 'error').length / own.length,
      p95: own.length < LEAST_FOR_P95 ? undefined : p95Of(own),
    }))
  );
}

/** Nearest rank: the smallest duration that 95 % of the spans do not exceed. In seconds. */
function p95Of(spans: readonly Span[]): number | undefined {
  const durations = spans.map(({ duration }) => duration).sort((a, b) => a - b);
  const found = durations[Math.ceil(0.95 * durations.length) - 1];
  return found === undefined ? undefined : found / 1000;
}

function byValue(field: SpanField, series: readonly SpanSeries[]): Map<string, number> {
  return new Map(
    series.flatMap(({ labels, values }): Array<[string, number]> => {
      const value = values.at(-1);
      return value === null || value === undefined ? [] : [[labels[field] ?? '', value]];
    })
  );
}

function largestFirst(groups: SpanGroup[]): SpanGroup[] {
  return groups.sort((a, b) => b.share - a.share || a.value.localeCompare(b.value));
}
