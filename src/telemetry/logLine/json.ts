import { endedObject, withEscapes } from './jsonText';

/** A value of a field: what a line said there, with the type that it had. */
export type Scalar = string | number | boolean;

/** Fields of a JSON object by their names, nested ones joined by dots, in the order of the line. */
export type FlatFields = Map<string, Scalar>;

const MAX_DEPTH = 12;
const MAX_FIELDS = 600;
/** What is nested deeper, or is a list of objects too long, is kept as JSON, cut to this. */
const MAX_TEXT = 4096;
/** Lists that are the lines of one text: AWS Lambda's, semantic_logger's. */
const LINES = /(?:stack|stack_?trace|backtrace)$/i;

type JsonObject = Record<string, unknown>;

/**
 * The object that a text is, as JSON; undefined where it is none. Numbers that would not be written as they were
 * (longer than numbers can hold, `5.0`, `1e3`) are the text that they were: ids keep all their digits, a second its
 * fraction, and a value can be asked for as it stands in the line.
 */
export function parseObject(text: string): JsonObject | undefined {
  if (text[firstNonSpace(text)] !== '{') {
    return undefined;
  }
  const plain = parse(text);
  const isRaw = plain === undefined && /[\n\r\t]/.test(text) && text.trimEnd().endsWith('}');
  const json = isRaw ? withEscapes(text) : text;
  const value = isRaw ? parse(json) : plain;
  if (!isObject(value)) {
    return undefined;
  }
  return REWRITTEN.test(json) ? (parse(withNumbersAsText(json)) as JsonObject) : value;
}

/** The object of which a text is the beginning, its end being cut off. */
export function parseCutObject(text: string): JsonObject | undefined {
  const ended = endedObject(text);
  return ended === undefined ? undefined : parseObject(ended);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * What a number that would be written otherwise has: many digits, a zero at the end of its fraction, or an exponent.
 */
const REWRITTEN = /[:,[\s]-?(?:\d{16}|\d+\.\d*0(?!\d)|\d[\d.]*[eE][+-]?\d)/;
const STRINGS_AND_NUMBERS = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** @param json valid, so that whatever stands outside of a string and has digits is a number */
function withNumbersAsText(json: string): string {
  return json.replace(STRINGS_AND_NUMBERS, (token) =>
    token.startsWith('"') || String(Number(token)) === token ? token : `"${token}"`
  );
}

/**
 * The fields of an object, nested names joined by dots. Lists of plain values become text with commas. Lists of
 * `{ key, value }`, as OpenTelemetry writes attributes, become fields. Works through a list of what is left to do, not
 * by recursion.
 */
export function flatten(object: JsonObject): FlatFields {
  const fields: FlatFields = new Map();
  const open: Array<{ name: string; value: unknown; depth: number }> = [{ name: '', value: object, depth: 0 }];
  for (let next = open.pop(); next !== undefined && fields.size < MAX_FIELDS; next = open.pop()) {
    const { name, value, depth } = next;
    if (isScalar(value)) {
      fields.set(name, value);
      continue;
    }
    if (typeof value !== 'object' || value === null) {
      continue;
    }
    if (Array.isArray(value) && value.every(isScalar)) {
      fields.set(name, value.slice(0, 100).join(LINES.test(name) ? '\n' : ', '));
      continue;
    }
    const children = childrenOf(value);
    if (depth >= MAX_DEPTH) {
      fields.set(name, asJson(value));
      continue;
    }
    for (let i = Math.min(children.length, MAX_FIELDS) - 1; i >= 0; i--) {
      const [key, child] = children[i] ?? ['', undefined];
      const path = name === '' ? key : key === '' ? name : `${name}.${key}`;
      open.push({ name: path, value: child, depth: depth + 1 });
    }
  }
  return fields;
}

/** Name and value of what an object or list holds. */
function childrenOf(value: object): Array<[string, unknown]> {
  if (Array.isArray(value)) {
    const attributes = value.map(otlpAttribute);
    if (attributes.every((pair) => pair !== undefined)) {
      return attributes;
    }
    // The usual list has one element, and its number says nothing.
    return value.length === 1 ? [['', value[0]]] : Object.entries(value);
  }
  const only = otlpValue(value);
  return only === undefined ? Object.entries(value) : [['', only]];
}

/** `{ key: 'http.route', value: { stringValue: '/cart' } }` */
function otlpAttribute(entry: unknown): [string, unknown] | undefined {
  if (!isObject(entry) || typeof entry.key !== 'string' || !isObject(entry.value)) {
    return undefined;
  }
  return [entry.key, otlpValue(entry.value) ?? entry.value];
}

function otlpValue(value: object): unknown {
  const entries = Object.entries(value);
  const [name, content] = entries[0] ?? [];
  return entries.length === 1 && /^(?:string|int|double|bool)Value$/.test(name ?? '') ? content : undefined;
}

function asJson(value: unknown): string {
  try {
    return JSON.stringify(value).slice(0, MAX_TEXT);
  } catch {
    // Nested deeper than the engine's own stack.
    return '…';
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number';
}

function firstNonSpace(text: string): number {
  let at = 0;
  while (at < text.length && (text[at] === ' ' || text[at] === '\t' || text[at] === '\n' || text[at] === '\r')) {
    at++;
  }
  return at;
}
