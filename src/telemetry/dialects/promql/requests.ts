import { type BoundLabels } from '../../conventions/binding';
import { type RequestsSource } from '../../conventions/convention';
import { conventionById } from '../../conventions';
import { type MetricQuestion } from '../../questions/metric';
import { type Field } from '../../vocabulary';
import { promString } from './escape';
import {
  type NotSupported,
  type Part,
  type RenderContext,
  type Rendered,
  statNotSupported,
  windowOf,
} from './rendered';
import { failureMatchers, requestsWith, type Scope } from './scope';
import { groupLabels, type Matcher, selectors } from './selector';
import { aggregate, either, uniteSum } from './unite';

type PartOf = (by: readonly Field[]) => Part;
type Counting = 'rate' | 'increase';

/** `sum by (labels) (rate(requests[window]))`, from whichever series counts them. */
export function sumOfCount(
  source: RequestsSource,
  chosen: readonly string[],
  labels: readonly string[],
  window: string,
  counting: Counting
): string {
  if (source.from === 'native-histogram-count') {
    const rates = chosen.map((selected) => `${counting}(${selected}[${window}])`);
    return `histogram_count(${aggregate('sum', labels, either(rates))})`;
  }
  return aggregate('sum', labels, either(chosen.map((selected) => `${counting}(${selected}[${window}])`)));
}

/** The name of the series that count requests. */
export function countMetric(source: RequestsSource): string {
  return source.from === 'histogram-count' || source.from === 'summary-count'
    ? `${source.metric}_count`
    : source.metric;
}

function countingOf(question: MetricQuestion): Counting | undefined {
  switch (question.stat.kind) {
    case 'rate':
      return 'rate';
    case 'count':
      // Per step it would depend on the step; as a total it is a plain number of requests.
      return question.shape === 'total' ? 'increase' : undefined;
    default:
      return undefined;
  }
}

function missingFields(scope: Scope, missing: readonly Field[]): string {
  return `${conventionById(scope.family.convention).title}: ${scope.family.requests.metric} has no label for ${missing.join(', ')}`;
}

/** A family's requests as a part, or why it cannot answer. */
export function requestsPart(
  question: MetricQuestion,
  scope: Scope,
  window: string,
  counting: Counting,
  extra?: (labels: BoundLabels) => readonly Matcher[]
): PartOf | NotSupported {
  const needed = [...question.by, ...question.where.map(({ field }) => field)];
  const found = requestsWith(scope, needed);
  if ('missing' in found) {
    return { notSupported: missingFields(scope, found.missing) };
  }
  const { source, labels } = found;
  return (by) => {
    const always = [...scope.always, ...(extra?.(labels) ?? [])];
    const chosen = selectors(countMetric(source), question.where, labels, always);
    return { expr: sumOfCount(source, chosen, groupLabels(by, labels), window, counting), labels };
  };
}

/** Separates what can answer from what cannot. */
export function sortOut<T>(results: ReadonlyArray<T | NotSupported>): { parts: T[]; notices: string[] } {
  const parts: T[] = [];
  const notices: string[] = [];
  for (const result of results) {
    if (typeof result === 'object' && result !== null && 'notSupported' in result) {
      notices.push(result.notSupported);
    } else {
      parts.push(result);
    }
  }
  return { parts, notices };
}

/** Nothing can answer: say why, or that no metrics of requests were found at all. */
export function nothingAnswers(notices: readonly string[]): NotSupported {
  return { notSupported: notices.length > 0 ? notices.join('. ') : 'No metrics about HTTP requests were found' };
}

export function renderRequests(
  question: MetricQuestion,
  scopes: Scope[],
  context: RenderContext
): Rendered | NotSupported {
  const counting = countingOf(question);
  if (!counting) {
    return statNotSupported('requests', question.stat);
  }
  const window = windowOf(question, context);
  const { parts, notices } = sortOut(scopes.map((scope) => requestsPart(question, scope, window, counting)));
  if (parts.length === 0) {
    return nothingAnswers(notices);
  }
  const query = uniteSum(parts, question.by);
  return {
    queries: [{ ...query, reading: { kind: 'series' } }],
    unit: counting === 'rate' ? 'per-second' : 'count',
    notices,
  };
}

