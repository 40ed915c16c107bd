import { t } from '../../../i18n/t';
import { requestOfName, sourcesOf } from '../../conventions/spans/sources';
import {
  type AttributeCounts,
  type SpanExemplar,
  type SpanField,
  type SpanSeries,
  type SpanSeriesQuestion,
} from '../../questions/traces';
import { normalizeTraceId } from '../../traceId';
import { attributeText, valueOf } from '../../conventions/spans/fields';
import { type MetricsBody, type MetricsSeries } from './bodies';
import { sourceText } from './conditions';
import { readAttribute } from './escape';
import { quantileOfBuckets } from './quantile';
import { fieldOfAttribute, type RenderedSeries } from './render';
import { type OtlpAttribute, readValue } from './values';

/** One series by fields of the question; the bound of a bucket stays beside them. */
interface Series extends SpanSeries {
  bound?: number;
}

/**
 * Reads rates, errors and durations into the question's fields. Each value is that of the step that ends at its time.
 */
export function readSeries(
  body: MetricsBody,
  question: SpanSeriesQuestion,
  reading: RenderedSeries['reading'],
  span: { from: number; to: number }
): { series: SpanSeries[]; exemplars: SpanExemplar[]; note?: string } {
  const raw = (body.series ?? []).map((series) => readOne(series, question.by, span));
  const merged = merge(raw);
  const exemplars = question.exemplars ? readExemplars(body, question.by, span) : [];
  const note =
    body.status === 'PARTIAL' ? { note: body.message || t('traces.partial', 'Tempo returned a partial result') } : {};
  return { series: inReading(merged, question, reading), exemplars, ...note };
}

function inReading(
  merged: Series[],
  { measure }: SpanSeriesQuestion,
  reading: RenderedSeries['reading']
): SpanSeries[] {
  switch (reading) {
    case 'values':
      return merged.map(withoutBound);
    case 'quantile':
      // Tempo writes zero where there were no spans.
      return merged.map((series) => ({ ...withoutBound(series), values: series.values.map((value) => value || null) }));
    case 'buckets':
      return merged
        .sort((a, b) => (a.bound ?? 0) - (b.bound ?? 0))
        .map(({ bound = Infinity, labels, times, values }) => ({
          labels: { ...labels, le: String(Number(bound.toPrecision(12))) },
          times,
          values,
        }));
    case 'quantile-of-buckets':
      return quantiles(merged, measure.kind === 'quantile' ? measure.q : 0.5);
  }
}

const withoutBound = ({ labels, times, values }: Series): SpanSeries => ({ labels, times, values });

function readOne(series: MetricsSeries, by: readonly SpanField[], span: { from: number; to: number }): Series {
  const bound = series.labels?.find(({ key }) => key === '__bucket');
  // Tempo adds a step before the first. What was asked for the whole time has one value instead, of its end.
  const samples =
    series.value === undefined
      ? (series.samples ?? []).filter(({ timestampMs }) => Number(timestampMs ?? 0) > span.from)
      : [{ timestampMs: span.to, value: series.value }];
  return {
    labels: labelsOf(series.labels ?? [], by),
    ...(bound ? { bound: Number(readValue(bound.value)) } : {}),
    times: samples.map(({ timestampMs }) => Number(timestampMs ?? 0)),
    values: samples.map(({ value }) => finite(Number(value ?? 0))),
  };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** The fields of the question, each from the best of its sources that the series carries; empty where none does. */
function labelsOf(labels: readonly OtlpAttribute[], by: readonly SpanField[]): Record<string, string> {
  const spanAttributes: Record<string, string> = {};
  const resource: Record<string, string> = {};
  let [name, kind] = ['', ''];
  for (const { key, value } of labels) {
    const text = attributeText(readValue(value));
    const attribute = readAttribute(key);
    if (attribute && text !== 'nil') {
      (attribute.scope === 'span' ? spanAttributes : resource)[attribute.name] = text;
    } else if (key === 'name') {
      name = text;
    } else if (key === 'kind') {
      kind = text;
    }
  }
  const read = { name, attributes: spanAttributes, resource };
  return Object.fromEntries(by.map((field) => [field, (field === 'kind' ? kind : valueOf(read, field)) ?? '']));
}

/** Adds up series that turned out to be about the same: their sources differ, the fields do not. */
function merge(raw: readonly Series[]): Series[] {
  const merged = new Map<string, Series>();
  for (const series of raw) {
    const key = JSON.stringify([series.labels, series.bound ?? null]);
    const other = merged.get(key);
    merged.set(key, other ? add(other, series) : series);
  }
  return [...merged.values()];
}

function add(a: Series, b: Series): Series {
  const values = new Map(a.times.map((time, at) => [time, a.values[at] ?? null]));
  b.times.forEach((time, at) => {
    const [one, other] = [values.get(time) ?? null, b.values[at] ?? null];
    values.set(time, one === null ? other : other === null ? one : one + other);
  });
  const times = [...values.keys()].sort((x, y) => x - y);
  return { ...a, times, values: times.map((time) => values.get(time) ?? null) };
}

function quantiles(buckets: readonly Series[], q: number): SpanSeries[] {
  const groups = new Map<string, Series[]>();
  for (const series of buckets) {
    const key = JSON.stringify(series.labels);
    groups.set(key, [...(groups.get(key) ?? []), series]);
  }
  return [...groups.values()].map((group) => {
    const times = [...new Set(group.flatMap((series) => series.times))].sort((a, b) => a - b);
    const counts = group.map((series) => ({
      bound: series.bound ?? 0,
      at: new Map(series.times.map((time, index) => [time, series.values[index] ?? 0])),
    }));
    const atTime = (time: number) => counts.map(({ bound, at }) => ({ bound, count: at.get(time) ?? 0 }));
    return { labels: group[0]?.labels ?? {}, times, values: times.map((time) => quantileOfBuckets(atTime(time), q)) };
  });
}

/** Traces that stand for a point. How long they took is known of histograms and quantiles only. */
function readExemplars(
  { series = [] }: MetricsBody,
  by: readonly SpanField[],
  span: { from: number; to: number }
): SpanExemplar[] {
  return series.flatMap(({ labels = [], exemplars = [] }) =>
    exemplars.flatMap((exemplar): SpanExemplar[] => {
      const text = (name: string) => {
        const found = [...(exemplar.labels ?? []), ...labels].find(({ key }) => key === name);
        return found && attributeText(readValue(found.value));
      };
      const traceId = normalizeTraceId(text('trace:id') ?? '');
      const duration = secondsOf(text('duration')) ?? Number(text('__bucket') ?? NaN);
      const time = Number(exemplar.timestampMs ?? 0);
      return traceId !== undefined && Number.isFinite(duration) && time > span.from
        ? [{ traceId, time, duration, labels: labelsOf(labels, by) }]
        : [];
    })
  );
}

const UNITS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6, µs: 1e-6, ns: 1e-9 };

