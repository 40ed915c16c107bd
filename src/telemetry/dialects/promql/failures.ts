import { t } from '../../../i18n/t';
import { type MetricFamily } from '../../conventions/binding';
import { measureName } from '../../measureNames';
import { type Measure, type MeasureSpec, measureSpec } from '../../measures';
import { type MetricQuestion } from '../../questions/metric';
import { type Field } from '../../vocabulary';
import { promString } from './escape';
import { type RenderContext, type Rendered, statNotSupported, windowOf } from './rendered';
import {
  type CountedBy,
  countedBy,
  type Counting,
  countingOf,
  countPart,
  nothingAnswers,
  type PartOf,
  rateUnit,
  sortOut,
} from './requests';
import { fieldsNeeded, type Scope, whose } from './scope';
import { isPresent, matches, matcherSetsWith, type MatcherSets, matcherSetsWithout } from './selector';
import { combineSum } from './combine';
import { type NotSupported } from '../../questions/notSupported';

/** What counts as failed: the measure's row. */
type Failing = NonNullable<MeasureSpec['failing']>;

/** What the measure says of failures. @throws Error for a measure that is not of failures */
function failingOf({ measure }: MetricQuestion): Failing {
  const { failing } = measureSpec(measure);
  if (!failing) {
    throw new Error(`Not a measure of failures: ${measure}`);
  }
  return failing;
}

interface FailureParts {
  failed: PartOf;
  /** All requests of which it is known whether they failed. */
  known: PartOf;
}

/**
 * Errors and client errors. A group with requests but no failure answers 0; a group whose requests carry no status
 * answers nothing, because its errors are unknown.
 */
export function renderFailures(
  question: MetricQuestion,
  scopes: readonly Scope[],
  context: RenderContext
): Rendered | NotSupported {
  const failing = failingOf(question);
  const ratio = question.stat.kind === 'ratio';
  const byStatus = question.by.includes(failing.field);
  const counting = countingOf(question);
  // Among the requests of one status either all or none have failed.
  if (ratio && byStatus) {
    return statNotSupported(question.measure, question.stat, failing.field);
  }
  const { parts, notices } = sortOut(scopes.map((scope) => failureParts(question, failing, scope, counting, context)));
  if (parts.length === 0) {
    return nothingAnswers(question, notices);
  }
  const failed = combineSum(
    parts.map((part) => part.failed),
    question.by
  );
  const known = combineSum(
    parts.map((part) => part.known),
    question.by
  );
  const orZero = byStatus ? failed.expr : `(\n${failed.expr}\nor\n0 * (${known.expr})\n)`;
  return {
    queries: [
      { expr: ratio ? `${orZero} / (${known.expr})` : orZero, fields: failed.fields, reading: { kind: 'series' } },
    ],
    unit: ratio ? 'ratio' : counting === 'rate' ? rateUnit(scopes) : 'count',
    notices,
  };
}

function failureParts(
  question: MetricQuestion,
  failing: Failing,
  scope: Scope,
  counting: Counting,
  context: RenderContext
): FailureParts | NotSupported {
  const needed = fieldsNeeded(question);
  const withStatus = countedBy(scope, [...needed, failing.field]);
  if (failing.isConfigurable && scope.family.failures !== undefined) {
    return countedApart(scope, scope.family.failures, needed, windowOf(question, context), counting);
  }
  const isMarked = failing.isConfigurable && scope.family.errorMark !== undefined;
  const counted = 'notSupported' in withStatus && isMarked ? countedBy(scope, needed) : withStatus;
  if ('notSupported' in counted) {
    return scope.requests[failing.field] || scope.duration[failing.field]
      ? counted
      : unknownStatus(scope, question.measure);
  }
  const window = windowOf(question, context);
  const { failed, known } = failureWays(scope, counted, { ...failing, measure: question.measure }, context);
  return {
    failed: countPart(scope, counted, window, counting, failed),
    known: countPart(scope, counted, window, counting, known),
  };
}

/** Failures that have a counter of their own, which is missing until the first one. */
function countedApart(
  scope: Scope,
  failures: string,
  needed: readonly Field[],
  window: string,
  counting: Counting
): FailureParts | NotSupported {
  const counted = countedBy(scope, needed);
  return 'notSupported' in counted
    ? counted
    : {
        failed: countPart(
          scope,
          { source: { metric: failures, from: 'counter' }, labels: counted.labels },
          window,
          counting
        ),
        known: countPart(scope, counted, window, counting),
      };
}

/** How a failed request is told from the others, and how a request is told of which that is known. */
function failureWays(
  { family }: Scope,
  { labels }: CountedBy,
  failing: Failing & { measure: Measure },
  context: RenderContext
): { failed: MatcherSets; known: MatcherSets } {
  const status = labels[failing.field] ?? [];
  const known = matcherSetsWith(status, (label) => [isPresent(label)]);
  const own = family.failing?.[failing.measure];
  if (own !== undefined) {
    // Which of HTTP's codes the set-up calls errors says nothing of others.
    return { failed: matcherSetsWith(status, (label) => [{ label, op: '=~', text: promString(own) }]), known };
  }
  // A status code matches its class (`4xx`) too.
  const failed = matcherSetsWith(status, (label) =>
    failing.isConfigurable
      ? [{ label, op: '=~', text: promString(context.errorStatus ?? failing.codes) }]
      : [
          { label, op: '=~', text: promString(failing.codes) },
          // What the set-up counts as an error is not counted again.
          ...(context.errorStatus?.includes(failing.codes.charAt(0))
            ? [{ label, op: '!~' as const, text: promString(context.errorStatus) }]
            : []),
        ]
  );
  failed.push(...alsoFailed(family, status, failing, context));
  if (failing.isConfigurable && family.errorMark) {
    const { label, value } = family.errorMark;
    const mark = value === undefined ? isPresent(label) : matches(label, [value]);
    const marked = matcherSetsWithout(status).map((way) => [...way, mark]);
    return { failed: [...failed, ...marked], known: [[]] };
  }
  return { failed, known };
}

/** Failures that HTTP's status does not tell, and another one beside it does. */
function alsoFailed(
  { alsoFailing }: MetricFamily,
  status: readonly string[],
  { codes, isConfigurable, measure }: Failing & { measure: Measure },
  { errorStatus }: RenderContext
): MatcherSets {
  const statuses = alsoFailing?.statuses[measure];
  if (!alsoFailing || statuses === undefined) {
    return [];
  }
  const told = isConfigurable ? (errorStatus ?? codes) : codes;
  return matcherSetsWith(status, (label) => [
    isPresent(label),
    { label, op: '!~', text: promString(told) },
    { label: alsoFailing.label, op: '=~', text: promString(statuses) },
  ]);
}

function unknownStatus(scope: Scope, measure: Measure): NotSupported {
  return {
    notSupported: t(
      'ui.measure.no-status',
      '{{family}}: {{measure}} unknown, because {{metric}} carries no HTTP status code',
      { family: whose(scope), measure: measureName(measure), metric: scope.family.requests.metric }
    ),
  };
}