/** Status codes of client errors, as a PromQL regular expression; matches the class `4xx` too. */
const CLIENT_ERROR = '4..';
const SERVER_ERROR = '5..';

interface FailureParts {
  failed: PartOf;
  known: PartOf;
}

function failureParts(
  question: MetricQuestion,
  kind: 'errors' | 'clientErrors',
  scope: Scope,
  window: string,
  counting: Counting,
  context: RenderContext
): FailureParts | NotSupported {
  const statusLabels = scope.requests.status ?? scope.duration.status;
  const pattern = promString(kind === 'errors' ? (context.errorStatus ?? SERVER_ERROR) : CLIENT_ERROR);
  const how = failureMatchers(scope, statusLabels, pattern, kind);
  if ('reason' in how) {
    return { notSupported: how.reason };
  }
  // Where the status sits on the durations only, asking for the field makes them the source.
  const asked: MetricQuestion = statusLabels ? { ...question, by: [...question.by, 'status'] } : question;
  const failed = requestsPart(asked, scope, window, counting, () => how.failed);
  const known = requestsPart(asked, scope, window, counting, () => how.known);
  if (typeof failed !== 'function') {
    return failed;
  }
  return typeof known === 'function' ? { failed, known } : known;
}

/**
 * Errors and client errors. A group with requests but no failure answers 0; a group whose requests carry no status
 * answers nothing, because its errors are unknown.
 */
export function renderFailures(
  question: MetricQuestion,
  kind: 'errors' | 'clientErrors',
  scopes: Scope[],
  context: RenderContext
): Rendered | NotSupported {
  const ratio = question.stat.kind === 'ratio';
  const counting = ratio ? 'rate' : countingOf(question);
  if (!counting) {
    return statNotSupported(kind, question.stat);
  }
  const window = windowOf(question, context);
  const { parts, notices } = sortOut(
    scopes.map((scope) => failureParts(question, kind, scope, window, counting, context))
  );
  if (parts.length === 0) {
    return nothingAnswers(notices);
  }
  const failed = uniteSum(
    parts.map((part) => part.failed),
    question.by
  );
  const known = uniteSum(
    parts.map((part) => part.known),
    question.by
  );
  const orZero = question.by.includes('status') ? failed.expr : `(\n${failed.expr}\nor\n0 * (${known.expr})\n)`;
  return {
    queries: [
      {
        expr: ratio ? `${orZero} / (${known.expr})` : orZero,
        fields: failed.fields,
        reading: { kind: 'series' },
      },
    ],
    unit: ratio ? 'ratio' : counting === 'rate' ? 'per-second' : 'count',
    notices,
  };
}

export function renderInFlight(question: MetricQuestion, scopes: Scope[]): Rendered | NotSupported {
  if (question.stat.kind !== 'value') {
    return statNotSupported('inFlight', question.stat);
  }
  const { parts, notices } = sortOut(
    scopes.map((scope): PartOf | NotSupported => {
      const { inFlight } = scope.family;
      const needed = [...question.by, ...question.where.map(({ field }) => field)];
      const missing = needed.filter((field) => !inFlight?.labels[field]);
      if (!inFlight || missing.length > 0) {
        const title = conventionById(scope.family.convention).title;
        return {
          notSupported: `${title}: requests in flight are not measured${inFlight ? ` by ${missing.join(', ')}` : ''}`,
        };
      }
      return (by) => ({
        expr: aggregate(
          'sum',
          groupLabels(by, inFlight.labels),
          either(selectors(inFlight.metric, question.where, inFlight.labels, []))
        ),
        labels: inFlight.labels,
      });
    })
  );
  if (parts.length === 0) {
    return nothingAnswers(notices);
  }
  return { queries: [{ ...uniteSum(parts, question.by), reading: { kind: 'series' } }], unit: 'count', notices };
}
