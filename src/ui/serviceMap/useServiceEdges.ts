import { type SceneObject } from '@grafana/scenes';
import { useTelemetryClient } from '../../datasources/client/context';
import { t, tCount } from '../../i18n/t';
import { type ServiceEdgesAnswer } from '../../telemetry/questions/traces';
import { formatCount } from '../format';
import { type AsyncState, useAsyncQuery } from '../query/useAsyncQuery';
import { useSourceContext, useTimeSpan } from '../page/sourceContext';

/** Who calls whom in the time range of a page. */
export function useServiceEdges(scene: SceneObject): AsyncState<ServiceEdgesAnswer> {
  const { traces } = useTelemetryClient();
  const context = useSourceContext(scene);
  const span = useTimeSpan(scene);
  return useAsyncQuery(
    async (signal) => (await traces.open(context)).serviceEdges(span, signal),
    [traces, context, span],
    t('service-map.source', 'The data source for traces')
  );
}

/** What the numbers of calls rest on, in words. */
export function basisWords({ basis }: ServiceEdgesAnswer): string {
  return basis === 'metrics'
    ? t('service-map.basis.all', 'From all traces')
    : tCount(
        'service-map.basis.sampled',
        basis.sampledTraces,
        { one: 'Sampled: from the newest trace', other: 'Sampled: from the newest {{count}} traces' },
        { count: formatCount(basis.sampledTraces) }
      );
}

/** The same, and what the numbers in the map are. */
export function mapWords(answer: ServiceEdgesAnswer): string {
  return t('service-map.numbers', '{{basis}}. Each edge: calls per second, error rate, p95 latency.', {
    basis: basisWords(answer),
  });
}
