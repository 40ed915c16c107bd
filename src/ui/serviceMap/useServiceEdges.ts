import { type SceneObject } from '@grafana/scenes';
import { useTelemetryClient } from '../../datasources/client/context';
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
    'The data source for traces'
  );
}

/** What the numbers in the map are. */
export const NUMBERS_WORDS = 'On each call: calls per second; share that failed, and 95th percentile of durations.';

/** What the numbers of calls rest on, in words. */
export function basisWords({ basis }: ServiceEdgesAnswer): string {
  return basis === 'metrics'
    ? 'Counted over all traces'
    : `Sampled: from the latest ${formatCount(basis.sampledTraces)} ${basis.sampledTraces === 1 ? 'trace' : 'traces'}`;
}
