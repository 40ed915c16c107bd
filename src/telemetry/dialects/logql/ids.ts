import { normalizeSpanId, normalizeTraceId, spellingsOf } from '../../traceId';
import { type LogCondition } from '../../questions/logs';
import { type Labels } from '../../vocabulary';
import { logString } from './escape';

/** Ids of traces or of spans: how long they are, and what they are called in a line. */
interface IdKind {
  digits: number;
  /** A regular expression, in lower case. */
  key: string;
  normalize: (text: string) => string | undefined;
}

const ID_KINDS = {
  traceId: { digits: 32, key: 'trace[^0-9a-z]{0,5}id', normalize: normalizeTraceId },
  spanId: { digits: 16, key: 'span[^0-9a-z]{0,5}id', normalize: normalizeSpanId },
} as const satisfies Record<string, IdKind>;
export type IdField = keyof typeof ID_KINDS;

/**
 * From so many digits on nothing but an id looks like one, so that it may stand without its name, as in Spring's
 * `[shop,4bf9…,00f0…]` and in `traceparent`. Fewer need the name before them.
 */
const TELLING_DIGITS = 16;

/** A condition on ids: the ids as they should be, whether there are others, which nothing can match. */
export interface IdCondition {
  field: IdField;
  ids: string[];
  op: LogCondition['op'];
}

/** The condition with its ids in one spelling; what cannot be an id is left out, as no line has it. */
export function idCondition({ field, op, values }: LogCondition & { field: IdField }): IdCondition {
  const { normalize } = ID_KINDS[field];
  return { field, op, ids: [...new Set(values.flatMap((value) => normalize(value) ?? []))] };
}

const bare = (id: string) => id.replace(/^0+/, '');

/** Ids by chance have so many digits at least; the decimal digits of fewer would be another id's. */
const LEAST_DIGITS = 12;

/** Traces of 64 bits as Datadog's lines name them, in decimal digits. */
function decimalsOf(field: IdField, ids: readonly string[]): string[] {
  const short = field === 'traceId' ? ids.map(bare).filter(isOf64Bits) : [];
  return short.map((id) => BigInt(`0x${id}`).toString());
}

const isOf64Bits = (id: string) => id.length >= LEAST_DIGITS && id.length <= TELLING_DIGITS;

/** How to find ids in the text of lines. */
export interface IdInText {
  /** A regular expression of the digits alone, for which Loki looks fast. */
  digits: string;
  /**
   * A stage that looks closer at what has the digits, and whether it then found the id as a whole; a longer one that
   * only holds the digits is none. Loki runs line filters on every line in an order of its own, stages only on what
   * came through before.
   */
  closer: string;
  isOwn: string;
  isNot: string;
}

/** @param name a name of its own for each condition of a query */
export function idInText({ field, ids }: IdCondition, name: string): IdInText {
  const label = `tw_own_${name}`;
  return {
    digits: `(?i)${alternatives([...ids.map(bare), ...decimalsOf(field, ids)])}`,
    closer: `| regexp ${logString(`(?i)(?P<${label}>${wholeId(field, ids)})`)}`,
    isOwn: `| ${label}!=""`,
    isNot: `| ${label}=""`,
  };
}

function wholeId(field: IdField, ids: readonly string[]): string {
  const { digits, key } = ID_KINDS[field];
  const telling = ids.flatMap((id) => {
    const short = bare(id);
    const half = digits > TELLING_DIGITS && short.length <= TELLING_DIGITS ? [short.padStart(TELLING_DIGITS, '0')] : [];
    return [...(short.length >= TELLING_DIGITS ? [`0{0,${digits - short.length}}${short}`] : [id, ...half])];
  });
  // Up to six characters stand between a name and its value: `=`, `": "`, `\":\"`.
  const named = `${key}[^0-9a-z]{1,6}0*${alternatives(ids.map(bare))}`;
  const decimals = decimalsOf(field, ids);
  const decimal = decimals.length > 0 ? `dd[^0-9a-z]{1,6}${key}[^0-9a-z]{1,6}${alternatives(decimals)}|` : '';
  return `(?:${decimal}${named}|(?:^|[^0-9a-z])${alternatives(telling)})(?:[^0-9a-z]|$)`;
}

const alternatives = (texts: readonly string[]) => (texts.length === 1 ? (texts[0] ?? '') : `(?:${texts.join('|')})`);

/** A label filter for the lines whose metadata or labels have the id. */
export function idInLabels(condition: IdCondition, labels: readonly string[]): string {
  return labels.map((label) => `${label}=~${idValue(condition)}`).join(' or ');
}

/** Label filters for the lines whose metadata and labels do not have the id. */
export function idNotInLabels(condition: IdCondition, labels: readonly string[]): string[] {
  return labels.map((label) => `${label}!~${idValue(condition)}`);
}

/** So many ids are looked up in every spelling; more would make a text that Loki finds too long. */
const LOOKED_UP = 10;

/** Every spelling, in either case: Loki looks plain alternatives up, where it would have to run an expression. */
function idValue({ field, ids }: IdCondition): string {
  const decimals = decimalsOf(field, ids);
  if (ids.length > LOOKED_UP) {
    return logString(`(?i)0*${alternatives([...ids.map(bare), ...decimals])}`);
  }
  const spellings = [...ids.flatMap(spellingsOf), ...decimals];
  return logString([...new Set([...spellings, ...spellings.map((id) => id.toUpperCase())])].join('|'));
}

/**
 * Whether a line that Loki found is meant: its metadata or labels have the id, or its text says that it is its own. A
 * line of one trace may mention another.
 * @param stated the id that was read out of the line as its own
 */
export function belongsTo(
  condition: IdCondition,
  { body, labels, metadata, stated }: { body: string; labels: Labels; metadata: Labels; stated: string | undefined },
  names: readonly string[]
): boolean {
  const { field, ids } = condition;
  const inLabels = names.some((name) => {
    const id = ID_KINDS[field].normalize(metadata[name] ?? labels[name] ?? '');
    return id !== undefined && ids.includes(id);
  });
  if (inLabels) {
    return true;
  }
  return stated === undefined ? new RegExp(wholeId(field, ids), 'i').test(body) : ids.includes(stated);
}
