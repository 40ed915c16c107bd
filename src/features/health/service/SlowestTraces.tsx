import React from 'react';
import { dateTimeFormat } from '@grafana/data';
import {
  type SceneComponentProps,
  sceneGraph,
  SceneObjectBase,
  type SceneObjectRef,
  type SceneObjectState,
} from '@grafana/scenes';
import { LoadingPlaceholder, Text } from '@grafana/ui';
import { useLocation } from 'react-router-dom';
import { isOtherThanRequest, timeOf } from '../../../analysis/trace/found';
import { tracesBehind } from '../../../correlation/links';
import { traceUrl } from '../../../correlation/pageUrls/trace';
import { sharedPart } from '../../../correlation/sharedUrlState';
import { useTelemetryClient } from '../../../datasources/client/context';
import { t } from '../../../i18n/t';
import { is } from '../../../telemetry/questions/metric';
import { type FoundTrace } from '../../../telemetry/questions/traces';
import { Bar, EntityLink } from '../../../ui/entityTable/cells';
import { type Column } from '../../../ui/entityTable/column';
import { EntityTable } from '../../../ui/entityTable/EntityTable';
import { formatDuration } from '../../../ui/format';
import { appHref } from '../../../ui/links/links';
import { useSourceContext, useTimeSpan } from '../../../ui/page/sourceContext';
import { useAsyncQuery } from '../../../ui/query/useAsyncQuery';
import { StatusMessage } from '../../../ui/status/StatusMessage';
import { askSlowest } from './askSlowest';
import { Ask, Section } from './Section';
import { type FactsHeader } from '../table/FactsHeader';
import { useEvidence } from './useEvidence';

interface SlowestTracesState extends SceneObjectState {
  service: string;
  /** Tells how the service is doing. */
  header: SceneObjectRef<FactsHeader>;
}

/** The slowest requests that a service served in the time range, each a link to its story. */
export class SlowestTraces extends SceneObjectBase<SlowestTracesState> {
  static Component = SlowestTracesView;
}

function SlowestTracesView({ model }: SceneComponentProps<SlowestTraces>) {
  const { service, header } = model.useState();
  const { traces } = useTelemetryClient();
  const context = useSourceContext(model);
  const span = useTimeSpan(model);
  const shared = sharedPart(useLocation().search);
  const { isWanted, ask } = useEvidence(header);
  const { value, isLoading, failure } = useAsyncQuery(
    isWanted ? async (signal) => askSlowest(await traces.open(context), service, span, signal) : undefined,
    [traces, context, span, service, isWanted],
    t('service.slowest.source', 'The data source for traces')
  );
  const timeZone = sceneGraph.getTimeRange(model).getTimeZone();
  const title = t('service.slowest.title', 'Slowest traces');
  return (
    <Section
      title={title}
      more={{
        href: appHref(tracesBehind({ where: [is('service', service)] }), shared),
        text: t('service.slowest.all', 'All traces'),
      }}
      awaitsRows={isWanted !== false}
    >
      {failure && <StatusMessage {...failure} />}
      {isWanted === false && <Ask onClick={ask}>{t('service.slowest.ask', 'Find slowest traces')}</Ask>}
      {isWanted !== false && !value && !failure && (
        <LoadingPlaceholder text={t('service.slowest.loading', 'Loading traces')} />
      )}
      {value?.traces.length === 0 && (
        <StatusMessage
          kind="empty"
          message={t('service.slowest.none', 'No traces of {{service}} in this time range', { service })}
          action={null}
        />
      )}
      {value && value.traces.length > 0 && (
        <>
          {value.isPartial && (
            <Text variant="bodySmall" color="secondary" element="p">
              {t('service.slowest.partial', 'Not all traces searched: slower ones can exist')}
            </Text>
          )}
          <EntityTable
            rows={value.traces}
            columns={[durationColumn(), requestColumn(shared), startedColumn(timeZone)]}
            keyOf={({ traceId }) => traceId}
            testIdOf={({ traceId }) => `slow-trace-${traceId}`}
            noun="trace"
            label={title}
            look="dense"
            isLoading={isLoading}
          />
        </>
      )}
    </Section>
  );
}

function durationColumn(): Column<FoundTrace> {
  return {
    id: 'duration',
    header: t('service.slowest.duration', 'Duration'),
    isNumber: true,
    scale: (rows) => Math.max(0, ...rows.map(timeOf)),
    cell: (trace, longest) => (
      <Bar
        tone="primary"
        text={formatDuration(timeOf(trace) / 1000)}
        share={longest > 0 ? timeOf(trace) / longest : 0}
      />
    ),
  };
}

/** What the service was asked for: of a request that passed through others, the part that it served. */
function requestColumn(shared: URLSearchParams): Column<FoundTrace> {
  return {
    id: 'request',
    header: t('service.slowest.request', 'Request'),
    cell: (trace) => {
      const { traceId, rootName, start, matched } = trace;
      const span = isOtherThanRequest(trace) ? matched?.spanId : undefined;
      return (
        <EntityLink href={appHref(traceUrl.write({ traceId, near: start, span }), shared)}>
          {matched?.name || rootName || traceId}
        </EntityLink>
      );
    },
  };
}

function startedColumn(timeZone: string): Column<FoundTrace> {
  return {
    id: 'started',
    header: t('service.slowest.started', 'Started'),
    isNumber: true,
    cell: ({ start, matched }) => dateTimeFormat(matched?.start ?? start, { format: 'MM-DD HH:mm:ss', timeZone }),
  };
}
