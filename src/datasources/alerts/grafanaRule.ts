import { array, boolean, type InferOutput, looseObject, nullish, number, object, string } from 'valibot';
import { readMath } from '../../telemetry/dialects/grafanaMath';
import { readRuleQuery } from '../../telemetry/dialects/ruleQuery';
import { type Comparison, type Reducer, REDUCERS } from '../../telemetry/questions/alerts';
import { type DialectOf, EXPRESSIONS } from './ruleBodies';

const TYPED = object({ type: nullish(string(), '') });
const EVALUATOR = object({ type: nullish(string(), ''), params: nullish(array(number()), []) });
const CONDITION = object({
  evaluator: nullish(EVALUATOR),
  query: nullish(object({ params: nullish(array(string()), []) })),
  reducer: nullish(TYPED),
});
const MODEL = looseObject({
  type: nullish(string(), ''),
  expression: nullish(string(), ''),
  reducer: nullish(string(), ''),
  downsampler: nullish(string(), ''),
  expr: nullish(string()),
  instant: nullish(boolean(), false),
  range: nullish(boolean(), false),
  queryType: nullish(string(), ''),
  conditions: nullish(array(CONDITION), []),
});
const NODE = object({
  refId: string(),
  datasourceUid: nullish(string(), ''),
  relativeTimeRange: nullish(object({ from: nullish(number(), 0), to: nullish(number(), 0) })),
  model: MODEL,
});
type Node = InferOutput<typeof NODE>;

/** The definition of a rule of Grafana's, as far as it tells what the rule watches. */
export const GRAFANA_RULE_BODY = object({
  grafana_alert: object({ condition: string(), data: nullish(array(NODE), []) }),
});

/** What a rule watches: the query, whom it asks, and how it compares. */
export interface WatchedQuery extends Comparison {
  dataSource: string;
  expr: string;
}

const ONE_SIDED: ReadonlySet<string> = new Set(['gt', 'lt', 'gte', 'lte', 'eq', 'ne']);

/** What is known of a rule at one of its nodes, when one goes from its condition to its query. */
interface Trail {
  isCompared: boolean;
  /** In the unit of the node. */
  threshold?: number;
  /** There is a threshold, but only in the unit of what is calculated later. */
  isOtherScale?: boolean;
  /** What is made of many points. */
  reducer?: Reducer;
  calculated: string[];
}

/**
 * Goes from the condition of a rule through its expressions to its query.
 * @returns undefined where the condition rests on several queries or on what cannot be read
 */
export function watchedQuery(
  { grafana_alert: { condition, data } }: InferOutput<typeof GRAFANA_RULE_BODY>,
  dialectOf: DialectOf
): WatchedQuery | undefined {
  const nodeOf = (refId: string) => data.find((node) => node.refId === refId);
  const trail: Trail = { isCompared: false, calculated: [] };
  let node = nodeOf(condition);
  // Each step goes to another expression; one that names itself ends it.
  for (let step = 0; node && EXPRESSIONS.has(node.datasourceUid) && step < data.length; step++) {
    const next = goOn(node, trail);
    node = next === undefined ? undefined : nodeOf(next);
  }
  const expr = node?.model.expr;
  if (!node || EXPRESSIONS.has(node.datasourceUid) || !expr) {
    return undefined;
  }
  const { datasourceUid: dataSource } = node;
  const dialect = dialectOf(dataSource);
  const read = trail.isCompared || !dialect ? undefined : readRuleQuery(expr, dialect)?.watched;
  return { dataSource, expr: read?.expr ?? expr, ...comparisonOf(node, trail, read?.threshold) };
}

/** @returns the next node towards the query; undefined where there is no single one */
function goOn({ model }: Node, trail: Trail): string | undefined {
  const { type, expression, conditions, reducer, downsampler } = model;
  const [only, ...others] = conditions;
  switch (type) {
    case 'reduce':
      trail.reducer = reducerCalled(reducer);
      return variableIn(expression);
    case 'resample':
      // Points that are brought together keep their unit, unless they are added or counted.
      if (changesUnit(reducerCalled(downsampler))) {
        trail.reducer = reducerCalled(downsampler);
      }
      return variableIn(expression);
    case 'math':
      return throughMath(expression, trail);
    case 'threshold':
      return compared(only?.evaluator, trail) ? variableIn(expression) : undefined;
    case 'classic_conditions':
      trail.reducer = reducerCalled(only?.reducer?.type ?? '');
      return others.length === 0 && compared(only?.evaluator, trail) ? (only?.query?.params[0] ?? '') : undefined;
    default:
      return undefined;
  }
}

