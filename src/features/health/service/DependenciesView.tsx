import React, { useMemo } from 'react';
import { type SceneComponentProps } from '@grafana/scenes';
import { LoadingPlaceholder, Stack, Text } from '@grafana/ui';
import { useLocation } from 'react-router-dom';
import { aroundService } from '../../../analysis/serviceMap/aroundService';
import { sharedPart } from '../../../correlation/sharedUrlState';
import { t } from '../../../i18n/t';
import { type ServiceEdge } from '../../../telemetry/questions/traces';
import { mapLinks } from '../../../ui/serviceMap/links';
import { useServiceMap } from '../../../ui/serviceMap/useServiceMap';
import { mapWords } from '../../../ui/serviceMap/words';
import { EdgeTable } from '../../../ui/serviceMap/EdgeTable';
import { ServiceMap } from '../../../ui/serviceMap/ServiceMap';
import { StatusMessage } from '../../../ui/status/StatusMessage';
import { type Dependencies } from './Dependencies';

/** Who calls a service and whom it calls, as its traces show. */
export default function DependenciesView({ model }: SceneComponentProps<Dependencies>) {
  const { service } = model.useState();
  const { search } = useLocation();
  const links = useMemo(() => mapLinks(sharedPart(search)), [search]);
  const { edges: answer, health, with4xx } = useServiceMap(model);
  const { value, isLoading, failure } = answer;
  const { edges, upstream, downstream } = useMemo(() => aroundService(value?.edges ?? [], service), [value, service]);
  if (!value) {
    return failure ? (
      <StatusMessage {...failure} />
    ) : (
      <LoadingPlaceholder text={t('service.dependencies.loading', 'Loading dependencies')} />
    );
  }
  if (edges.length === 0) {
    return (
      <StatusMessage
        kind="empty"
        message={t('service.dependencies.none', 'No calls to or from {{service}} in this time range', { service })}
        advice={t(
          'service.dependencies.none-advice',
          'Choose a longer time range, or check its trace name on the Setup page'
        )}
      />
    );
  }
  return (
    <Stack direction="column" gap={2} minWidth={0}>
      <Text variant="bodySmall" color="secondary" element="p">
        {mapWords(value, health.size > 0)}
      </Text>
      {failure && <StatusMessage {...failure} />}
      <div aria-busy={isLoading} style={{ opacity: isLoading ? 0.7 : 1 }}>
        <ServiceMap edges={edges} health={health} with4xx={with4xx} emphasised={service} {...links} />
        {upstream.length > 0 && (
          <EdgeTable
            edges={upstream}
            with4xx={with4xx}
            caption={
              upstream.some(isRead)
                ? t(
                    'service.dependencies.upstream-queues',
                    'Upstream: services that call {{service}} or send to queues that {{service}} reads',
                    { service }
                  )
                : t('service.dependencies.upstream', 'Upstream: services that call {{service}}', { service })
            }
            without={upstream.every(({ to }) => to === service) ? 'to' : undefined}
            {...links}
          />
        )}
        {downstream.length > 0 && (
          <EdgeTable
            edges={downstream}
            with4xx={with4xx}
            caption={
              downstream.some(isRead)
                ? t(
                    'service.dependencies.downstream-queues',
                    'Downstream: what {{service}} calls, and services that read queues that {{service}} sends to',
                    { service }
                  )
                : t('service.dependencies.downstream', 'Downstream: what {{service}} calls', { service })
            }
            without={downstream.every(({ from }) => from === service) ? 'from' : undefined}
            {...links}
          />
        )}
      </div>
    </Stack>
  );
}

/** Whether it leads from a queue to who reads it. */
function isRead({ fromKind }: ServiceEdge): boolean {
  return fromKind !== undefined;
}
