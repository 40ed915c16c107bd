import React from 'react';
import { type PanelData } from '@grafana/data';
import { Text } from '@grafana/ui';
import { coverageTogether } from '../../../analysis/coverage';
import { type CountedAt } from '../../../analysis/edge';
import { type HealthRow } from '../../../analysis/healthRows';
import { seriesOf, total } from '../../../datasources/answer';
import { type KnownService } from '../../../datasources/services';
import { conventionTitle } from '../../../telemetry/conventions';
import { secondsOf, spanOf } from '../../../ui/charts/useSettledData';
import { dataSinceText } from '../moment';
import { edgeOnlyText, edgeTexts } from './edgeText';
import { EDGE_REFS } from './queries';

interface EdgeFactsProps {
  data: PanelData;
  own: HealthRow;
  known: KnownService;
  formatTime: (time: number) => string;
}

/** What the proxy before a service counts of it, beside what the service counts itself; or that only the proxy does. */
export function EdgeFacts({ data, own, known: { convention, edge, isEdgeOnly }, formatTime }: EdgeFactsProps) {
  if (isEdgeOnly) {
    return (
      <Text color="secondary" variant="bodySmall">
        {edgeOnlyText(conventionTitle(convention))}
      </Text>
    );
  }
  const counted = countedAtEdge(data);
  if (edge === undefined || counted.requests === undefined) {
    return null;
  }
  const texts = edgeTexts(conventionTitle(edge), counted, own, secondsOf(data));
  const { coverage } = counted;
  return (
    <span data-testid="edge-facts">
      <Text color="secondary" variant="bodySmall">
        {[...texts, ...(coverage ? [dataSinceText(coverage.since, formatTime)] : [])].join(' · ')}
      </Text>
    </span>
  );
}

function countedAtEdge(data: PanelData): CountedAt {
  const { series } = data;
  return {
    requests: total(series, EDGE_REFS.requests),
    errorRatio: total(series, EDGE_REFS.errorRatio),
    p95: total(series, EDGE_REFS.p95),
    coverage: coverageTogether(seriesOf(series, EDGE_REFS.measured), spanOf(data)),
  };
}