/** Reads a duration as Go writes it: `1m2.5s`. */
export function secondsOf(text: string | undefined): number | undefined {
  if (text === undefined || !/^(?:[\d.]+(?:h|ms|m|us|µs|ns|s))+$/.test(text)) {
    return undefined;
  }
  const parts = [...text.matchAll(/([\d.]+)(h|ms|m|us|µs|ns|s)/g)];
  return parts.reduce((sum, [, number, unit]) => sum + Number(number) * (UNITS[unit ?? ''] ?? 0), 0);
}

type Side = { spans: number; values: Map<SpanField, Map<string, number>> };

/** Reads counts of attributes on both sides of a comparison. */
export function readCompare({ series = [] }: MetricsBody): Pick<AttributeCounts, 'selection' | 'rest' | 'isCut'> {
  const sides = { selection: new Tally(), baseline: new Tally() };
  let isCut = false;
  for (const { labels = [], value } of series) {
    const type = labels.find(({ key }) => key === '__meta_type')?.value?.stringValue ?? '';
    const about = labels.find(({ key }) => !key.startsWith('__meta_'));
    isCut ||= labels.some(({ key }) => key === '__meta_error');
    const tally = type.startsWith('selection') ? sides.selection : sides.baseline;
    if (about && type !== '') {
      tally.count(about, Number(value ?? 0), type.endsWith('_total'));
    }
  }
  return { selection: sides.selection.read(), rest: sides.baseline.read(), ...(isCut ? { isCut } : {}) };
}

/** Counts of one side, by attribute as Tempo names them. */
class Tally {
  private totals = new Map<string, number>();
  private values = new Map<string, Map<string, number>>();

  count({ key, value }: OtlpAttribute, spans: number, isTotal: boolean): void {
    if (isTotal) {
      this.totals.set(key, spans);
      return;
    }
    const text = attributeText(readValue(value));
    const counts = this.values.get(key) ?? new Map<string, number>();
    counts.set(text, (counts.get(text) ?? 0) + spans);
    this.values.set(key, counts);
  }

  /** Attributes with the fields that they stand for, the preferred one of each field first. */
  private byPreference(): Array<{ key: string; field: SpanField; counts: Map<string, number> }> {
    const known = [...this.values].flatMap(([key, counts]) => {
      const field = fieldOfAttribute(key);
      return field === undefined ? [] : [{ key, field, counts, rank: rankOf(field, key) }];
    });
    return known.sort((a, b) => a.rank - b.rank);
  }

  read(): Side {
    // Every span has a name, and Tempo counts it once.
    const spans = this.totals.get('name') ?? 0;
    const values = new Map<SpanField, Map<string, number>>();
    for (const { key, field, counts } of this.byPreference()) {
      // Some of what every span has is counted twice by Tempo.
      const times = Math.max(1, Math.round((this.totals.get(key) ?? 0) / Math.max(1, spans)));
      const known = [...counts].filter(([text]) => text !== 'nil').map(([text, n]) => [text, n / times] as const);
      if (known.length > 0) {
        put(values, field, key, new Map(known), spans);
      }
    }
    addRoutesOfNames(values);
    return { spans, values };
  }
}

/**
 * Counts of two attributes that stand for one field are added where spans carry either; where they carry both, the
 * second is told under its own name (a pod and its host).
 */
function put(
  values: Map<SpanField, Map<string, number>>,
  field: SpanField,
  key: string,
  counts: Map<string, number>,
  spans: number
): void {
  const before = values.get(field);
  if (before && sumOf(before) + sumOf(counts) > spans) {
    const own = readAttribute(key);
    values.set(own ? `${own.scope}.${own.name}` : field, counts);
    return;
  }
  const both = new Map(before);
  counts.forEach((count, value) => both.set(value, (both.get(value) ?? 0) + count));
  values.set(field, both);
}

function rankOf(field: SpanField, key: string): number {
  return sourcesOf(field).findIndex((source) => sourceText(source) === key);
}

const sumOf = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((a, b) => a + b, 0);

/** Where no span has the attribute, routes are in the names. */
function addRoutesOfNames(values: Map<SpanField, Map<string, number>>): void {
  const routes = new Map<string, number>();
  values.get('name')?.forEach((count, name) => {
    const route = requestOfName(name)?.route;
    if (route !== undefined) {
      routes.set(route, (routes.get(route) ?? 0) + count);
    }
  });
  if (!values.has('route') && routes.size > 0) {
    values.set('route', routes);
  }
}