/** An expression may name its node as a variable. */
function variableIn(expression: string): string {
  return /^\s*\$\{?([^{}]+?)\}?\s*$/.exec(expression)?.[1] ?? expression;
}

/** @returns whether what is compared can be followed: a comparison of a comparison is none */
function compared(evaluator: InferOutput<typeof EVALUATOR> | null | undefined, trail: Trail): boolean {
  if (trail.isCompared) {
    return false;
  }
  const { type, params } = evaluator ?? { type: '', params: [] };
  trail.isCompared = true;
  trail.threshold = ONE_SIDED.has(type) ? params[0] : undefined;
  return true;
}

/** Brings the number that is compared with into the unit of the node that an expression is of. */
function throughMath(expression: string, trail: Trail): string | undefined {
  const read = readMath(expression);
  if (!read) {
    return undefined;
  }
  trail.calculated.unshift(expression.trim());
  const { meaning, of } = read;
  switch (meaning.kind) {
    case 'linear':
      if (trail.threshold !== undefined) {
        trail.threshold = (trail.threshold - meaning.offset) / meaning.factor;
      }
      if (meaning.factor < 0) {
        trail.reducer = mirrored(trail.reducer);
      }
      break;
    case 'comparison': {
      // Its result is 1 or 0: whoever compares that with something between them asks the same.
      const isSame =
        !trail.isCompared || (trail.threshold !== undefined && trail.threshold >= 0 && trail.threshold < 1);
      if (!isSame) {
        loseThreshold(trail);
        break;
      }
      trail.isCompared = true;
      trail.threshold = meaning.threshold;
      break;
    }
    case 'condition':
      trail.isCompared = true;
      trail.threshold = undefined;
      break;
    case 'other':
      loseThreshold(trail);
  }
  return of;
}

/** What is calculated cannot be undone, a threshold in its unit neither; a comparison with several numbers has none. */
function loseThreshold(trail: Trail): void {
  trail.isOtherScale ||= !trail.isCompared || trail.threshold !== undefined;
  trail.isCompared = true;
  trail.threshold = undefined;
}

/** The largest of what was multiplied by a negative number is of the smallest. */
function mirrored(reducer: Reducer | undefined): Reducer | undefined {
  return reducer === 'max' ? 'min' : reducer === 'min' ? 'max' : reducer;
}

/** @returns undefined where each point is compared: the last one at each moment */
function reducerCalled(name: string): Reducer | undefined {
  if (name === '' || name === 'last') {
    return undefined;
  }
  return name === 'avg' ? 'mean' : (REDUCERS.find((one) => one === name) ?? 'other');
}

/** Whether it comes to another unit than that of the points. */
function changesUnit(reducer: Reducer | undefined): boolean {
  return reducer === 'sum' || reducer === 'count' || reducer === 'other';
}

function comparisonOf({ model, relativeTimeRange }: Node, trail: Trail, inQuery: number | undefined): Comparison {
  const { reducer, calculated } = trail;
  if (inQuery !== undefined) {
    // The query leaves no points but those that fulfil it.
    return { threshold: inQuery };
  }
  // Of a single point all is the point itself, but for the number of points.
  const isSingle = (model.instant && !model.range) || model.queryType === 'instant';
  const by = isSingle && reducer !== 'count' && reducer !== 'other' ? undefined : reducer;
  const isOfPoints = !changesUnit(by);
  const { threshold, isOtherScale } = trail;
  const { from, to } = relativeTimeRange ?? { from: 0, to: 0 };
  return {
    ...(threshold !== undefined && (isOfPoints ? { threshold } : { noThreshold: 'not-of-points' })),
    ...(isOtherScale && { noThreshold: 'another-scale' }),
    ...(by !== undefined && { reduced: { by, seconds: from - to } }),
    ...(calculated.length > 0 && { calculated: calculated.join('; ') }),
  };
}
