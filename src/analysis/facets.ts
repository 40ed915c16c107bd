import { LOG_FIELDS, type LogCondition, type LogCount, type LogField, type LogLine } from '../telemetry/questions/logs';

/** A value and how often it occurs. */
export interface FacetValue {
  value: string;
  count: number;
  /** Of all lines that were counted, 0 to 1. */
  share: number;
}

/** The values of one field. */
export interface Facet {
  field: LogField;
  /** The most frequent first, at most {@link SHOWN_VALUES}; lines without the field are not among them. */
  values: FacetValue[];
  /** Lines by value: of all values that were counted. */
  counts: ReadonlyMap<string, number>;
  /** Distinct values; at least so many where {@link isBounded}. */
  distinct: number;
  /** There were too many values to count them all. */
  isBounded: boolean;
  /** Lines that have the field. */
  present: number;
  /** Lines that were counted. */
  of: number;
  /**
   * `choice`: few values, to choose from. `constant`: one value, in every line. `unique`: too many values to choose
   * from, as with ids and times. `same`: whatever has it says the same as the service or the level of its line, as the
   * labels do that these are read from. All but the first are worth no place of their own.
   */
  kind: 'choice' | 'constant' | 'unique' | 'same';
}

/** More values of a field are neither counted nor listed. */
const COUNTED_VALUES = 2000;
export const SHOWN_VALUES = 50;
/** More fields are not looked at: a program that makes names out of data is no reason to stall. */
const COUNTED_FIELDS = 300;
/** From so many values on a field is taken for an id where they hardly repeat. */
const MANY_VALUES = 10;
const UNIQUE_SHARE = 0.5;
/** Nobody chooses out of more values. */
const TOO_MANY_VALUES = 100;
/** A value longer than this tells nobody anything in a list. */
const LONGEST_VALUE = 200;

interface Tally {
  counts: Map<string, number>;
  present: number;
  isBounded: boolean;
  /** Lines in which the value is that of the service, and of the level. */
  same: Record<(typeof EXACT_FIELDS)[number], number>;
}

/** Fields whose lines the backend counts, all of them, in pairs. */
export const EXACT_FIELDS = ['service', 'level'] as const;

/**
 * What the lines at hand say, field by field: vocabulary first, then labels, metadata and fields by how many have them.
 * Lines may come page after page: those that were counted before are not counted again.
 */
export class GrowingFacets {
  private tallies = new Map<LogField, Tally>();
  private counted: readonly LogLine[] = [];

  /** The facets of these lines; quick where they are those of the call before with more behind. */
  of(lines: readonly LogLine[]): Facet[] {
    const before = this.counted.length;
    const isSame = lines[0] === this.counted[0] && lines[before - 1] === this.counted.at(-1);
    if (lines.length < before || !isSame) {
      this.tallies = new Map();
      this.counted = [];
    }
    for (let i = this.counted.length; i < lines.length; i++) {
      const line = lines[i];
      if (line) {
        tallyLine(this.tallies, line);
      }
    }
    this.counted = lines;
    return [...this.tallies]
      .map(([field, found]) => facetFrom(field, found, lines.length))
      .sort((a, b) => rank(a.field) - rank(b.field) || b.present - a.present || (a.field < b.field ? -1 : 1));
  }
}

function rank(field: LogField): number {
  const place = (LOG_FIELDS as readonly string[]).indexOf(field);
  return place === -1 ? LOG_FIELDS.length : place;
}

function tallyLine(tallies: Map<LogField, Tally>, { reading, labels, metadata }: LogLine): void {
  for (const field of LOG_FIELDS) {
    const value = reading[field];
    if (value !== undefined) {
      tally(tallies, field, String(value));
    }
  }
  tallyAll(tallies, 'label', labels, reading);
  tallyAll(tallies, 'metadata', metadata, reading);
  tallyAll(tallies, 'field', reading.fields, reading);
}

function tallyAll(
  tallies: Map<LogField, Tally>,
  origin: 'label' | 'metadata' | 'field',
  values: LogLine['labels'],
  { service, level }: LogLine['reading']
): void {
  for (const [name, value] of Object.entries(values)) {
    const found = tally(tallies, `${origin}:${name}`, value);
    if (found) {
      found.same.service += value === service ? 1 : 0;
      found.same.level += value.toLowerCase() === level ? 1 : 0;
    }
  }
}

