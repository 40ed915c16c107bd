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
  /** A regular expression of values that say nothing although they are not empty. */
  none?: string;
  /** Writes values of the vocabulary as a regular expression of the label's; literally without. */
  spell?: (values: readonly string[]) => string;
}

const speaking = ({ label, speaks }: Carrier) =>
  speaks === undefined ? `${label}!=""` : `${label}=~${logString(speaks)}`;
const silent = ({ label, speaks }: Carrier) =>
  speaks === undefined ? `${label}=""` : `${label}!~${logString(speaks)}`;

function equals({ label, spell }: Carrier, values: readonly string[]): string {
  const [single] = values;
  if (spell) {
    return `${label}=~${logString(spell(values))}`;
  }
  return values.length === 1 && single !== undefined
    ? `${label}=${logString(single)}`
    : `${label}=~${logAlternatives(values)}`;
}

function differs({ label, spell }: Carrier, values: readonly string[]): string {
  const [single] = values;
  if (spell) {
    return `${label}!~${logString(spell(values))}`;
  }
  return values.length === 1 && single !== undefined
    ? `${label}!=${logString(single)}`
    : `${label}!~${logAlternatives(values)}`;
}

/**
 * A label filter that lets through the lines for which a condition holds. The empty value stands for lines that say none.
 * @returns undefined where it holds for all, and `false` where it can hold for none
 */
export function labelFilter(
  { op, values }: Pick<LogCondition, 'op' | 'values'>,
  carriers: readonly Carrier[]
): string | undefined | false {
  const named = values.filter((value) => value !== '');
  const takesNone = values.length > named.length === (op === 'in');
  if (op === 'notIn' && values.length === 0) {
    return undefined;
  }
  const ways: string[][] = [];
  if (op === 'notIn' || named.length > 0) {
    carriers.forEach((carrier, position) => {
      const before = carriers.slice(0, position).map(silent);
      const own =
        op === 'in'
          ? [equals(carrier, named)]
          : [speaking(carrier), ...(named.length > 0 ? [differs(carrier, named)] : [])];
      ways.push([...before, ...own]);
    });
  }
  if (takesNone) {
    ways.push(carriers.map(silent));
  }
  // Without a carrier no line says anything.
  if (ways.some((way) => way.length === 0)) {
    return undefined;
  }
  if (ways.length === 0) {
    return false;
  }
  return ways.map((way) => (way.length > 1 ? `(${way.join(' and ')})` : way[0])).join(' or ');
}
