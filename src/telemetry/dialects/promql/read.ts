import { type DataFrame, type Field as FrameField, FieldType } from '@grafana/data';
import { type CumulativeHistogram, quantileOf } from '../../histogram';
import { type AnswerUnit } from '../../measures';
import { type MetricQuestion } from '../../questions/metric';
import { type Field, isField, type Labels } from '../../vocabulary';
import { type RenderedQuery } from './rendered';
import { isTraceIdLabel } from './traceIdLabels';

/** One series of an answer. Times are milliseconds since the epoch; null is "no data", never zero. */
export interface AnswerSeries {
  /** Fields of the vocabulary, and labels that the answer keeps apart (a currency). */
  labels: Labels;
  times: number[];
  values: Array<number | null>;
}

/** One rendered query with the frames that answered it. */
export interface AnsweredQuery {
  query: RenderedQuery;
  frames: readonly DataFrame[];
}

/** Tells the histograms of a service apart, which may have one in each of several families. */
export const PART_LABEL = 'part';

/** Reads Prometheus' answers to the queries of one question into the question's vocabulary. */
export function readAnswer(answered: readonly AnsweredQuery[], question: MetricQuestion): AnswerSeries[] {
  if (question.stat.kind === 'within') {
    return answered.flatMap((one, part) =>
      readBuckets(one).map((series) => ({ ...series, labels: { ...series.labels, [PART_LABEL]: String(part) } }))
    );
  }
  const merged = answered.filter(({ query }) => query.reading.kind === 'merged-quantile');
  const read = answered.filter((one) => !merged.includes(one)).flatMap(readSeries);
  const reading = merged[0]?.query.reading;
  if (reading?.kind === 'merged-quantile') {
    const buckets = merged.flatMap((one, query) => readBuckets(one).map((bucket) => ({ ...bucket, query })));
    return [...read, ...mergeQuantiles(buckets, question.by, reading.q)];
  }
  return read;
}

function readSeries({ query, frames }: AnsweredQuery): AnswerSeries[] {
  return query.reading.kind === 'distribution'
    ? readDistribution(rawSeries(frames), query.reading.scale)
    : rawSeries(frames).map((series) => ({ ...series, labels: inVocabulary(series.labels, query.fields) }));
}

/** Buckets with their bounds in seconds, so that those of different families can be brought together. */
function readBuckets({ query, frames }: AnsweredQuery): AnswerSeries[] {
  const scale = query.reading.kind === 'series' ? 1 : query.reading.scale;
  return rawSeries(frames).map((series) => ({
    ...series,
    labels: { ...inVocabulary(series.labels, query.fields), le: String(upperBound(series.labels) * scale) },
  }));
}

function rawSeries(frames: readonly DataFrame[]): AnswerSeries[] {
  return frames.filter((frame) => !isExemplarFrame(frame)).flatMap(seriesOfFrame);
}

/** Exemplars come as frames of their own beside the series. */
export function isExemplarFrame(frame: DataFrame): boolean {
  return (
    (frame.meta?.custom as { resultType?: string } | undefined)?.resultType === 'exemplar' || frame.name === 'exemplar'
  );
}

/** Whether a field of exemplars holds trace ids. */
export function isTraceIdField({ name }: Pick<FrameField, 'name'>): boolean {
  return isTraceIdLabel(name);
}

function seriesOfFrame(frame: DataFrame): AnswerSeries[] {
  const time = frame.fields.find((field) => field.type === FieldType.time);
  return frame.fields
    .filter((field) => field.type === FieldType.number)
    .map((field) => ({
      labels: field.labels ?? {},
      times: time ? Array.from(time.values as number[]) : [],
      values: Array.from(field.values as Array<number | null>, (value) =>
        typeof value === 'number' && Number.isFinite(value) ? value : null
      ),
    }));
}

function inVocabulary(labels: Labels, fields: Readonly<Record<string, Field>>): Labels {
  return Object.fromEntries(
    Object.entries(labels)
      .filter(([label]) => label !== '__name__')
      .map(([label, value]) => [fields[label] ?? label, value])
  );
}

function upperBound(labels: Labels): number {
  const le = labels.le ?? '';
  return /^\+?inf(?:inity)?$/i.test(le) ? Infinity : Number(le);
}

/** Cumulated buckets to one series per bucket; the bound of each, in seconds, stays in its label `le`. */
function readDistribution(raw: readonly AnswerSeries[], scale: number): AnswerSeries[] {
  const cumulated = [...raw].sort((a, b) => upperBound(a.labels) - upperBound(b.labels));
  return cumulated.map((series, index) => {
    const lower = cumulated[index - 1];
    const atTime = new Map(lower?.times.map((time, i) => [time, lower.values[i] ?? 0]));
    const bound = upperBound(series.labels);
    return {
      labels: { le: Number.isFinite(bound) ? String(Number((bound * scale).toPrecision(12))) : '+Inf' },
      times: series.times,
      values: series.values.map((value, i) =>
        value === null ? null : Math.max(0, value - (atTime.get(series.times[i] ?? NaN) ?? 0))
      ),
    };
  });
}

