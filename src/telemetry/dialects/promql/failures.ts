import { type MetricQuestion } from '../../questions/metric';
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
  sortOut,
} from './requests';
import { fieldsNeeded, type Scope, whose } from './scope';
import { isPresent, matches, matcherSetsWith, type MatcherSets, matcherSetsWithout } from './selector';
import { combineSum } from './combine';
import { type NotSupported } from '../../questions/notSupported';

type FailureMeasure = 'errors' | 'clientErrors';

/** Status codes as PromQL regular expressions; each matches its class (`4xx`) too. */
const CLIENT_ERROR = '4..';
const SERVER_ERROR = '5..';

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
  kind: FailureMeasure,
  scopes: readonly Scope[],
  context: RenderContext
): Rendered | NotSupported {
  const ratio = question.stat.kind === 'ratio';
  const byStatus = question.by.includes('status');
  const counting = ratio ? 'rate' : countingOf(question);
  // Among the requests of one status either all or none have failed.
  if (!counting || (ratio && byStatus)) {
    return statNotSupported(byStatus ? `${kind} by status` : kind, question.stat);
  }
  const { parts, notices } = sortOut(scopes.map((scope) => failureParts(question, kind, scope, counting, context)));
  if (parts.length === 0) {
    return nothingAnswers(notices);
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
    unit: ratio ? 'ratio' : counting === 'rate' ? 'per-second' : 'count',
    notices,
  };
}

function failureParts(
  question: MetricQuestion,
  kind: FailureMeasure,
  scope: Scope,
  counting: Counting,
  context: RenderContext
): FailureParts | NotSupported {
  const needed = fieldsNeeded(question);
  const withStatus = countedBy(scope, [...needed, 'status']);
  const isMarked = kind === 'errors' && scope.family.errorMark !== undefined;
  const counted = 'notSupported' in withStatus && isMarked ? countedBy(scope, needed) : withStatus;
  if ('notSupported' in counted) {
    return scope.requests.status || scope.duration.status ? counted : { notSupported: unknownStatus(scope, kind) };
  }
  const window = windowOf(question, context);
  const { failed, known } = failureWays(scope, counted, kind, context);
  return {
    failed: countPart(scope, counted, window, counting, failed),
    known: countPart(scope, counted, window, counting, known),
  };
}

/** How a failed request is told from the others, and how a request is told of which that is known. */
function failureWays(
  { family }: Scope,
  { labels }: CountedBy,
  kind: FailureMeasure,
  context: RenderContext
): { failed: MatcherSets; known: MatcherSets } {
  const status = labels.status ?? [];
  const errors = promString(context.errorStatus ?? SERVER_ERROR);
  const failed = matcherSetsWith(status, (label) =>
    kind === 'errors'
      ? [{ label, op: '=~', text: errors }]
      : [
          { label, op: '=~', text: promString(CLIENT_ERROR) },
          // A client error that the set-up counts as an error is not counted again.
          ...(context.errorStatus?.includes('4') ? [{ label, op: '!~' as const, text: errors }] : []),
        ]
  );
  if (kind === 'errors' && family.errorMark) {
    const { label, value } = family.errorMark;
    const marked = matcherSetsWithout(status).map((way) => [...way, matches(label, [value])]);
    return { failed: [...failed, ...marked], known: [[]] };
  }
  return { failed, known: matcherSetsWith(status, (label) => [isPresent(label)]) };
}

function unknownStatus(scope: Scope, kind: FailureMeasure): string {
  return `${whose(scope)}: ${scope.family.requests.metric} carries no HTTP status, so ${kind === 'errors' ? 'errors' : 'client errors'} are unknown`;
}
