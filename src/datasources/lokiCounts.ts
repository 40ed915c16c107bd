import { type LogBinding } from '../telemetry/conventions/logs/binding';
import { readCost, readCounts } from '../telemetry/dialects/logql/read';
import { renderCount, type RenderedLines } from '../telemetry/dialects/logql/render';
import {
  type LogCount,
  type LogCountQuestion,
  type LogField,
  type LogLine,
  type QueryCost,
} from '../telemetry/questions/logs';
import { type Labels } from '../telemetry/vocabulary';
import { notSupported } from './failure';
import { findLines, MAX_LINES } from './lokiLines';
import { askLoki, type LokiQuery } from './lokiQueries';
import { type ResourceDataSource } from './runQueries';
import { type TimeSpan } from '../telemetry/timeSpan';

/** A picture has about so many steps where none is said. */
const STEPS = 120;
const NICE_STEPS_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400];

export interface Counted {
  counts: LogCount[];
  step?: number;
  cost?: QueryCost;
  texts: string[];
}

/** The steps that a span touches, whole ones: where they begin. */
function stepsOf({ from, to }: TimeSpan, step: number): number[] {
  const first = Math.floor(from / step) * step;
  return Array.from({ length: Math.max(1, Math.ceil((to - first) / step)) }, (_, at) => first + at * step);
}

export function niceStep({ from, to }: TimeSpan): number {
  const wanted = (to - from) / 1000 / STEPS;
  return (NICE_STEPS_S.find((seconds) => seconds >= wanted) ?? Math.ceil(wanted / 86400) * 86400) * 1000;
}

/** Counts by asking Loki to; steps of a series are whole, also the first and the last. */
export async function countLines(
  dataSource: ResourceDataSource,
  question: LogCountQuestion,
  binding: LogBinding,
  span: TimeSpan,
  step: number | undefined,
  signal?: AbortSignal
): Promise<Counted> {
  const isSeries = question.shape === 'series';
  const length = isSeries
    ? Math.round(step ?? niceStep(span))
    : Math.max(1, Math.ceil(span.to) - Math.floor(span.from));
  const rendered = renderCount(question, binding, length);
  if ('notSupported' in rendered) {
    throw notSupported(rendered.notSupported);
  }
  const times = stepsOf(span, length);
  const [first = 0] = times;
  // A value stands at the end of what it counts.
  const evaluated = isSeries
    ? { from: first + length, to: (times.at(-1) ?? first) + length }
    : { from: Math.floor(span.from), to: Math.ceil(span.to) };
  const targets = rendered.queries.map(({ expr }, at): LokiQuery => {
    const refId = `Count${at}`;
    return isSeries ? { refId, expr, queryType: 'range', step: `${length}ms` } : { refId, expr, queryType: 'instant' };
  });
  const frames = await askLoki(dataSource, targets, evaluated, signal, length);
  const answered = rendered.queries.map(({ fields }, at) => ({
    fields,
    frames: frames.filter(({ refId }) => refId === `Count${at}`),
  }));
  const counts = readCounts(answered, length, isSeries ? times : undefined);
  return {
    counts: isSeries ? counts : largest(counts, question.limit),
    ...(isSeries && { step: length }),
    cost: readCost(frames),
    texts: rendered.queries.map(({ expr }) => expr),
  };
}

function largest(counts: readonly LogCount[], limit = Infinity): LogCount[] {
  return [...counts].sort((a, b) => (b.values[0] ?? 0) - (a.values[0] ?? 0)).slice(0, limit);
}

/**
 * Counts the few lines of a trace or a span one by one, so that exactly those count that are shown as its own.
 * @returns undefined where they are too many for that
 */
export async function countOwnLines(
  dataSource: ResourceDataSource,
  question: LogCountQuestion,
  rendered: RenderedLines,
  binding: LogBinding,
  span: TimeSpan,
  step: number | undefined,
  signal?: AbortSignal
): Promise<Counted | undefined> {
  const all = { limit: MAX_LINES, order: 'oldest' } as const;
  const isSeries = question.shape === 'series';
  const length = isSeries ? Math.round(step ?? niceStep(span)) : 0;
  const times = isSeries ? stepsOf(span, length) : [Math.floor(span.from)];
  const whole = isSeries ? { from: times[0] ?? span.from, to: (times.at(-1) ?? span.from) + length } : span;
  const { lines, isCut, cost } = await findLines(dataSource, rendered, all, binding, whole, signal);
  if (isCut) {
    return undefined;
  }
  const counts = new Map<string, LogCount>();
  for (const line of lines) {
    const labels: Labels = Object.fromEntries(question.by.map((field) => [field, valueIn(line, field)]));
    const key = JSON.stringify(labels);
    const count = counts.get(key) ?? { labels, times, values: times.map(() => 0) };
    counts.set(key, count);
    const at = isSeries ? Math.floor((line.time - (times[0] ?? 0)) / length) : 0;
    const counted = question.counts === 'bytes' ? new TextEncoder().encode(line.body).length : 1;
    count.values[at] = (count.values[at] ?? 0) + counted;
  }
  const found = [...counts.values()];
  return {
    counts: isSeries ? found : largest(found, question.limit),
    ...(isSeries && { step: length }),
    cost,
    texts: rendered.queries.map(({ expr }) => expr),
  };
}

/** What a line says of a field; empty where it says nothing. */
function valueIn({ reading, labels, metadata }: LogLine, field: LogField): string {
  const [kind, ...rest] = field.split(':');
  const name = rest.join(':');
  switch (kind) {
    case 'label':
      return labels[name] ?? '';
    case 'metadata':
      return metadata[name] ?? '';
    case 'field':
      return reading.fields[name] ?? '';
    default: {
      const value = reading[field as keyof typeof reading];
      return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    }
  }
}
