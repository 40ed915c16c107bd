import React from 'react';
import { type PanelData } from '@grafana/data';
import { Text } from '@grafana/ui';
import { type CountedAt } from '../../../analysis/edge';
import { type HealthRow } from '../../../analysis/healthRows';
import { total } from '../../../datasources/answer';
import { type KnownService } from '../../../datasources/services';
import { conventionTitle } from '../../../telemetry/conventions';
import { secondsOf } from '../../../ui/charts/useSettledData';
import { edgeOnlyText, edgeTexts } from './edgeText';
import { EDGE_REFS } from './queries';

interface EdgeFactsProps {
  data: PanelData;
  own: HealthRow;
  known: KnownService;
}

/** What the proxy before a service counts of it, beside what the service counts itself; or that only the proxy does. */
export function EdgeFacts({ data, own, known: { convention, edge, isEdgeOnly } }: EdgeFactsProps) {
  if (isEdgeOnly) {
    return (
      <Text color="secondary" variant="bodySmall">
        {edgeOnlyText(conventionTitle(convention))}
      </Text>
    );
  }
  const counted = countedAtEdge(data);
  return edge === undefined || counted.requests === undefined ? null : (
    <span data-testid="edge-facts">
      <Text color="secondary" variant="bodySmall">
        {edgeTexts(conventionTitle(edge), counted, own, secondsOf(data)).join(' · ')}
      </Text>
    </span>
  );
}

function countedAtEdge({ series }: PanelData): CountedAt {
  return {
    requests: total(series, EDGE_REFS.requests),
    errorRatio: total(series, EDGE_REFS.errorRatio),
    p95: total(series, EDGE_REFS.p95),
  };
}
