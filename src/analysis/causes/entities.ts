import { type CaseEntity, type CaseMeasure, type CaseSeries } from './case';

/** All that is measured of one entity. */
export interface Measured {
  entity: CaseEntity;
  series: Partial<Record<CaseMeasure, CaseSeries['values']>>;
}

/** The same text for the same entity. */
export function entityKey({ kind, service, name }: CaseEntity): string {
  return JSON.stringify([kind, service, name]);
}

/** Brings the series of each entity together; of two of one measure the first counts. In the order of their keys. */
export function measuredOf(series: readonly CaseSeries[]): Measured[] {
  const found = new Map<string, Measured>();
  for (const { entity, measure, values } of series) {
    const key = entityKey(entity);
    const one = found.get(key) ?? { entity, series: {} };
    one.series[measure] ??= values;
    found.set(key, one);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}
