import { useMemo } from 'react';
import { type PanelData } from '@grafana/data';
import { type HealthRow, healthRows } from '../../../analysis/healthRows';
import { type KnownService } from '../../../datasources/services';
import { objectiveFor, type ServiceObjectives } from '../../../datasources/settings';
import { secondsOf } from '../../../ui/charts/useSettledData';
import { readFacts } from './facts';
import { type RowKind } from './words';

interface RowsContext {
  by: RowKind;
  /** The services that there are, whether or not they say something. */
  services: readonly KnownService[];
  objectives: ServiceObjectives;
}

/** The rows of a health table, judged, from A to Z. Routes have no objectives. */
export function useHealthRows(
  data: PanelData | undefined,
  { by, services, objectives }: RowsContext
): readonly HealthRow[] {
  return useMemo(
    () =>
      healthRows(readFacts(data, by, services), secondsOf(data), (name) =>
        by === 'service' ? objectiveFor(name, objectives, secondsOf(data)) : undefined
      ),
    [data, by, services, objectives]
  );
}
