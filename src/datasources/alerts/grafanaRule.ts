import { array, type InferOutput, looseObject, nullish, number, object, string } from 'valibot';
import { readRuleQuery } from '../../telemetry/dialects/ruleQuery';
import { type DialectOf, EXPRESSIONS } from './ruleBodies';

const EVALUATOR = object({ type: nullish(string(), ''), params: nullish(array(number()), []) });
const CONDITION = object({
  evaluator: nullish(EVALUATOR),
  query: nullish(object({ params: nullish(array(string()), []) })),
});
const MODEL = looseObject({
  type: nullish(string(), ''),
  expression: nullish(string(), ''),
  expr: nullish(string()),
  conditions: nullish(array(CONDITION), []),
});
const NODE = object({ refId: string(), datasourceUid: nullish(string(), ''), model: MODEL });

/** The definition of a rule of Grafana's, as far as it tells what the rule watches. */
export const GRAFANA_RULE_BODY = object({
  grafana_alert: object({ condition: string(), data: nullish(array(NODE), []) }),
});

/** What a rule watches: the query, whom it asks, and the number that it is compared with. */
export interface WatchedQuery {
  dataSource: string;
  expr: string;
  threshold?: number;
}

const ONE_SIDED: ReadonlySet<string> = new Set(['gt', 'lt', 'gte', 'lte', 'eq', 'ne']);

/**
 * Goes from the condition of a rule through its expressions to its query.
 * @returns undefined where the condition is calculated, or rests on several queries
 */
export function watchedQuery(
  { grafana_alert: { condition, data } }: InferOutput<typeof GRAFANA_RULE_BODY>,
  dialectOf: DialectOf
): WatchedQuery | undefined {
  const nodeOf = (refId: string) => data.find((node) => node.refId === refId);
  let node = nodeOf(condition);
  let threshold: number | undefined;
  let isCompared = false;
  // Each step goes to another expression; one that names itself ends it.
  for (let step = 0; node && EXPRESSIONS.has(node.datasourceUid) && step < data.length; step++) {
    const { type, expression, conditions } = node.model;
    const [only, ...others] = conditions;
    if (type === 'reduce' || type === 'resample') {
      node = nodeOf(expression);
    } else if (type === 'threshold' || (type === 'classic_conditions' && others.length === 0)) {
      if (isCompared) {
        return undefined;
      }
      isCompared = true;
      const { type: kind, params } = only?.evaluator ?? { type: '', params: [] };
      threshold = ONE_SIDED.has(kind) ? params[0] : undefined;
      node = nodeOf(type === 'threshold' ? expression : (only?.query?.params[0] ?? ''));
    } else {
      return undefined;
    }
  }
  const expr = node?.model.expr;
  if (!node || EXPRESSIONS.has(node.datasourceUid) || !expr) {
    return undefined;
  }
  const { datasourceUid: dataSource } = node;
  const dialect = dialectOf(dataSource);
  const read = isCompared || !dialect ? undefined : readRuleQuery(expr, dialect)?.watched;
  return { dataSource, expr: read?.expr ?? expr, threshold: read?.threshold ?? threshold };
}
