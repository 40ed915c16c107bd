import { useMemo } from 'react';
import { type SceneObject } from '@grafana/scenes';
import { whatIsDifferent, type Differences } from '../../analysis/selection/whatIsDifferent';
import { type Sampling, samplingByCount } from '../../analysis/sampling';
import { countedAs } from '../../correlation/links';
import { type Failure, NotCountedError } from '../../datasources/failure';
import { findDurations } from '../../datasources/foundDurations';
import { useTelemetryClient } from '../../datasources/client/context';
import { type MetricsClient } from '../../datasources/client/metricsClient';
import { type SourceContext } from '../../datasources/client/sourceContext';
import { type DurationGrid, durationGrid, type Slowest, slowestIn } from './durationHeatmap/grid';
import { type HeatmapSelection } from '../../correlation/pageUrls/traces';
import { useSourceContext, useTimeSpan } from '../../ui/page/sourceContext';
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
import { type AsyncState, useAsyncQuery } from '../../ui/query/useAsyncQuery';
import { useRested } from '../../ui/query/useRested';

import { type DurationBounds, durationOf, errorsOf, restates, spansMeant, withDuration } from './filters';
import { type TimeSpan } from '../../telemetry/timeSpan';

/** About so many columns are in the picture. */
const COLUMNS = 72;
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600, 86_400].map(
  (seconds) => seconds * 1000
);

/** What the slowest are: about this share of all. */
const SLOWEST = 0.05;

/** Traces in the list. */
const LISTED = 100;

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

/** What is different, and what that rests on. */
export interface SelectionComparison extends Differences {
  selection: number;
  rest: number;
  basis: AttributeCounts['basis'];
  isCut?: boolean;
}

export interface TraceList {
  /** The latest first. */
  traces: FoundTrace[];
  isCut: boolean;
  /** Which these are, in seconds: where nothing is selected, the slowest. */
  from?: number;
  /** What was looked for, to look for it elsewhere too. */
  part: Part;
  sent: readonly SentQuery[];
}

/** Everything that the page asks for, each for itself. */
export interface TracesAnswers {
  durations: AsyncState<Durations>;
  /** The slowest; undefined where one looks at some durations only. */
  slowest?: Slowest;
  /** The durations that one looks at, in seconds; undefined for all. */
  looked?: DurationBounds;
  ofSelection: AsyncState<SelectionComparison>;
  ofErrors: AsyncState<SelectionComparison>;
  /** Of the slowest, or of those with the durations that one looks at. */
  ofSlowest: AsyncState<SelectionComparison>;
  list: AsyncState<TraceList>;
  /** That only some requests are traced, where metrics show it. */
  sampling?: Sampling;
}

/** Asks a source of traces, opened anew for each question: that costs nothing. */
export type AskTraces = <T>(ask: (source: TraceSource) => Promise<T>) => Promise<T>;

export function useTraceQuestions(scene: SceneObject): { ask: AskTraces; span: TimeSpan } {
  const { traces } = useTelemetryClient();
  const context = useSourceContext(scene);
  const span = useTimeSpan(scene);
  const ask = useMemo<AskTraces>(() => async (question) => question(await traces.open(context)), [traces, context]);
  return { ask, span };
}

