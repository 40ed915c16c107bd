import { whatIsDifferent, type Differences } from '../../analysis/selection/whatIsDifferent';
import { type Sampling, samplingByCount } from '../../analysis/sampling';
import { countedAs } from '../../correlation/links';
import { type MetricsClient } from '../../datasources/client/metricsClient';
import { type SourceContext } from '../../datasources/client/sourceContext';
import { NotCountedError } from '../../datasources/failure';
import { findDurations } from '../../datasources/foundDurations';
import { type SentQuery } from '../../telemetry/questions/logs';
import {
  type AttributeCounts,
  type FoundTrace,
  type SpanCondition,
  type SpanExemplar,
  type SpanSelection,
  type SpanSeriesQuestion,
  type TraceSource,
} from '../../telemetry/questions/traces';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { type DurationGrid, durationGrid } from './durationHeatmap/grid';
import { errorsOf, restates, withDuration } from './filters';

/** About so many columns are in the heatmap. */
const COLUMNS = 72;
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600, 86_400].map(
  (seconds) => seconds * 1000
);

/** Traces in the list. */
export const LISTED = 100;

export interface Durations {
  /** What they are of. */
  base: SpanSelection;
  span: TimeSpan;
  grid: DurationGrid;
  exemplars: SpanExemplar[];
  /** What it rests on where that is not every request. */
  note?: string;
  /** Why only requests that were found are in it, where that is so: how many there were is not known. */
  onlyFound?: string;
}

/** What stands out, and what that rests on. */
export interface SelectionComparison extends Differences {
  selection: number;
  rest: number;
  basis: AttributeCounts['basis'];
  isCut?: boolean;
}

export interface TraceList {
  /** The newest first. */
  traces: FoundTrace[];
  isCut: boolean;
  /** Which these are, in seconds: where nothing is selected, the slowest. */
  from?: number;
  /** What was looked for, to look for it elsewhere too. */
  part: Part;
  sent: readonly SentQuery[];
}

/** Which spans, and when. */
export interface About {
  base: SpanSelection;
  span: TimeSpan;
}

/** Spans that are set apart from the rest. */
export interface Part {
  where: SpanCondition[];
  span: TimeSpan;
}

export async function askDurations(
  source: TraceSource,
  base: SpanSelection,
  span: TimeSpan,
  signal: AbortSignal
): Promise<Durations> {
  const step =
    STEPS.find((one) => (span.to - span.from) / one <= COLUMNS) ?? Math.ceil((span.to - span.from) / COLUMNS);
  const question: SpanSeriesQuestion = { about: 'spanSeries', ...base, measure: { kind: 'distribution' }, by: [] };
  const isFailed: SpanCondition = { field: 'error', op: 'is', value: true };
  try {
    const [all, failed] = await Promise.all([
      source.series({ ...question, exemplars: true }, span, step, signal),
      errorsOf(base.where) === false
        ? undefined
        : source.series({ ...question, where: [...base.where, isFailed] }, span, step, signal),
    ]);
    const { series, exemplars, note } = all;
    return { base, span, grid: durationGrid(series, failed?.series ?? [], step), exemplars, note };
  } catch (error) {
    if (!(error instanceof NotCountedError)) {
      throw error;
    }
    const { series, failed, exemplars, isCut } = await findDurations(source, base, span, step, signal);
    const onlyFound = isCut ? error.message : undefined;
    return { base, span, grid: durationGrid(series, failed, step), exemplars, onlyFound };
  }
}

/** Metrics count every request, also those that were not sampled. */
export async function askSampling(
  client: Pick<MetricsClient, 'countRequests'>,
  { base, span, grid }: Durations,
  { metrics, environments }: SourceContext
): Promise<Sampling | undefined> {
  const where = countedAs(base);
  return where && samplingByCount(grid.total, await client.countRequests(metrics, environments, where, span));
}

export async function askComparison(
  source: TraceSource,
  { base, span }: About,
  selection: Part,
  isByErrors: boolean,
  signal: AbortSignal
): Promise<SelectionComparison> {
  const counts = await source.compare(base, selection, span, signal);
  const { basis, isCut } = counts;
  return {
    ...whatIsDifferent(counts, restates(base.where, isByErrors)),
    selection: counts.selection.spans,
    rest: counts.rest.spans,
    basis,
    isCut,
  };
}

export async function askSlowest(
  source: TraceSource,
  { base, span }: About,
  from: number | undefined,
  signal: AbortSignal
): Promise<TraceList> {
  const where = from === undefined ? [] : withDuration([], from);
  return { ...(await askList(source, { base, span }, { where, span }, signal)), from };
}

export async function askList(
  source: TraceSource,
  { base }: About,
  part: Part,
  signal: AbortSignal
): Promise<TraceList> {
  const where = [...base.where, ...part.where];
  const { span } = part;
  const { traces, isCut, sent } = await source.search({ about: 'traces', ...base, where, limit: LISTED }, span, signal);
  return { traces, isCut, part: { where, span }, sent };
}
