import { ask, type QuestionQuery } from '../../../datasources/question';
import { t } from '../../../i18n/t';
import { type Condition, metricQuestion, type MetricQuestion } from '../../../telemetry/questions/metric';
import { type Field } from '../../../telemetry/vocabulary';

/** The refIds of a service's smaller panels. */
export const SMALL_REFS = {
  inFlight: 'inFlight',
  cpu: 'cpu',
  memory: 'memory',
  lowStock: 'lowStock',
} as const;

const VALUE = { kind: 'value' as const };

function valueOf(measure: MetricQuestion['measure'], where: Condition[], by: Field[] = []): MetricQuestion {
  return metricQuestion({ measure, stat: VALUE, where, by });
}

/** What the small panels of the overview show. */
export function smallQueries(where: Condition[]): QuestionQuery[] {
  return [
    ask(SMALL_REFS.inFlight, valueOf('inFlight', where), t('service.legend.in-flight', 'in flight')),
    ask(SMALL_REFS.cpu, valueOf('cpu', where), t('service.legend.cpu', 'CPU')),
    ask(SMALL_REFS.memory, valueOf('memory', where), t('service.legend.memory', 'memory')),
    ask(SMALL_REFS.lowStock, valueOf('lowStock', where), t('service.legend.low-stock', 'products')),
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
