import { ask, type QuestionQuery } from '../../../../datasources/question';
import { is, metricQuestion, type MetricQuestion } from '../../../../telemetry/questions/metric';
import { type Field } from '../../../../telemetry/vocabulary';

/** The refIds of what is asked of releases: by version, and by instance where requests do not say their version. */
export const RELEASE_REFS = {
  running: 'running',
  requests: 'requestsOfVersions',
  errors: 'errorsOfVersions',
  durations: 'durationsOfVersions',
  requestsByInstance: 'requestsOfInstances',
  errorsByInstance: 'errorsOfInstances',
  durationsByInstance: 'durationsOfInstances',
} as const;

/** Points of a series: as many as tell two versions apart that ran for some minutes. */
export const RELEASE_POINTS = 60;

/** Which bounds there are is seen in the answer. */
const WITHIN = { kind: 'within' as const, seconds: 0.5 };

/** What is asked to compare the versions of a service, in one request. */
export function releaseQueries(service: string): QuestionQuery[] {
  const of = (measure: MetricQuestion['measure'], stat: MetricQuestion['stat'], by: Field[]) =>
    metricQuestion({ measure, stat, by, where: [is('service', service)], shape: 'series' });
  const rate = { kind: 'rate' as const };
  return [
    ask(RELEASE_REFS.running, of('build', { kind: 'value' }, ['version', 'instance'])),
    ask(RELEASE_REFS.requests, of('requests', rate, ['version', 'route'])),
    ask(RELEASE_REFS.errors, of('errors', rate, ['version', 'route'])),
    ask(RELEASE_REFS.durations, of('duration', WITHIN, ['version'])),
    ask(RELEASE_REFS.requestsByInstance, of('requests', rate, ['instance', 'route'])),
    ask(RELEASE_REFS.errorsByInstance, of('errors', rate, ['instance', 'route'])),
    ask(RELEASE_REFS.durationsByInstance, of('duration', WITHIN, ['instance'])),
  ];
}
