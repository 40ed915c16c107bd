import { t } from '../../../i18n/t';
import { type BoundLabels } from '../../conventions/binding';
import { type RequestsSource } from '../../conventions/convention';
import { type AnswerUnit } from '../../measures';
import { type MetricQuestion, type Stat } from '../../questions/metric';
import { type Field } from '../../vocabulary';
import { noLabelFor, noMetricFor, type Part, type RenderContext, type Rendered, windowOf } from './rendered';
import { fieldsNeeded, type Scope, whose } from './scope';
import { groupLabels, selectors, type MatcherSets } from './selector';
import { aggregate, anyOf, combineSum } from './combine';
import { type NotSupported } from '../../questions/notSupported';
import { ageOf } from './age';

/** A part, grouped by the fields that it is given. */
export type PartOf = (by: readonly Field[]) => Part;
export type Counting = 'rate' | 'increase';

/** Parts that answer a question, and what they leave out. */
export interface Answering<T> {
  parts: T[];
  notices: string[];
  /** What all that cannot answer could answer instead. */
  instead: Stat[];
}

/** How a counter answers a question: a count as it grew, all else per second. */
export function countingOf({ stat }: Pick<MetricQuestion, 'stat'>): Counting {
  return stat.kind === 'count' ? 'increase' : 'rate';
}

/** The series that count requests with all these fields on it: the counter, or the count of the durations. */
export interface CountedBy {
  source: RequestsSource;
  labels: BoundLabels;
}

export function countedBy(scope: Scope, fields: readonly Field[]): CountedBy | NotSupported {
  const { family } = scope;
  const missing = fields.filter((field) => !scope.requests[field]);
  if (missing.length === 0) {
    return { source: family.requests, labels: scope.requests };
  }
  if (family.duration && fields.every((field) => scope.duration[field])) {
    const { metric, type } = family.duration;
    return { source: { metric, from: `${type}-count` }, labels: scope.duration };
  }
  return noLabelFor(family.requests.metric, missing, whose(scope));
}

/** `sum by (labels) (rate(requests[window]))`, from whichever series counts them. */
export function countPart(
  scope: Scope,
  { source, labels }: CountedBy,
  window: string,
  counting: Counting,
  more?: MatcherSets
): PartOf {
  const metric =
    source.from === 'histogram-count' || source.from === 'summary-count' ? `${source.metric}_count` : source.metric;
  const chosen = selectors(metric, scope.where, labels, scope.always, more);
  return (by) => {
    const counted = countedIn(chosen, counting, window, leavesOutZeros(scope, by));
    const summed = aggregate('sum', groupLabels(by, labels), counted);
    const expr = source.from === 'native-histogram-count' ? `histogram_count(${summed})` : summed;
    return { expr, labels, apart: scope.apart };
  };
}

/** Whether a group whose series never counted anything is to be left out: there is one for all that may ever happen. */
export function leavesOutZeros({ family }: Scope, by: readonly Field[]): boolean {
  return family.startsAtZero === true && by.length > 0;
}

/** How series grew within a window, or fast; those that stood at 0 in all of it may be left out. */
export function countedIn(
  selected: readonly string[],
  counting: Counting,
  window: string,
  withoutZeros: boolean
): string {
  return anyOf(
    selected.map((one) => {
      const counted = `${counting}(${one}[${window}])`;
      return withoutZeros ? `${counted} and (max_over_time(${one}[${window}]) > 0)` : counted;
    })
  );
}

/** Separates what can answer from what cannot. */
export function sortOut<T extends object>(results: ReadonlyArray<T | NotSupported>): Answering<T> {
  const isReason = (result: T | NotSupported): result is NotSupported => 'notSupported' in result;
  return {
    parts: results.filter((result): result is T => !isReason(result)),
    notices: [...new Set(results.filter(isReason).map(({ notSupported }) => notSupported))],
    instead: common(results.filter(isReason).map(({ instead = [] }) => instead)),
  };
}

function common([first = [], ...others]: ReadonlyArray<readonly Stat[]>): Stat[] {
  return first.filter(({ kind }) => others.every((stats) => stats.some((stat) => stat.kind === kind)));
}

/** Nothing can answer: say why, or that no metrics of this kind were detected at all. */
export function nothingAnswers(
  { measure }: Pick<MetricQuestion, 'measure'>,
  notices: readonly string[],
  instead: readonly Stat[] = []
): NotSupported {
  const none = notices.length > 0 ? { notSupported: notices.join('. ') } : noMetricFor(measure);
  return { ...none, ...(instead.length > 0 ? { instead } : {}) };
}

/** What is counted in a second: messages, where all that is asked about processes these. */
export function rateUnit(scopes: readonly Scope[]): AnswerUnit {
  return scopes.every(({ family }) => family.countsMessages) ? 'messages-per-second' : 'per-second';
}

export function renderRequests(
  question: MetricQuestion,
  scopes: readonly Scope[],
  context: RenderContext
): Rendered | NotSupported {
  const counting = countingOf(question);
  const isAge = question.stat.kind === 'age';
  const window = windowOf(isAge ? { ...question, shape: 'series' } : question, context);
  const { parts, notices } = sortOut(
    scopes.map((scope) => {
      const counted = countedBy(scope, fieldsNeeded(question));
      return 'notSupported' in counted ? counted : countPart(scope, counted, window, counting);
    })
  );
  if (parts.length === 0) {
    return nothingAnswers(question, notices);
  }
  const { expr, fields } = combineSum(parts, question.by);
  return {
    queries: [{ expr: isAge ? ageOf(expr, context) : expr, fields, reading: { kind: 'series' } }],
    unit: isAge ? 'seconds' : counting === 'rate' ? rateUnit(scopes) : 'count',
    notices,
  };
}

export function renderInFlight(question: MetricQuestion, scopes: readonly Scope[]): Rendered | NotSupported {
  const { parts, notices } = sortOut(
    scopes.map((scope): PartOf | NotSupported => {
      const { inFlight } = scope.family;
      const missing = fieldsNeeded(question).filter((field) => !inFlight?.labels[field]);
      if (!inFlight || missing.length > 0) {
        return inFlight
          ? noLabelFor(inFlight.metric, missing, whose(scope))
          : {
              notSupported: t('ui.measure.no-in-flight', '{{family}}: no metric of requests in flight', {
                family: whose(scope),
              }),
            };
      }
      const chosen = anyOf(selectors(inFlight.metric, scope.where, inFlight.labels, []));
      return (by) => ({
        expr: aggregate('sum', groupLabels(by, inFlight.labels), chosen),
        labels: inFlight.labels,
        apart: scope.apart,
      });
    })
  );
  if (parts.length === 0) {
    return nothingAnswers(question, notices);
  }
  return { queries: [{ ...combineSum(parts, question.by), reading: { kind: 'series' } }], unit: 'count', notices };
}
