import React, { useMemo, useState } from 'react';
import { type SceneObject } from '@grafana/scenes';
import { LoadingPlaceholder, RadioButtonGroup, Stack, Text } from '@grafana/ui';
import { useLocation } from 'react-router-dom';
import { sharedPart } from '../../correlation/sharedUrlState';
import { t } from '../../i18n/t';
import { EdgeTable } from './EdgeTable';
import { ServiceMap } from './ServiceMap';
import { StatusMessage } from '../status/StatusMessage';
import { mapLinks } from './links';
import { useServiceMap } from './useServiceMap';
import { basisWords, mapWords } from './words';

function views() {
  return [
    { value: 'map' as const, label: t('service-map.view.map', 'Map') },
    { value: 'table' as const, label: t('service-map.view.table', 'Table') },
  ];
}

/** Every service that calls or is called, as a map or as a table. */
export function ServiceMapPanel({ scene }: { scene: SceneObject }) {
  const [view, setView] = useState<'map' | 'table'>('map');
  const { search } = useLocation();
  const links = useMemo(() => mapLinks(sharedPart(search)), [search]);
  const { edges, health, with4xx } = useServiceMap(scene);
  const { value, isLoading, failure } = edges;
  if (!value) {
    return failure ? (
      <StatusMessage {...failure} />
    ) : (
      <LoadingPlaceholder text={t('service-map.loading', 'Loading service map')} />
    );
  }
  if (value.edges.length === 0) {
    return (
      <StatusMessage
        kind="empty"
        message={t('service-map.none', 'No calls between services in this time range')}
        advice={t(
          'service-map.none-advice',
          'Choose a longer time range. Calls appear when a trace spans more than one service'
        )}
      />
    );
  }
  return (
    <Stack direction="column" gap={1} minWidth={0}>
      <Stack justifyContent="space-between" alignItems="center" wrap="wrap">
        <Text variant="bodySmall" color="secondary">
          {view === 'map' ? mapWords(value, health.size > 0) : basisWords(value)}
        </Text>
        <RadioButtonGroup
          options={views()}
          value={view}
          onChange={setView}
          aria-label={t('service-map.view.label', 'Show calls as')}
          size="sm"
        />
      </Stack>
      {failure && <StatusMessage {...failure} />}
      <div aria-busy={isLoading} style={{ opacity: isLoading ? 0.7 : 1 }}>
        {view === 'map' ? (
          <ServiceMap edges={value.edges} health={health} with4xx={with4xx} {...links} />
        ) : (
          <EdgeTable edges={value.edges} with4xx={with4xx} caption={t('service-map.calls', 'Calls')} {...links} />
        )}
      </div>
    </Stack>
  );
}
