import { ask, type QuestionQuery } from '../../../datasources/question';
import { type Condition, metricQuestion, type MetricQuestion } from '../../../telemetry/questions/metric';
import { type Field } from '../../../telemetry/vocabulary';

/** The refIds of a service's smaller panels. */
export const SMALL_REFS = {
  inFlight: 'inFlight',
  cpu: 'cpu',
  memory: 'memory',
  total: 'total',
  lowStock: 'lowStock',
} as const;

const VALUE = { kind: 'value' as const };

function valueOf(measure: MetricQuestion['measure'], where: Condition[], by: Field[] = []): MetricQuestion {
  return metricQuestion({ measure, stat: VALUE, where, by });
}

export function smallQueries(where: Condition[]): QuestionQuery[] {
  return [
    ask(SMALL_REFS.inFlight, valueOf('inFlight', where), 'in flight'),
    ask(SMALL_REFS.cpu, valueOf('cpu', where), 'CPU'),
    ask(SMALL_REFS.memory, valueOf('memory', where), 'memory'),
    ask(
      SMALL_REFS.total,
      metricQuestion({ measure: 'requests', stat: { kind: 'count' }, where, shape: 'total' }),
      'requests'
    ),
    ask(SMALL_REFS.lowStock, valueOf('lowStock', where), 'products'),
  ];
}

/** What each instance uses. */
export function resourceQueries(where: Condition[]): QuestionQuery[] {
  return [
    ask(SMALL_REFS.cpu, valueOf('cpu', where, ['instance'])),
    ask(SMALL_REFS.memory, valueOf('memory', where, ['instance'])),
    ask(SMALL_REFS.inFlight, valueOf('inFlight', where, ['instance'])),
  ];
}
