import { useMemo } from 'react';
import { type DataFrame, type PanelData } from '@grafana/data';
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
  /** Small lines that were asked for by themselves. */
  lines?: readonly DataFrame[];
}

const NO_LINES: readonly DataFrame[] = [];

function withLines(data: PanelData, lines: readonly DataFrame[]): PanelData {
  return lines.length === 0 ? data : { ...data, series: [...data.series, ...lines] };
}

/** The rows of a health table, judged, from A to Z. Routes have no objectives. */
export function useHealthRows(
  data: PanelData | undefined,
  { by, services, objectives, lines = NO_LINES }: RowsContext
): readonly HealthRow[] {
  return useMemo(
    () =>
      healthRows(readFacts(data && withLines(data, lines), by, services), secondsOf(data), (name) =>
        by === 'service' ? objectiveFor(name, objectives, secondsOf(data)) : undefined
      ),
    [data, by, services, objectives, lines]
  );
}