/** @param isShown nothing is asked while another tab is open */
export function useTraces(
  scene: SceneObject,
  where: SpanCondition[],
  selected: HeatmapSelection | undefined,
  isShown: boolean
): TracesAnswers {
  const { ask, span } = useTraceQuestions(scene);
  const asked = JSON.stringify(where);
  const chosen = JSON.stringify(selected);
  const base = useMemo(() => spansMeant(JSON.parse(asked) as SpanCondition[]), [asked]);

  const durations = useAsyncQuery(
    isShown ? (signal) => ask((source) => askDurations(source, base, span, signal)) : undefined,
    [isShown, ask, base, span],
    'The data source for traces'
  );
  const { value, failure } = durations;
  // Where one looks at some durations only, these are compared with all the others.
  const looked = value && durationOf(value.base.where);
  const slowest = useMemo(() => value && (durationOf(value.base.where) ? undefined : slowestOf(value)), [value]);
  // Whether some failed, and how slow the slowest are, is read off the picture: what rests on that is asked anew with
  // each picture and not before, so that nothing is asked twice. Where there is no picture the list does without.
  const seen = value ?? (failure ? { base, span } : undefined);
  const isAboutErrors = value !== undefined && errorsOf(value.base.where) === true;
  const hasErrors = mayHaveFailed(value) && errorsOf(value?.base.where ?? []) !== false;
  // Where one looks at what failed, the rest is what did not; and those that failed may be quick.
  const withErrors = value && { ...value, base: { ...value.base, where: withoutErrors(value.base.where) } };
  const isFew =
    isAboutErrors || looked !== undefined || (value !== undefined && !value.onlyFound && value.grid.total <= LISTED);
  const compare = (about: About, selection: Part, isByErrors: boolean) => (signal: AbortSignal) =>
    ask((source) => askComparison(source, about, selection, isByErrors, signal));
  const compareSlow = ({ base, span }: About, durations?: DurationBounds) =>
    durations &&
    compare(
      { base: { ...base, where: withDuration(base.where) }, span },
      { where: withDuration([], durations.from, durations.to), span },
      false
    );
  const failed: SpanCondition = { field: 'error', op: 'is', value: true };
  // As long as the picture is not the one asked for, neither is what rests on it.
  const following = <T>(answer: AsyncState<T>): AsyncState<T> => ({
    ...answer,
    isLoading: answer.isLoading || durations.isLoading,
  });

  const ofSelection = useAsyncQuery(
    isShown && selected ? compare({ base, span }, partOf(selected), false) : undefined,
    [isShown, ask, base, span, chosen],
    'The comparison'
  );
  const ofErrors = following(
    useAsyncQuery(
      isShown && !selected && withErrors && hasErrors
        ? compare(withErrors, { where: [failed], span: withErrors.span }, true)
        : undefined,
      [isShown, value, chosen],
      'The comparison'
    )
  );
  const ofSlowest = following(
    useAsyncQuery(
      isShown && !selected && value && !isAboutErrors ? compareSlow(value, looked ?? slowest) : undefined,
      [isShown, value, chosen],
      'The comparison'
    )
  );
  const list = following(
    useAsyncQuery(
      isShown && selected
        ? (signal) => ask((source) => askList(source, { base, span }, partOf(selected), signal))
        : isShown && seen
          ? (signal) => ask((source) => askSlowest(source, seen, isFew ? undefined : slowest?.from, signal))
          : undefined,
      [isShown, chosen, ...(selected ? [ask, base, span] : [value ?? failure, undefined, undefined])],
      'The search for traces'
    )
  );
  const { metrics } = useTelemetryClient();
  const context = useSourceContext(scene);
  const isBusy = [durations, ofSelection, ofErrors, ofSlowest, list].some(({ isLoading }) => isLoading);
  // It may take the data sources long to count what metrics counted, and nobody waits for it.
  const rested = useRested(value, isBusy);
  const counted = useAsyncQuery(
    isShown && rested && rested.base === value?.base && rested.note === undefined && !rested.onlyFound
      ? () => askSampling(metrics, rested, context)
      : undefined,
    [isShown, rested, value?.base, metrics, context],
    'The data source for metrics'
  );
  return {
    durations,
    ...(counted.value && { sampling: counted.value }),
    slowest,
    looked,
    ofSelection,
    ofErrors,
    ofSlowest,
    list,
  };
}

/** Which spans, and when. */
interface About {
  base: SpanSelection;
  span: TimeSpan;
}

/** Spans that are set apart from the rest. */
export interface Part {
  where: SpanCondition[];
  span: TimeSpan;
}

/** Conditions without the one on errors. */
function withoutErrors(where: readonly SpanCondition[]): SpanCondition[] {
  return where.filter(({ op }) => op !== 'is');
}

function partOf({ from, to, shortest, longest }: HeatmapSelection): Part {
  return { where: withDuration([], shortest, longest), span: { from, to } };
}

async function askDurations(
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

/** Whether some failed, as far as one can tell: among requests that were only found, any may be missing. */
export function mayHaveFailed(durations: Durations | undefined): boolean {
  return durations !== undefined && (durations.onlyFound !== undefined || durations.grid.totalFailed > 0);
}

function slowestOf({ grid, exemplars }: Durations): Slowest | undefined {
  return slowestIn(grid, SLOWEST, Math.max(...exemplars.map(({ duration }) => duration)));
}

/** Metrics count every request, also those that were not sampled. */
async function askSampling(
  client: Pick<MetricsClient, 'countRequests'>,
  { base, span, grid }: Durations,
  { metrics, environments }: SourceContext
): Promise<Sampling | undefined> {
  const where = countedAs(base);
  return where && samplingByCount(grid.total, await client.countRequests(metrics, environments, where, span));
}

async function askComparison(
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

async function askSlowest(
  source: TraceSource,
  { base, span }: About,
  from: number | undefined,
  signal: AbortSignal
): Promise<TraceList> {
  const where = from === undefined ? [] : withDuration([], from);
  return { ...(await askList(source, { base, span }, { where, span }, signal)), from };
}

async function askList(source: TraceSource, { base }: About, part: Part, signal: AbortSignal): Promise<TraceList> {
  const where = [...base.where, ...part.where];
  const { span } = part;
  const { traces, isCut, sent } = await source.search({ about: 'traces', ...base, where, limit: LISTED }, span, signal);
  return { traces, isCut, part: { where, span }, sent };
}

/** The first of several failures, as long as there is nothing to show. */
export function failureOf({ value, failure }: AsyncState<unknown>): Failure | undefined {
  return value === undefined ? failure : undefined;
}
