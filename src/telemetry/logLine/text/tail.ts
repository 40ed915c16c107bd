import { fieldsNamed } from '../fieldAliases';
import { type FlatFields, flatten, parseCutObject, parseObject } from '../json';
import { valueEnd } from '../jsonText';
import { NOT_IN_PAIRS, type Pair, readPairs } from '../logfmt';
import { mapFields } from '../mapFields';
import { type PartialRecord } from '../partialRecord';
import { readIds, withWholeContexts } from './ids';

const MAX_PAIRED = 16_384;
const MAX_JSON = 65_536;
/** Where JSON may begin after a message; a text with more brackets than this is no message with JSON behind it. */
const MAX_BEGINNINGS = 24;
/** Monolog writes two values, its context and what it adds. */
const MAX_VALUES = 3;
/** From here on a text is long enough to have been cut. */
const MIN_CUT = 4096;

/** Pairs and JSON in and after the message. What stands at its end is cut off. */
export function readTail(draft: PartialRecord, message: string): void {
  let text = message;
  const json = jsonAtEnd(message);
  if (json !== undefined && draft.message === message) {
    text = message.slice(0, json.start).trimEnd();
    draft.message = text;
    json.objects.forEach((object) => mapFields(draft, object));
  }
  const pairs = readPairs(withWholeContexts(text), Math.min(text.length, MAX_PAIRED));
  if (pairs.length > 0) {
    const before = draft.message;
    mapFields(draft, named(pairs), NOT_IN_PAIRS);
    draft.message = before;
  }
  readIds(draft, text);
  if (draft.message === text) {
    draft.message = withoutTail(text, pairs);
  }
}

export function named(pairs: readonly Pair[]): FlatFields {
  return new Map(pairs.map(({ name, value }) => [name, value]));
}

/** JSON at the end of a text, and where it begins: `text {"order":1} []`, as Monolog, winston and zap write it. */
function jsonAtEnd(message: string): { start: number; objects: FlatFields[] } | undefined {
  const text = message.trimEnd();
  if (text.length > MAX_JSON || !(/[}\]]$/.test(text) || text.length > MIN_CUT)) {
    return undefined;
  }
  let beginnings = 0;
  for (const { index } of text.matchAll(/[ \t\n](?=\{"|\{\}|\[\])/g)) {
    const objects = valuesFrom(text, index + 1);
    if (objects !== undefined) {
      return { start: index, objects };
    }
    if (++beginnings >= MAX_BEGINNINGS) {
      break;
    }
  }
  return undefined;
}

/** The values that a text consists of from here on; undefined where there is something else. */
function valuesFrom(text: string, from: number): FlatFields[] | undefined {
  const objects: FlatFields[] = [];
  let at = from;
  let values = 0;
  for (; at < text.length && values < MAX_VALUES; values++) {
    const end = valueEnd(text, at);
    const value = text.slice(at, end);
    const object = end === undefined && text.length > MIN_CUT ? parseCutObject(value) : parseObject(value);
    if (object === undefined && value !== '[]') {
      return undefined;
    }
    objects.push(...(object === undefined ? [] : [flatten(object)]));
    at = end === undefined ? text.length : end + (/^ ?/.exec(text.slice(end, end + 1))?.[0].length ?? 0);
  }
  // A list alone may be what the message says: `the cart is []`.
  return at >= text.length && (values > 1 || objects.length > 0) ? objects : undefined;
}

/** Names before a line of JSON, as `0|shop  | ` and `[pod/cart-7/cart] `: not the words of a message. */
const NAMES = /^(?:\[[^\]\n]{1,120}\]|[\w./-]*[-/|\d][\w./-]*|\S{1,80} ?\|)(?: [\w./-]{1,80})?[ |:>]*$/;

/**
 * A whole line of JSON behind names that something put before it.
 * @returns where it begins; undefined where the JSON belongs to a message
 */
export function recordStart(text: string): number | undefined {
  const start = text.slice(0, 300).search(/[\s\]|:>]\{"/) + 1;
  const end = start < 1 ? 0 : (valueEnd(text, start) ?? text.length);
  if (end < text.length) {
    return undefined;
  }
  const object = parseObject(text.slice(start)) ?? parseCutObject(text.slice(start));
  const roles = new Set(Object.keys(object ?? {}).flatMap((name) => fieldsNamed(name).map(({ role }) => role)));
  const prefix = text.slice(0, start).trim();
  const isRecord = roles.has('message') && (NAMES.test(prefix) || (roles.has('level') && !/\s/.test(prefix)));
  return isRecord ? start : undefined;
}

/**
 * The message without the pairs that end it: `paid order=1 took=2ms` says `paid`. A text of only pairs stays as it is.
 */
function withoutTail(message: string, pairs: readonly Pair[]): string {
  let end = message.length;
  for (let i = pairs.length - 1; i >= 0; i--) {
    const pair = pairs[i];
    if (pair === undefined || !/^[\s,;|)\]}-]{0,10}$/.test(message.slice(pair.end, Math.min(end, pair.end + 11)))) {
      break;
    }
    end = pair.start;
  }
  const kept = message
    .slice(0, end)
    .trimEnd()
    .replace(end < message.length ? /[\s,;:|([{-]{0,10}$/ : /[\s,;|([{-]{0,10}$/, '');
  return kept === '' ? message : kept;
}
