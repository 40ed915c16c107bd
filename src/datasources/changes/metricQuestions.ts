import { type CaseMeasure, type EntityKind } from '../../analysis/causes/case';
import { type Condition, is, metricQuestion, type MetricQuestion } from '../../telemetry/questions/metric';
import { type Measure } from '../../telemetry/measures';
import { type Field } from '../../telemetry/vocabulary';

/** One question of metrics, and what its answer is of. */
export interface CaseMetricQuestion {
  refId: string;
  kind: EntityKind;
  /** Which field names the part; a service has none. */
  part?: Field;
  /** `build`: which versions ran, which is no series of a case. */
  measure: CaseMeasure | 'build';
  question: MetricQuestion;
}

/** How each measure of requests is asked for. */
const OF_REQUESTS = {
  requests: { measure: 'requests', stat: { kind: 'rate' } },
  errors: { measure: 'errors', stat: { kind: 'rate' } },
  clientErrors: { measure: 'clientErrors', stat: { kind: 'rate' } },
  duration: { measure: 'duration', stat: { kind: 'mean' } },
} as const satisfies Partial<Record<CaseMeasure, Pick<MetricQuestion, 'measure' | 'stat'>>>;

/** What stands at a moment, by the measure that asks for it. */
const LEVELS = { cpu: 'cpu', memory: 'memory', saturation: 'consumerLag' } as const satisfies Partial<
  Record<CaseMeasure, Measure>
>;

const PARTS = ['route', 'instance', 'version'] as const;

/**
 * Which services' parts are asked for, too: of how many services there are, series of all routes and instances are
 * bearable.
 */
export const PARTS_OF_ALL = 40;

/**
 * What is asked of metrics: requests, failures and latency of all services, what they use, and which versions run; of
 * each by route, instance and version as well.
 * @param partsOf only of this service its routes, instances and versions; `all`: of every one; `none`: of nobody
 */
export function caseMetricQuestions(partsOf: { service: string } | 'all' | 'none'): CaseMetricQuestion[] {
  const where: Condition[] = typeof partsOf === 'object' ? [is('service', partsOf.service)] : [];
  const parts = partsOf === 'none' ? [] : PARTS;
  const requestsOf = (kind: EntityKind, part: Field | undefined, only: Condition[]) =>
    (Object.keys(OF_REQUESTS) as Array<keyof typeof OF_REQUESTS>).map((measure) =>
      asked(kind, part, measure, metricQuestion({ ...OF_REQUESTS[measure], by: fieldsOf(part), where: only }))
    );
  const levelsOf = (
    kind: EntityKind,
    part: Field | undefined,
    only: Condition[],
    measures: Array<keyof typeof LEVELS>
  ) =>
    measures.map((measure) =>
      asked(
        kind,
        part,
        measure,
        metricQuestion({ measure: LEVELS[measure], stat: { kind: 'value' }, by: fieldsOf(part), where: only })
      )
    );
  const builds = metricQuestion({
    measure: 'build',
    stat: { kind: 'value' },
    by: partsOf === 'all' ? ['service', 'instance', 'version'] : ['service', 'version'],
  });
  return [
    ...requestsOf('service', undefined, []),
    ...parts.flatMap((part) => requestsOf(part, part, where)),
    ...(partsOf === 'none' ? [] : levelsOf('instance', 'instance', where, ['cpu', 'memory'])),
    // What many services use is told by service: of each instance it would be too much.
    ...levelsOf('service', undefined, [], partsOf === 'all' ? ['saturation'] : ['cpu', 'memory', 'saturation']),
    { refId: 'build', kind: 'service', measure: 'build', question: builds },
  ];
}

function asked(
  kind: EntityKind,
  part: Field | undefined,
  measure: CaseMeasure,
  question: MetricQuestion
): CaseMetricQuestion {
  return { refId: `${kind}-${measure}`, kind, part, measure, question };
}

function fieldsOf(part: Field | undefined): Field[] {
  return part === undefined ? ['service'] : ['service', part];
}
