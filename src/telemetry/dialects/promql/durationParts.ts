import { t } from '../../../i18n/t';
import { type MetricFamily } from '../../conventions/binding';
import { type DurationSource } from '../../conventions/convention';
import { PER_SECOND } from '../../conventions/units';
import { type StatKind } from '../../measures';
import { type MetricQuestion } from '../../questions/metric';
import { type NotSupported } from '../../questions/notSupported';
import { aggregate } from './combine';
import { noLabelFor } from './rendered';
import { countedIn, type Counting } from './requests';
import { fieldsNeeded, type Scope, whose } from './scope';
import { type MatcherSets, selectors } from './selector';

/** One family's durations, as a question sees them. */
export interface Durations {
  scope: Scope;
  source: NonNullable<MetricFamily['duration']>;
  window: string;
}

/** What only buckets can tell. */
const OF_BUCKETS: ReadonlySet<StatKind> = new Set<StatKind>(['quantile', 'distribution', 'within']);

export function durationsOf(question: MetricQuestion, scope: Scope, window: string): Durations | NotSupported {
  const { family } = scope;
  const source = family.duration;
  if (!source) {
    return {
      notSupported: t('ui.measure.no-latency', '{{family}}: {{metric}} has no matching latency metric', {
        family: whose(scope),
        metric: family.requests.metric,
      }),
    };
  }
  if (source.type === 'summary' && OF_BUCKETS.has(question.stat.kind)) {
    return {
      notSupported: t(
        'ui.measure.summary',
        '{{family}}: {{metric}} is a summary: its quantiles cannot be aggregated across instances or routes. Use a histogram instead',
        { family: whose(scope), metric: source.metric }
      ),
      instead: [{ kind: 'mean' }, ...(source.max ? [{ kind: 'max' as const }] : [])],
    };
  }
  const labels = question.stat.kind === 'max' ? (source.max?.labels ?? {}) : scope.duration;
  if (question.stat.kind === 'max' && !source.max) {
    return {
      notSupported: t('ui.measure.no-max', '{{family}}: {{metric}} has no maximum beside it', {
        family: whose(scope),
        metric: source.metric,
      }),
    };
  }
  const missing = fieldsNeeded(question).filter((field) => !labels[field]);
  return missing.length > 0 ? noLabelFor(source.metric, missing, whose(scope)) : { scope, source, window };
}

/** `sum by (labels) (rate(metric[window]))` over the series that the question means. */
export function summed(
  { scope, window }: Durations,
  metric: string,
  labels: readonly string[],
  how: Counting = 'rate',
  { withoutZeros = false, only }: { withoutZeros?: boolean; only?: MatcherSets } = {}
): string {
  const chosen = selectors(metric, scope.where, scope.duration, scope.always, only);
  return aggregate('sum', labels, countedIn(chosen, how, window, withoutZeros));
}

/** `le` is a label of the series only; the buckets of one service are summed before anything is read from them. */
export function summedBuckets(
  durations: Durations,
  labels: readonly string[],
  how?: Counting,
  only?: MatcherSets
): string {
  return summed(durations, `${durations.source.metric}_bucket`, [...labels, 'le'], how, { only });
}

export function inSeconds(expr: string, { unit }: DurationSource): string {
  return unit === 's' ? expr : `${expr} / ${PER_SECOND[unit]}`;
}
