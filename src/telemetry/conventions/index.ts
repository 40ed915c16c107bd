import { t } from '../../i18n/t';
import { type ConventionId, type HistogramOption, type MetricConvention } from './convention';
import { DETECTION_KINDS } from './kinds';

/** The convention of requests of an id. @throws Error where there is none */
export function conventionById(id: ConventionId): MetricConvention {
  const found = DETECTION_KINDS.flatMap(({ conventions }) => conventions).find((convention) => convention.id === id);
  if (!found) {
    throw new Error(`Unknown convention: ${id}`);
  }
  return found;
}

/** A convention as the user reads of it: the name of a product or a standard, which no language translates. */
export function conventionTitle(id: ConventionId): string {
  const { title, isStructural } = conventionById(id);
  return isStructural ? t('setup.family.inferred-title', 'Inferred from metric names and labels') : title;
}

/** What makes percentiles of a convention's latency possible, where a line of configuration does. */
export function histogramOption(id: ConventionId): HistogramOption | undefined {
  return conventionById(id).histogramOption;
}
