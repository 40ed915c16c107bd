import { SceneQueryRunner } from '@grafana/scenes';
import { ask, type QuestionQuery, TELEMETRY_UID } from '../../../datasources/question';
import { is, metricQuestion } from '../../../telemetry/questions/metric';

/** The queries of a page whose charts are marked. */
export const MARK_REFS = { versions: 'versions', alerts: 'alerts' } as const;

/** Asks, with whatever else a page asks, which versions of a service ran and which alerts of it fired when. */
export function markQueries(service: string): QuestionQuery[] {
  const where = [is('service', service)];
  const stat = { kind: 'value' as const };
  return [
    ask(MARK_REFS.versions, metricQuestion({ measure: 'build', stat, by: ['version'], where, shape: 'series' })),
    ask(MARK_REFS.alerts, metricQuestion({ measure: 'alerts', stat, where, shape: 'series' })),
  ];
}

/** Asks for nothing else. */
export function markRunner(service: string): SceneQueryRunner {
  return new SceneQueryRunner({
    datasource: { uid: TELEMETRY_UID },
    queries: markQueries(service),
    maxDataPoints: 300,
  });
}
