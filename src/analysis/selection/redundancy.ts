import { type SpanField } from '../../telemetry/questions/traces';
import { type Difference } from './difference';
import { isOfSurroundings } from './surroundings';

/** Counts that are so near to each other, relative to the size of their side, are taken for the same spans. */
const SAME = 0.005;

/**
 * Leaves out values that are rarer only because another value of their attribute is more frequent: shares of one
 * attribute add up to one.
 */
export function impliedByOthers(differences: readonly Difference[]): Difference[] {
  const grown = new Set(differences.filter(({ difference }) => difference > 0).map(({ field }) => field));
  return differences.filter(({ field, difference }) => difference > 0 || !grown.has(field));
}

/**
 * Folds attributes together that are there just as often on both sides. The one with the plainest name speaks for
 * them, at the place of the first.
 */
export function foldRedundant(differences: readonly Difference[]): Difference[] {
  const groups: Difference[][] = [];
  for (const one of differences) {
    const group = groups.find(([first]) => first && isAlike(first, one));
    if (group) {
      group.push(one);
    } else {
      groups.push([one]);
    }
  }
  return groups.flatMap((group): Difference[] => {
    const [speaker, ...others] = [...group].sort((a, b) => plainness(a.field) - plainness(b.field));
    return speaker ? [{ ...speaker, alike: others.map(({ field, value }) => ({ field, value })) }] : [];
  });
}

function isAlike(one: Difference, other: Difference): boolean {
  return (
    one.field !== other.field &&
    Math.abs(one.selection.hits - other.selection.hits) <= SAME * one.selection.total &&
    Math.abs(one.rest.hits - other.rest.hits) <= SAME * one.rest.total
  );
}

/** Words of the vocabulary before attributes, these before what they run on, short names before long ones. */
function plainness(field: SpanField): number {
  return (field.includes('.') ? 1000 : 0) + (isOfSurroundings(field) ? 1000 : 0) + field.length;
}
