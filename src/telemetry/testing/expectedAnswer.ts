import { type Condition, type MetricQuestion } from '../questions/metric';
import { type Field } from '../vocabulary';
import { type Buckets, increaseOf, quantileBySearch } from './oracle';
import { type WrittenSeries, type WrittenService } from './simulatedShop';

/** The services of a simulated shop. */
export interface World {
  services: WrittenService[];
}

interface Window {
  from: number;
  to: number;
}

/**
 * What a question's answer has to be, computed from the samples that were written: a value for each combination of
 * the fields asked for. Undefined where no service measures what it takes.
 */
export function expectedAnswer(
  question: MetricQuestion,
  { services }: World,
  window: Window
): Map<string, number> | undefined {
  const { measure, stat } = question;
  if (stat.kind === 'ratio' && question.by.includes('status')) {
    return undefined;
  }
  const wanted = question.where.find(({ field, op }) => field === 'service' && op === 'in')?.values;
  const known = services.filter(({ service }) => wanted?.includes(service) ?? true);
  // A service that nobody knows is looked for everywhere; nothing is found.
  const asked = known.length > 0 ? known : services;
  const sources = asked.flatMap((service) => sourceFor(question, service) ?? []);
  if (sources.length === 0) {
    return undefined;
  }
  const selected = sources.map((source) => selectFrom(source, question.where));
  switch (measure) {
    case 'requests':
      return combine(question, selected, (all) =>
        scaled(
          sumOf(
            all.flatMap(({ count }) => count),
            window
          ),
          stat.kind,
          window
        )
      );
    case 'errors':
    case 'clientErrors':
      return combine(question, selected, (all) => failures(all, question, window));
    default:
      return combine(question, selected, (all) => durations(all, question, window));
  }
}

/** The series of one service that answer a question. */
interface Source {
  service: WrittenService;
  count: WrittenSeries[];
  sum: WrittenSeries[];
  buckets: WrittenSeries[];
}

function hasFields(series: readonly WrittenSeries[], fields: readonly Field[]): boolean {
  return series.length > 0 && fields.every((field) => series.every((one) => fieldOf(one, field) !== ''));
}

function fieldOf({ fields, labels }: WrittenSeries, field: Field): string {
  return field === 'environment' ? (labels.environment ?? '') : (fields[field] ?? '');
}

function sourceFor({ measure, stat, by, where }: MetricQuestion, service: WrittenService): Source | undefined {
  const { counter, duration, knowsStatus } = service;
  const demanded = where.filter(({ op, field }) => op === 'in' || !['environment', 'service'].includes(field));
  const needed = [...new Set([...by, ...demanded.map(({ field }) => field)])];
  // The mark of a failed span is not a status that one can ask for.
  if (knowsStatus === 'mark' && needed.some((field) => ['status', 'method'].includes(field))) {
    return undefined;
  }
  if (measure === 'duration') {
    const cannot =
      !duration || !hasFields(duration.count, needed) || (stat.kind === 'quantile' && duration.type === 'summary');
    return cannot ? undefined : { service, count: duration.count, sum: duration.sum, buckets: duration.buckets };
  }
  const isFailure = measure !== 'requests';
  if (isFailure && (knowsStatus === 'no' || (knowsStatus === 'mark' && measure === 'clientErrors'))) {
    return undefined;
  }
  const all: Field[] = isFailure && knowsStatus !== 'mark' ? [...needed, 'status'] : needed;
  const count = [counter, duration?.count ?? []].find((series) => hasFields(series, all));
  return count && { service, count, sum: [], buckets: [] };
}

function selectFrom(source: Source, where: readonly Condition[]): Source {
  const passes = (series: WrittenSeries) =>
    where.every(({ field, op, values }) => values.includes(fieldOf(series, field)) === (op === 'in'));
  return {
    service: source.service,
    count: source.count.filter(passes),
    sum: source.sum.filter(passes),
    buckets: source.buckets.filter(passes),
  };
}

/** Splits sources into the groups asked for, and computes each group's value. */
function combine(
  { by }: MetricQuestion,
  sources: readonly Source[],
  value: (group: Source[]) => number | undefined
): Map<string, number> {
  const keyOf = (series: WrittenSeries) => JSON.stringify(by.map((field) => fieldOf(series, field)));
  const keys = new Set(sources.flatMap(({ count }) => count.map(keyOf)));
  const answer = new Map<string, number>();
  for (const key of keys) {
    const inGroup = (series: WrittenSeries[]) => series.filter((one) => keyOf(one) === key);
    const group = sources.map(({ service, count, sum, buckets }) => ({
      service,
      count: inGroup(count),
      sum: inGroup(sum),
      buckets: inGroup(buckets),
    }));
    const result = value(group);
    if (result !== undefined && Number.isFinite(result)) {
      answer.set(key, result);
    }
  }
  return answer;
}

function sumOf(series: readonly WrittenSeries[], { from, to }: Window): number | undefined {
  const increases = series.flatMap(({ samples }) => increaseOf(samples, from, to) ?? []);
  return increases.length > 0 ? increases.reduce((a, b) => a + b, 0) : undefined;
}

function scaled(increase: number | undefined, kind: string, { from, to }: Window): number | undefined {
  return kind === 'count' || increase === undefined ? increase : increase / (to - from);
}

function failures(group: readonly Source[], { measure, stat, by }: MetricQuestion, window: Window): number | undefined {
  const isFailed = ({ fields: { status = '' } }: WrittenSeries) =>
    status === 'STATUS_CODE_ERROR' || status.startsWith(measure === 'errors' ? '5' : '4');
  const known = sumOf(
    group.flatMap(({ count }) => count),
    window
  );
  const failed = sumOf(
    group.flatMap(({ count }) => count.filter(isFailed)),
    window
  );
  if (known === undefined || (by.includes('status') && failed === undefined)) {
    return undefined;
  }
  return stat.kind === 'ratio' ? (failed ?? 0) / known : scaled(failed ?? 0, stat.kind, window);
}

function durations(group: readonly Source[], { stat }: MetricQuestion, window: Window): number | undefined {
  if (stat.kind === 'quantile') {
    return quantileBySearch(
      group.flatMap((source) => bucketsOf(source, window)),
      stat.q
    );
  }
  const spent = group.reduce(
    (total, { service, sum }) => total + (sumOf(sum, window) ?? 0) / (service.duration?.perSecond ?? 1),
    0
  );
  if (stat.kind === 'timeSpent') {
    return spent / (window.to - window.from);
  }
  const count = sumOf(
    group.flatMap((source) => source.count),
    window
  );
  return count === undefined ? undefined : spent / count;
}

/** One service's buckets, no longer cumulated, with bounds in seconds. */
function bucketsOf({ service, buckets }: Source, window: Window): Buckets[] {
  const bounds = new Map<number, WrittenSeries[]>();
  for (const series of buckets) {
    const upper =
      series.labels.le === '+Inf' ? Infinity : Number(series.labels.le) / (service.duration?.perSecond ?? 1);
    bounds.set(upper, [...(bounds.get(upper) ?? []), series]);
  }
  const upper = [...bounds.keys()].sort((a, b) => a - b);
  const cumulated = upper.map((bound) => sumOf(bounds.get(bound) ?? [], window) ?? 0);
  return upper.length > 0
    ? [{ upper, counts: cumulated.map((count, index) => count - (cumulated[index - 1] ?? 0)) }]
    : [];
}
