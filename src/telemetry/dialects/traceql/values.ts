import { type Attributes, type AttributeValue } from '../../questions/traces';
import { newRecord, setOwn } from '../../record';

/** A value as OTLP's JSON has it. Whole numbers come as text, because they may be longer than JavaScript counts. */
export interface OtlpValue {
  stringValue?: string;
  boolValue?: boolean;
  intValue?: string | number;
  doubleValue?: number | string;
  arrayValue?: { values?: OtlpValue[] };
  kvlistValue?: { values?: OtlpAttribute[] };
  bytesValue?: string;
}

/** An attribute as OTLP writes it in JSON. */
export interface OtlpAttribute {
  key: string;
  value?: OtlpValue;
}

/** Whether something that was sent is a list of attributes, whatever they hold. */
export function areAttributes(sent: unknown): sent is OtlpAttribute[] {
  return Array.isArray(sent) && sent.every(isAttribute);
}

function isAttribute(sent: unknown): boolean {
  return isObject(sent) && typeof sent.key === 'string' && (sent.value === undefined || isValue(sent.value));
}

function isValue(sent: unknown): boolean {
  if (!isObject(sent)) {
    return false;
  }
  const { stringValue, boolValue, intValue, doubleValue, arrayValue, kvlistValue, bytesValue } = sent;
  return (
    isTextOrNone(stringValue) &&
    (boolValue === undefined || typeof boolValue === 'boolean') &&
    isNumberOrNone(intValue) &&
    isNumberOrNone(doubleValue) &&
    (arrayValue === undefined || isListOrNone(arrayValue, isValue)) &&
    (kvlistValue === undefined || isListOrNone(kvlistValue, isAttribute)) &&
    isTextOrNone(bytesValue)
  );
}

const isObject = (sent: unknown): sent is Record<string, unknown> => typeof sent === 'object' && sent !== null;
const isTextOrNone = (sent: unknown) => sent === undefined || typeof sent === 'string';
/** Numbers may be text, too. */
const isNumberOrNone = (sent: unknown) => isTextOrNone(sent) || typeof sent === 'number';

function isListOrNone(sent: unknown, isItem: (item: unknown) => boolean): boolean {
  return isObject(sent) && (sent.values === undefined || (Array.isArray(sent.values) && sent.values.every(isItem)));
}

/** Attributes by name. Nested values become JSON text, bytes stay base64. */
export function readAttributes(attributes: readonly OtlpAttribute[] = []): Attributes {
  const read = newRecord<AttributeValue>();
  for (const { key, value } of attributes) {
    setOwn(read, key, readValue(value));
  }
  return read;
}

/** One value; empty text where there is none. */
export function readValue(value: OtlpValue | undefined): AttributeValue {
  if (!value) {
    return '';
  }
  // By far the most are text.
  if (value.stringValue !== undefined) {
    return value.stringValue;
  }
  if (value.arrayValue) {
    return listOf((value.arrayValue.values ?? []).map(readValue));
  }
  if (value.kvlistValue) {
    return JSON.stringify(readAttributes(value.kvlistValue.values));
  }
  if (value.intValue !== undefined) {
    return countable(value.intValue);
  }
  if (value.doubleValue !== undefined) {
    return Number(value.doubleValue);
  }
  return value.boolValue ?? value.bytesValue ?? '';
}

/** Values of one attribute: as JSON text where there are lists among them. */
export function listOf(items: readonly AttributeValue[]): AttributeValue {
  return items.some((item) => typeof item === 'object')
    ? JSON.stringify(items)
    : (items as ReadonlyArray<string | number | boolean>);
}

/** A whole number: as text where it is longer than JavaScript counts. */
export function countable(digits: string | number): string | number {
  const number = Number(digits);
  return Number.isSafeInteger(number) ? number : String(digits);
}

/**
 * A count of nanoseconds, which as one number would be longer than JavaScript counts: whole milliseconds, and
 * nanoseconds beside them.
 */
export interface Nanoseconds {
  whole: number;
  rest: number;
}

/** The beginning of the epoch, or no time at all. */
export const NO_TIME: Nanoseconds = { whole: 0, rest: 0 };

/** Nanoseconds in milliseconds: exact to the microsecond, which a division would not be. */
export function millisecondsOf({ whole, rest }: Nanoseconds): number {
  return whole + rest / 1e6;
}

/** Milliseconds between two times, exact to the nanosecond; none where the second is earlier. */
export function millisecondsBetween(start: Nanoseconds, end: Nanoseconds): number {
  return Math.max(0, Math.round((end.whole - start.whole) * 1e6 + end.rest - start.rest) / 1e6);
}

/** Nanoseconds as OTLP's JSON has them: text. 0 where there are none. */
export function readNanoseconds(nanoseconds: string | number | undefined): Nanoseconds {
  const digits = String(nanoseconds ?? 0);
  return digits.length > 6
    ? { whole: Number(digits.slice(0, -6)), rest: Number(digits.slice(-6)) }
    : { whole: 0, rest: Number(digits) };
}

/**
 * An id as hexadecimal digits: Tempo writes them in base64 where it writes whole traces, as JSON of protobuf has it,
 * and in hexadecimal digits elsewhere.
 */
export function hexId(id: string | undefined, bytes: 8 | 16): string {
  if (id === undefined || id === '') {
    return '';
  }
  // 11 or 22 characters hold the bytes, and padding fills them up to four.
  const isBase64 = bytes === 8 ? id.length === 12 && id.endsWith('=') : id.length === 24 && id.endsWith('==');
  if (!isBase64 || !BASE64.test(id)) {
    return id;
  }
  const binary = atob(id.replace(/[-_]/g, (char) => (char === '-' ? '+' : '/')));
  let hex = '';
  for (let at = 0; at < binary.length; at++) {
    hex += HEX_OF_BYTE[binary.charCodeAt(at)] ?? '';
  }
  return hex;
}

const BASE64 = /^[\w+/-]+={1,2}$/;

const HEX_OF_BYTE = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