/** A bucket, and which of a question's queries it answers: a service may have a histogram in several. */
interface Bucket extends AnswerSeries {
  query: number;
}

/** Brings the buckets of several services and queries together; see {@link quantileOf}. */
function mergeQuantiles(buckets: readonly Bucket[], by: readonly Field[], q: number): AnswerSeries[] {
  const groups = new Map<string, Bucket[]>();
  for (const series of buckets) {
    const key = JSON.stringify(by.map((field) => series.labels[field] ?? ''));
    groups.set(key, [...(groups.get(key) ?? []), series]);
  }
  return [...groups.values()].map((group) => {
    const times = [...new Set(group.flatMap((series) => series.times))].sort((a, b) => a - b);
    return {
      labels: Object.fromEntries(by.map((field) => [field, group[0]?.labels[field] ?? ''])),
      times,
      values: histogramsAt(group, times).map((histograms) => quantileOf(histograms, q)),
    };
  });
}

/** For each time the histograms of all services, as far as they had one then. */
function histogramsAt(group: readonly Bucket[], times: readonly number[]): CumulativeHistogram[][] {
  const position = new Map(times.map((time, index) => [time, index]));
  const perService = new Map<string, Bucket[]>();
  for (const series of group) {
    const key = JSON.stringify([series.query, series.labels.service ?? '']);
    perService.set(key, [...(perService.get(key) ?? []), series]);
  }
  const result: CumulativeHistogram[][] = times.map(() => []);
  for (const own of perService.values()) {
    const sorted = byBound(own, position);
    result.forEach((histograms, at) => {
      const present = sorted.filter(({ byTime }) => byTime.get(at) !== undefined);
      const top = present.at(-1);
      if (top && top.bound === Infinity) {
        const finite = present.slice(0, -1);
        histograms.push({
          bounds: finite.map(({ bound }) => bound),
          counts: finite.map(({ byTime }) => byTime.get(at) ?? 0),
          total: top.byTime.get(at) ?? 0,
        });
      }
    });
  }
  return result;
}

/**
 * The buckets of one histogram, ascending. Services that write a bound in different ways, as `1` and `1.0`, have a
 * series each where they are summed by it.
 */
function byBound(own: readonly Bucket[], position: ReadonlyMap<number, number>) {
  const buckets = new Map<number, Map<number, number>>();
  for (const series of own) {
    const bound = upperBound(series.labels);
    const known = buckets.get(bound);
    const values = valuesByPosition(series, position);
    if (known) {
      values.forEach((value, at) => known.set(at, (known.get(at) ?? 0) + value));
    } else {
      buckets.set(bound, values);
    }
  }
  return [...buckets].map(([bound, byTime]) => ({ bound, byTime })).sort((a, b) => a.bound - b.bound);
}

function valuesByPosition(series: AnswerSeries, position: ReadonlyMap<number, number>): Map<number, number> {
  const values = new Map<number, number>();
  series.times.forEach((time, index) => {
    const at = position.get(time);
    const value = series.values[index];
    if (at !== undefined && value !== null && value !== undefined) {
      values.set(at, value);
    }
  });
  return values;
}

const FRAME_UNITS: Record<AnswerUnit, string> = {
  'per-second': 'reqps',
  'messages-per-second': 'suffix:msg/s',
  count: 'short',
  ratio: 'percentunit',
  seconds: 's',
  percent: 'percent',
  cores: 'suffix:cores',
  bytes: 'bytes',
  money: 'short',
};

/** What one number of an answer means, as a unit of Grafana's. */
function frameUnit(unit: AnswerUnit): string {
  return FRAME_UNITS[unit];
}

/** Puts an answer into frames, one a series, with labels in the vocabulary. */
export function toFrames(
  series: readonly AnswerSeries[],
  about: { refId: string; unit: AnswerUnit; legend?: string; executed: string[]; notices: string[]; note?: object }
): DataFrame[] {
  return series.map((one) => {
    const time: FrameField = { name: 'Time', type: FieldType.time, config: {}, values: one.times };
    const value: FrameField = {
      name: 'Value',
      type: FieldType.number,
      labels: { ...one.labels },
      config: { unit: frameUnit(about.unit), displayNameFromDS: legendOf(one.labels, about.legend) },
      values: one.values,
    };
    return {
      refId: about.refId,
      length: one.times.length,
      fields: [time, value],
      meta: {
        custom: { ...about.note },
        executedQueryString: about.executed.join('\n\n'),
        notices: about.notices.map((text) => ({ severity: 'info' as const, text })),
      },
    };
  });
}

/** Values of the fields that tell the series apart; the legend where nothing does. */
function legendOf(labels: Labels, legend?: string): string | undefined {
  const own = Object.entries(labels)
    .filter(([name, value]) => value !== '' && (isField(name) || name === 'currency' || name === 'le'))
    .map(([, value]) => value)
    .join(' · ');
  return own === '' ? legend : legend ? `${legend} ${own}` : own;
}
