import React, { useMemo } from 'react';
import { type SceneComponentProps } from '@grafana/scenes';
import { LoadingPlaceholder, Stack, Text } from '@grafana/ui';
import { useLocation } from 'react-router-dom';
import { sharedPart } from '../../../correlation/sharedUrlState';
import { t } from '../../../i18n/t';
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
  const edges = useMemo(
    () => (value?.edges ?? []).filter(({ from, to }) => from === service || to === service),
    [value, service]
  );
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
  const callers = edges.filter(({ to }) => to === service);
  const called = edges.filter(({ from }) => from === service);
  return (
    <Stack direction="column" gap={2} minWidth={0}>
      <Text variant="bodySmall" color="secondary" element="p">
        {mapWords(value, health.size > 0)}
      </Text>
      {failure && <StatusMessage {...failure} />}
      <div aria-busy={isLoading} style={{ opacity: isLoading ? 0.7 : 1 }}>
        <ServiceMap edges={edges} health={health} with4xx={with4xx} emphasised={service} {...links} />
        {callers.length > 0 && (
          <EdgeTable
            edges={callers}
            with4xx={with4xx}
            caption={t('service.dependencies.upstream', 'Upstream: services that call {{service}}', { service })}
            without="to"
            {...links}
          />
        )}
        {called.length > 0 && (
          <EdgeTable
            edges={called}
            with4xx={with4xx}
            caption={t('service.dependencies.downstream', 'Downstream: what {{service}} calls', { service })}
            without="from"
            {...links}
          />
        )}
      </div>
    </Stack>
  );
}
