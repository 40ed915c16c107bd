import { type ConventionId, type MetricConvention } from './convention';
import { DETECTION_KINDS } from './kinds';

/** The convention of requests of an id. @throws Error where there is none */
export function conventionById(id: ConventionId): MetricConvention {
  const found = DETECTION_KINDS.flatMap(({ conventions }) => conventions).find((convention) => convention.id === id);
  if (!found) {
    throw new Error(`Unknown convention: ${id}`);
  }
  return found;
}

/** A convention as the user reads of it. */
export function conventionTitle(id: ConventionId): string {
  return conventionById(id).title;
}
