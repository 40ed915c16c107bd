import React, { useMemo, useState } from 'react';
import { type SceneObject } from '@grafana/scenes';
import { LoadingPlaceholder, RadioButtonGroup, Stack, Text } from '@grafana/ui';
import { useLocation } from 'react-router-dom';
import { sharedPart } from '../../correlation/sharedUrlState';
import { EdgeTable } from './EdgeTable';
import { ServiceMap } from './ServiceMap';
import { StatusMessage } from '../status/StatusMessage';
import { mapLinks } from './links';
import { basisWords, NUMBERS_WORDS, useServiceEdges } from './useServiceEdges';

const VIEWS = [
  { value: 'map' as const, label: 'Map' },
  { value: 'table' as const, label: 'Table' },
];

/** Every service that calls or is called, as a map or as a table. */
export function ServiceMapPanel({ scene }: { scene: SceneObject }) {
  const [view, setView] = useState<'map' | 'table'>('map');
  const { search } = useLocation();
  const links = useMemo(() => mapLinks(sharedPart(search)), [search]);
  const { value, isLoading, failure } = useServiceEdges(scene);
  if (!value) {
    return failure ? <StatusMessage {...failure} /> : <LoadingPlaceholder text="Looking who calls whom" />;
  }
  if (value.edges.length === 0) {
    return (
      <StatusMessage
        kind="empty"
        message="No call between services was found in this time range"
        advice="Choose a longer time range; calls are seen where traces cross services"
      />
    );
  }
  return (
    <Stack direction="column" gap={1} minWidth={0}>
      <Stack justifyContent="space-between" alignItems="center" wrap="wrap">
        <Text variant="bodySmall" color="secondary">
          {view === 'map' ? `${basisWords(value)}. ${NUMBERS_WORDS}` : basisWords(value)}
        </Text>
        <RadioButtonGroup options={VIEWS} value={view} onChange={setView} aria-label="How calls are shown" size="sm" />
      </Stack>
      {failure && <StatusMessage {...failure} />}
      <div aria-busy={isLoading} style={{ opacity: isLoading ? 0.7 : 1 }}>
        {view === 'map' ? (
          <ServiceMap edges={value.edges} {...links} />
        ) : (
          <EdgeTable edges={value.edges} caption="Calls" {...links} />
        )}
      </div>
    </Stack>
  );
}
