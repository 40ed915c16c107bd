import React, { useMemo, useState } from 'react';
import { Text } from '@grafana/ui';
import { type Standing, standingAmong } from '../../analysis/trace/peers';
import { useTelemetryClient } from '../../datasources/client/context';
import { type SourceContext } from '../../datasources/client/sourceContext';
import { t } from '../../i18n/t';
import { StatusMessage } from '../../ui/status/StatusMessage';
import { useAsyncQuery } from '../../ui/query/useAsyncQuery';
import { printable } from './waterfall/printable';
import { panelStatus } from '../../ui/charts/panelStatus';
import { RED_REFS } from '../../ui/charts/red/queries';
import { type Around, aroundRequest } from './around';
import { type RequestSummary } from './request';
import { RESOURCE_REFS } from './requestMarks';
import { isUnmeasured, standingFrom } from './standing';
import { hourAround } from './storyQuestion';
import { type TimeSpan } from '../../telemetry/timeSpan';

/** Others of the same kind that are looked at where no metrics tell how long they took. */
const PEERS = 200;

/** The scene around a request; the same one for as long as it is about the same. */
export function useAround(
  request: RequestSummary | undefined,
  context: SourceContext,
  timeZone?: string
): Around | undefined {
  const client = useTelemetryClient();
  const [now] = useState(() => Date.now());
  const written = request && JSON.stringify([request.marked, hourAround(request.start, now)]);
  return useMemo(() => {
    if (!written) {
      return undefined;
    }
    const [marked, span] = JSON.parse(written) as [RequestSummary['marked'], TimeSpan];
    return aroundRequest(client, marked, span, context, timeZone);
  }, [client, written, context, timeZone]);
}

/** Where a request stands among others: of all that metrics counted, else of traces that are found. */
export function useStanding(around: Around, request: RequestSummary, context: SourceContext): Standing | undefined {
  const { traces: sources } = useTelemetryClient();
  const { data } = around.data.useState();
  const measured = useMemo(() => standingFrom(data, request.marked.duration), [data, request.marked.duration]);
  const { service, name } = request.span;
  const isAsking = measured === undefined && isUnmeasured(data);
  const found = useAsyncQuery(
    isAsking
      ? async (signal) => {
          const source = await sources.open(context);
          const { traces } = await source.search(
            {
              about: 'traces',
              spans: 'requests',
              where: [
                { field: 'service', op: 'in', values: [service] },
                { field: 'name', op: 'in', values: [name] },
              ],
              limit: PEERS,
            },
            hourAround(request.start, Date.now()),
            signal
          );
          return traces.flatMap(({ traceId, matched }) =>
            matched && traceId !== request.span.traceId ? [matched.duration / 1000] : []
          );
        }
      : undefined,
    [isAsking, service, name, sources, context],
    t('trace.source.traces', 'The data source for traces')
  );
  return measured ?? (found.value && standingAmong(request.duration / 1000, found.value));
}

const ASKED = [...Object.values(RED_REFS), ...Object.values(RESOURCE_REFS)];

/**
 * Rate, errors and durations of the request's route around it, and what its service used; one sentence where metrics
 * know nothing of that.
 */
export function StoryAround({ around, request }: { around: Around; request: RequestSummary }) {
  const { service, route } = request.marked;
  const { data } = around.data.useState();
  const { kind } = panelStatus(data, ASKED);
  return (
    <section aria-label={t('trace.around.label', 'Metrics around this request')} data-testid="story-around">
      <Text variant="h5" element="h2">
        {route
          ? t('trace.around.of-route', 'Metrics around this request: {{route}} of {{service}}', {
              route: printable(route),
              service: printable(service),
            })
          : t('trace.around.of-service', 'Metrics around this request: {{service}}', { service: printable(service) })}
      </Text>
      {kind === 'empty' || kind === 'not-supported' ? (
        <StatusMessage
          kind="not-supported"
          message={t('trace.around.none', 'No metrics for {{service}} in the surrounding hour', {
            service: printable(service),
          })}
          advice={t('trace.around.none-advice', 'See Setup for the services that have metrics')}
        />
      ) : (
        <around.scene.Component model={around.scene} />
      )}
    </section>
  );
}
