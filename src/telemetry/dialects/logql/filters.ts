import { type LogCondition } from '../../questions/logs';
import { logAlternatives, logString } from './escape';

/**
 * A label that may say something: of the stream, of structured metadata, or extracted by a stage before. Where several
 * may, the first that says something counts.
 */
export interface Carrier {
  label: string;
  /** A regular expression of the values that say something; any but the empty one without. */
  speaks?: string;
  /** Writes values of the vocabulary as a regular expression of the label's; literally without. */
  spell?: (values: readonly string[]) => string;
}

function speaking({ label, speaks }: Carrier): string {
  return speaks === undefined ? `${label}!=""` : `${label}=~${logString(speaks)}`;
}

function silent({ label, speaks }: Carrier): string {
  return speaks === undefined ? `${label}=""` : `${label}!~${logString(speaks)}`;
}

/** The values that a label could say. */
function sayable({ speaks, spell }: Carrier, values: readonly string[]): string[] {
  return values.filter((value) => speaks === undefined || spell || new RegExp(`^(?:${speaks})$`).test(value));
}

function equals({ label, spell }: Carrier, values: readonly string[]): string {
  return spell ? `${label}=~${logString(spell(values))}` : isOneOf(label, values);
}

function differs({ label, spell }: Carrier, values: readonly string[]): string {
  return spell ? `${label}!~${logString(spell(values))}` : isNoneOf(label, values);
}

/** A matcher of a label with one of these values, as selectors of streams and filters of labels both have it. */
export function isOneOf(label: string, values: readonly string[]): string {
  const [single] = values;
  return values.length === 1 && single !== undefined
    ? `${label}=${logString(single)}`
    : `${label}=~${logAlternatives(values)}`;
}

/** A matcher of a label with none of these values. */
export function isNoneOf(label: string, values: readonly string[]): string {
  const [single] = values;
  return values.length === 1 && single !== undefined
    ? `${label}!=${logString(single)}`
    : `${label}!~${logAlternatives(values)}`;
}

/**
 * A label filter that lets through the lines for which a condition holds. The empty value stands for lines that say
 * none.
 * @returns undefined where it holds for all, and `false` where it can hold for none
 */
export function labelFilter(
  { op, values: asked }: Pick<LogCondition, 'op' | 'values'>,
  carriers: readonly Carrier[]
): string | undefined | false {
  const named = asked.filter((value) => value !== '');
  const takesNone = asked.length > named.length === (op === 'in');
  if (op === 'notIn' && asked.length === 0) {
    return undefined;
  }
  const ways: string[][] = [];
  if (op === 'notIn' || named.length > 0) {
    carriers.forEach((carrier, position) => {
      const before = carriers.slice(0, position).map(silent);
      const values = sayable(carrier, named);
      if (op === 'notIn') {
        ways.push([...before, speaking(carrier), ...(values.length > 0 ? [differs(carrier, values)] : [])]);
      } else if (values.length > 0) {
        ways.push([...before, equals(carrier, values)]);
      }
    });
  }
  if (takesNone) {
    ways.push(carriers.map(silent));
  }
  // Without a carrier no line says anything.
  if (ways.some((way) => way.length === 0)) {
    return undefined;
  }
  return waysFilter(ways);
}

/** A label filter for the lines that are so in one of several ways; `false` without any. */
export function waysFilter(ways: ReadonlyArray<readonly string[]>): string | false {
  return ways.length > 0 && ways.map((way) => (way.length > 1 ? `(${way.join(' and ')})` : way[0])).join(' or ');
}
