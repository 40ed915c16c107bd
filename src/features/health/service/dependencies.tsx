import React, { useMemo } from 'react';
import { type SceneComponentProps, SceneObjectBase, type SceneObjectState } from '@grafana/scenes';
import { LoadingPlaceholder, Stack, Text } from '@grafana/ui';
import { useLocation } from 'react-router-dom';
import { sharedPart } from '../../../correlation/sharedUrlState';
import { mapLinks } from '../../../ui/serviceMap/links';
import { basisWords, NUMBERS_WORDS, useServiceEdges } from '../../../ui/serviceMap/useServiceEdges';
import { EdgeTable } from '../../../ui/serviceMap/EdgeTable';
import { ServiceMap } from '../../../ui/serviceMap/ServiceMap';
import { StatusMessage } from '../../../ui/status/StatusMessage';

interface DependenciesState extends SceneObjectState {
  service: string;
}

/** Who calls a service and whom it calls, as its traces show. */
export class Dependencies extends SceneObjectBase<DependenciesState> {
  static Component = DependenciesView;
}

function DependenciesView({ model }: SceneComponentProps<Dependencies>) {
  const { service } = model.useState();
  const { search } = useLocation();
  const links = useMemo(() => mapLinks(sharedPart(search)), [search]);
  const { value, isLoading, failure } = useServiceEdges(model);
  const edges = useMemo(
    () => (value?.edges ?? []).filter(({ from, to }) => from === service || to === service),
    [value, service]
  );
  if (!value) {
    return failure ? <StatusMessage {...failure} /> : <LoadingPlaceholder text="Looking who calls whom" />;
  }
  if (edges.length === 0) {
    return (
      <StatusMessage
        kind="empty"
        message={`No trace shows ${service} calling or being called in this time range`}
        advice="Choose a longer time range, or look on the Setup page whether it has another name in traces"
      />
    );
  }
  const callers = edges.filter(({ to }) => to === service);
  const called = edges.filter(({ from }) => from === service);
  return (
    <Stack direction="column" gap={2} minWidth={0}>
      <Text variant="bodySmall" color="secondary" element="p">
        {`${basisWords(value)}. ${NUMBERS_WORDS}`}
      </Text>
      {failure && <StatusMessage {...failure} />}
      <div aria-busy={isLoading} style={{ opacity: isLoading ? 0.7 : 1 }}>
        <ServiceMap edges={edges} emphasised={service} {...links} />
        {callers.length > 0 && <EdgeTable edges={callers} caption={`Who calls ${service}`} without="to" {...links} />}
        {called.length > 0 && <EdgeTable edges={called} caption={`Whom ${service} calls`} without="from" {...links} />}
      </div>
    </Stack>
  );
}
