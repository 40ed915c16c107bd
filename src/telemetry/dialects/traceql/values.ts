import { type Attributes, type AttributeValue } from '../../questions/traces';

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

/** Attributes by name. Nested values become JSON text, bytes stay base64. */
export function readAttributes(attributes: readonly OtlpAttribute[] = []): Attributes {
  const read: Record<string, AttributeValue> = {};
  for (const { key, value } of attributes) {
    if (key === '__proto__') {
      // An attribute like any other, which an assignment would not make of it.
      Object.defineProperty(read, key, {
        value: readValue(value),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    } else {
      read[key] = readValue(value);
    }
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
    const items = (value.arrayValue.values ?? []).map(readValue);
    return items.some((item) => typeof item === 'object')
      ? JSON.stringify(items)
      : (items as Array<string | number | boolean>);
  }
  if (value.kvlistValue) {
    return JSON.stringify(readAttributes(value.kvlistValue.values));
  }
  if (value.intValue !== undefined) {
    const number = Number(value.intValue);
    return Number.isSafeInteger(number) ? number : String(value.intValue);
  }
  if (value.doubleValue !== undefined) {
    return Number(value.doubleValue);
  }
  return value.boolValue ?? value.bytesValue ?? '';
}

/** Nanoseconds since the epoch, as text, in milliseconds: exact to the microsecond, which a division would not be. */
export function millisecondsOf(nanoseconds: string | number | undefined): number {
  const { whole, rest } = split(nanoseconds);
  return whole + rest / 1e6;
}

/** Milliseconds between two times in nanoseconds, exact to the nanosecond. */
export function millisecondsBetween(start: string | number | undefined, end: string | number | undefined): number {
  const [a, b] = [split(start), split(end)];
  return Math.max(0, Math.round((b.whole - a.whole) * 1e6 + b.rest - a.rest) / 1e6);
}

function split(nanoseconds: string | number | undefined): { whole: number; rest: number } {
  const digits = String(nanoseconds ?? 0);
  return digits.length > 6
    ? { whole: Number(digits.slice(0, -6)), rest: Number(digits.slice(-6)) }
    : { whole: 0, rest: Number(digits) };
}

/**
 * An id as hexadecimal digits: Tempo writes them in base64 where it writes whole traces, as JSON of protobuf has it, and in
 * hexadecimal digits elsewhere.
 */
export function hexId(id: string | undefined, bytes: 8 | 16): string {
  if (id === undefined || id === '') {
    return '';
  }
  // 11 or 22 characters hold the bytes, and padding fills them up to four.
  const isBase64 = bytes === 8 ? id.length === 12 && id.endsWith('=') : id.length === 24 && id.endsWith('==');
  if (!isBase64) {
    return id;
  }
  const binary = atob(id.replace(/[-_]/g, (char) => (char === '-' ? '+' : '/')));
  let hex = '';
  for (let at = 0; at < binary.length; at++) {
    hex += HEX_OF_BYTE[binary.charCodeAt(at)] ?? '';
  }
  return hex;
}

const HEX_OF_BYTE = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