function tally(tallies: Map<LogField, Tally>, field: LogField, value: string): Tally | undefined {
  let found = tallies.get(field);
  if (!found) {
    if (tallies.size >= COUNTED_FIELDS) {
      return undefined;
    }
    found = { counts: new Map(), present: 0, isBounded: false, same: { service: 0, level: 0 } };
    tallies.set(field, found);
  }
  found.present += 1;
  const count = found.counts.get(value);
  if (count === undefined && found.counts.size >= COUNTED_VALUES) {
    found.isBounded = true;
  } else {
    found.counts.set(value, (count ?? 0) + 1);
  }
  return found;
}

function facetFrom(field: LogField, found: Tally, of: number): Facet {
  const { counts, present, isBounded } = found;
  return {
    field,
    values: largest(counts, of),
    counts,
    distinct: counts.size,
    isBounded,
    present,
    of,
    kind: kindOf(found, of),
  };
}

function kindOf({ counts, present, same }: Tally, of: number): Facet['kind'] {
  if (same.service === present || same.level === present) {
    return 'same';
  }
  if (counts.size === 1 && present === of && of > 1) {
    return 'constant';
  }
  const isUnique =
    counts.size > TOO_MANY_VALUES || (counts.size >= MANY_VALUES && counts.size / present > UNIQUE_SHARE);
  const isLong = [...counts.keys()].every((value) => value.length > LONGEST_VALUE);
  return isUnique || isLong ? 'unique' : 'choice';
}

/** Values that hold a text, in whichever case; the most frequent first, at most {@link SHOWN_VALUES}. */
export function searchValues({ counts, of }: Facet, text: string): FacetValue[] {
  const wanted = text.toLowerCase();
  return largest(
    [...counts].filter(([value]) => value.toLowerCase().includes(wanted)),
    of
  );
}

function largest(counts: Iterable<[value: string, count: number]>, of: number): FacetValue[] {
  return [...counts]
    .sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
    .slice(0, SHOWN_VALUES)
    .map(([value, count]) => ({ value, count, share: of === 0 ? 0 : count / of }));
}

/** Exact facets, and how many lines there are. */
export interface ExactFacets {
  facets: Facet[];
  total: number;
}

/**
 * The facets of service and level out of totals by both. The totals were asked for without the conditions on these
 * two: so a facet lists what else could be chosen, counted under all conditions but its own.
 */
export function exactFacets(counts: readonly LogCount[], where: readonly LogCondition[]): ExactFacets {
  const rows = counts.map(({ labels, values }) => ({
    service: labels.service ?? '',
    level: labels.level || 'unknown',
    count: values[0] ?? 0,
  }));
  const facets = EXACT_FIELDS.map((field): Facet => {
    const others = where.filter((condition) => condition.field !== field);
    const kept = rows.filter((row) => EXACT_FIELDS.every((one) => one === field || meets(row[one], one, others)));
    const sums = new Map<string, number>();
    kept.forEach((row) => sums.set(row[field], (sums.get(row[field]) ?? 0) + row.count));
    return facetOfAll(field, sums);
  });
  const total = rows
    .filter((row) => EXACT_FIELDS.every((field) => meets(row[field], field, where)))
    .reduce((sum, { count }) => sum + count, 0);
  return { facets, total };
}

/** The values of one field as the backend counted them, out of totals by it. */
export function countFacet(field: LogField, counts: readonly LogCount[]): Facet {
  const sums = new Map(counts.map(({ labels, values }) => [labels[field] ?? '', values[0] ?? 0]));
  return facetOfAll(field, sums);
}

/** @param sums all lines by value, those without one by the empty text */
function facetOfAll(field: LogField, sums: ReadonlyMap<string, number>): Facet {
  const of = [...sums.values()].reduce((sum, count) => sum + count, 0);
  const counts = new Map([...sums].filter(([value]) => value !== ''));
  const present = of - (sums.get('') ?? 0);
  return {
    field,
    values: largest(counts, of),
    counts,
    distinct: counts.size,
    isBounded: false,
    present,
    of,
    kind: 'choice',
  };
}

function meets(value: string, field: LogField, where: readonly LogCondition[]): boolean {
  return where
    .filter((condition) => condition.field === field)
    .every(({ op, values }) => values.includes(value) === (op === 'in'));
}
