import { type AttributeCounts, type SpanField } from '../../telemetry/questions/traces';
import { type Share } from '../proportions';
import { adjustForDiscoveries } from './discoveries';
import { type Difference } from './difference';
import { cohensH } from './effect';
import { fisherExact, smallestP } from './fisher';
import { foldRedundant, impliedByOthers } from './redundancy';
import { isOfSurroundings } from './surroundings';

/** Of all reports, at most this share is false on average; where nothing is different, any report is this unlikely. */
export const FALSE_DISCOVERY_RATE = 0.05;

/** Differences below two percentage points are left out, however certain. */
const SMALLEST_DIFFERENCE = 0.02;

/** A value has to occur in so many independent spans to be looked at. */
const LEAST_COUNT = 5;
/** And in so many, where most values of its attribute are unique: ids, unless one of them is all over the place. */
const LEAST_COUNT_OF_ID = 20;

/**
 * How much a difference counts in the ranking where it is about the SDK, the machine or the process. These mostly
 * follow from which service it is; only a large one, as of one bad host, comes before the others.
 */
export const SURROUNDINGS_WEIGHT = 0.5;

/** What sets a selection apart from the rest. */
export interface Differences {
  /**
   * What is more frequent in the selection first, each the largest first, where surroundings count less. Empty where
   * chance explains all that there is.
   */
  differences: Difference[];
  /** Values that were looked at. */
  tested: number;
}

/**
 * What is different about selected spans, over all attributes.
 * @param restating what the selection was made by, and says nothing new
 */
export function whatIsDifferent(
  counts: AttributeCounts,
  restating: (field: SpanField) => boolean = () => false
): Differences {
  const candidates = [...new Set([...counts.selection.values.keys(), ...counts.rest.values.keys()])]
    .filter((field) => !restating(field))
    .flatMap((field) => candidatesOf(field, counts));
  const adjusted = adjustForDiscoveries(candidates.map(({ p }) => p));
  const discovered = candidates
    .map((candidate, i): Difference => ({ ...candidate, p: adjusted[i] ?? 1 }))
    .filter(({ p, difference }) => p <= FALSE_DISCOVERY_RATE && Math.abs(difference) >= SMALLEST_DIFFERENCE)
    .sort(
      // What is more frequent may be a cause; what is rarer is mostly what such a cause leaves out.
      (a, b) => Number(b.difference > 0) - Number(a.difference > 0) || weightOf(b) - weightOf(a) || a.p - b.p
    );
  return { differences: foldRedundant(impliedByOthers(discovered)), tested: candidates.length };
}

/** What differences are ranked by. */
function weightOf({ field, difference }: Difference): number {
  return Math.abs(difference) * (isOfSurroundings(field) ? SURROUNDINGS_WEIGHT : 1);
}

function candidatesOf(field: SpanField, counts: AttributeCounts): Difference[] {
  const { selection, rest } = counts;
  const designEffect = Math.max(1, counts.designEffect ?? serviceCount(counts));
  const selected = selection.values.get(field) ?? new Map<string, number>();
  const others = rest.values.get(field) ?? new Map<string, number>();
  const values = [...new Set([...selected.keys(), ...others.keys()])];
  const carrying = values.reduce((sum, value) => sum + (selected.get(value) ?? 0) + (others.get(value) ?? 0), 0);
  const isMostlyUnique = values.length > carrying / designEffect / 2;
  const least = (isMostlyUnique ? LEAST_COUNT_OF_ID : LEAST_COUNT) * designEffect;
  return values.flatMap((value): Difference[] => {
    const one = { hits: selected.get(value) ?? 0, total: selection.spans };
    const other = { hits: others.get(value) ?? 0, total: rest.spans };
    const [oneAlone, otherAlone] = [one, other].map((side) => independent(side, designEffect)) as [Share, Share];
    if (one.hits + other.hits < least || one.total === 0 || other.total === 0) {
      return [];
    }
    // What could not be told from chance, whichever way it fell, would only make the others harder to tell (Tarone, A
    // modified Bonferroni method for discrete data, Biometrics 46, 1990). This looks at both sides together only.
    if (smallestP(oneAlone.hits + otherAlone.hits, oneAlone.total, otherAlone.total) > FALSE_DISCOVERY_RATE) {
      return [];
    }
    const [share, otherShare] = [one.hits / one.total, other.hits / other.total];
    return [
      {
        field,
        value,
        selection: one,
        rest: other,
        difference: share - otherShare,
        effect: cohensH(share, otherShare),
        p: fisherExact(oneAlone, otherAlone),
        alike: [],
      },
    ];
  });
}

/** Where nobody says how many spans of a trace there are: one for each service at the most, as in most traces. */
function serviceCount({ selection, rest }: AttributeCounts): number {
  return new Set([selection, rest].flatMap(({ values }) => [...(values.get('service')?.keys() ?? [])])).size;
}

/** As many spans as would say as much if each came from a trace of its own. */
function independent({ hits, total }: Share, designEffect: number): Share {
  return { hits: Math.round(hits / designEffect), total: Math.round(total / designEffect) };
}
