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
  /** What was asked for by itself: of rows in sight, or of all for a file. */
  lines?: readonly DataFrame[];
}

const NO_LINES: readonly DataFrame[] = [];

function withLines(data: PanelData, lines: readonly DataFrame[]): PanelData {
  return lines.length === 0 ? data : { ...data, series: [...data.series, ...lines] };
}

/** The rows of a health table, judged, from A to Z. Routes have no objectives. */
export function rowsOf(
  data: PanelData | undefined,
  { by, services, objectives, lines = NO_LINES }: RowsContext
): HealthRow[] {
  return healthRows(readFacts(data && withLines(data, lines), by, services), secondsOf(data), (name) =>
    by === 'service' ? objectiveFor(name, objectives, secondsOf(data)) : undefined
  );
}

/** {@link rowsOf}, made anew when what they are made of changes. */
export function useHealthRows(
  data: PanelData | undefined,
  { by, services, objectives, lines }: RowsContext
): readonly HealthRow[] {
  return useMemo(() => rowsOf(data, { by, services, objectives, lines }), [data, by, services, objectives, lines]);
}
