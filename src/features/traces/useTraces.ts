import { useMemo } from 'react';
import { type SceneObject } from '@grafana/scenes';
import { type Sampling } from '../../analysis/sampling';
import { type HeatmapSelection } from '../../correlation/pageUrls/traces';
import { useTelemetryClient } from '../../datasources/client/context';
import { type Failure } from '../../datasources/failure';
import { t } from '../../i18n/t';
import { type SpanCondition, type TraceSource } from '../../telemetry/questions/traces';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { useSourceContext, useTimeSpan } from '../../ui/page/sourceContext';
import { type AsyncState, useAsyncQuery } from '../../ui/query/useAsyncQuery';
import { useRested } from '../../ui/query/useRested';
import {
  type About,
  askComparison,
  askDurations,
  askList,
  askSampling,
  askSlowest,
  type Durations,
  LISTED,
  type Part,
  type SelectionComparison,
  type TraceList,
} from './askTraces';
import { type Slowest, slowestIn } from './durationHeatmap/grid';
import { type DurationBounds, durationOf, errorsOf, spansMeant, withDuration } from './filters';

/** What the slowest are: about this share of all. */
const SLOWEST = 0.05;

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
    t('traces.source.traces', 'The data source for traces')
  );
  const { value, failure } = durations;
  // Where one looks at some durations only, these are compared with all the others.
  const looked = value && durationOf(value.base.where);
  const slowest = useMemo(() => value && (durationOf(value.base.where) ? undefined : slowestOf(value)), [value]);
  // Whether some failed, and how slow the slowest are, is read off the heatmap: what rests on that is asked anew with
  // each heatmap and not before, so that nothing is asked twice. Where there is no heatmap the list does without.
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
  // As long as the heatmap is not the one asked for, neither is what rests on it.
  const following = <T>(answer: AsyncState<T>): AsyncState<T> => ({
    ...answer,
    isLoading: answer.isLoading || durations.isLoading,
  });

  const ofSelection = useAsyncQuery(
    isShown && selected ? compare({ base, span }, partOf(selected), false) : undefined,
    [isShown, ask, base, span, chosen],
    t('traces.source.comparison', 'The comparison')
  );
  const ofErrors = following(
    useAsyncQuery(
      isShown && !selected && withErrors && hasErrors
        ? compare(withErrors, { where: [failed], span: withErrors.span }, true)
        : undefined,
      [isShown, value, chosen],
      t('traces.source.comparison', 'The comparison')
    )
  );
  const ofSlowest = following(
    useAsyncQuery(
      isShown && !selected && value && !isAboutErrors ? compareSlow(value, looked ?? slowest) : undefined,
      [isShown, value, chosen],
      t('traces.source.comparison', 'The comparison')
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
      t('traces.source.search', 'The search for traces')
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
    t('traces.source.metrics', 'The data source for metrics')
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

/** Conditions without the one on errors. */
function withoutErrors(where: readonly SpanCondition[]): SpanCondition[] {
  return where.filter(({ op }) => op !== 'is');
}

function partOf({ from, to, shortest, longest }: HeatmapSelection): Part {
  return { where: withDuration([], shortest, longest), span: { from, to } };
}

/** Whether some failed, as far as one can tell: among requests that were only found, any may be missing. */
export function mayHaveFailed(durations: Durations | undefined): boolean {
  return durations !== undefined && (durations.onlyFound !== undefined || durations.grid.totalFailed > 0);
}

function slowestOf({ grid, exemplars }: Durations): Slowest | undefined {
  return slowestIn(grid, SLOWEST, Math.max(...exemplars.map(({ duration }) => duration)));
}

/** The first of several failures, as long as there is nothing to show. */
export function failureOf({ value, failure }: AsyncState<unknown>): Failure | undefined {
  return value === undefined ? failure : undefined;
}
