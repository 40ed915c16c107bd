import { readException } from './exception';
import { type Exception, shortType } from './exceptions/described';
import { type ParsedField } from './fieldAliases';

/** Parts of an exception that are in fields of their own, and the fields that they are in. */
export interface ExceptionParts {
  type?: string;
  message?: string;
  stack?: string;
  names: string[];
}

/** Remembers a part of an exception, the first of each. */
export function collectPart(parts: ExceptionParts, role: ParsedField, name: string, text: string): void {
  const part = role === 'exceptionType' ? 'type' : role === 'exceptionMessage' ? 'message' : 'stack';
  const before = parts[part];
  if (text.trim() === '') {
    return;
  }
  if (before === undefined) {
    parts[part] = text;
    parts.names.push(name);
  } else if (part === 'stack' && !before.includes('\n') && text.includes('\n')) {
    // `exception` says what, `exc_info` where.
    parts.message ??= before;
    parts.stack = text;
    parts.names.push(name);
  }
}

/**
 * Puts an exception together.
 * @returns undefined for a message alone (`error: connection refused`), which stays the field that it is
 */
export function exceptionOf(parts: ExceptionParts): Exception | undefined {
  const stacked = readException(parts.stack ?? '');
  // Who writes `err.stack` as `err`, or `String(err)`, has all in one text.
  const said = readException(parts.message ?? '');
  const type = parts.type ?? stacked?.type ?? said?.type;
  const stack = stacked === undefined ? (parts.stack ?? said?.stack) : stacked.stack;
  if (type === undefined && stacked?.stack === undefined && said?.stack === undefined) {
    return undefined;
  }
  const isWhole = said !== undefined && (said.stack !== undefined || parts.type === undefined);
  const message = isWhole ? said.message : (withoutType(parts.message, type) ?? stacked?.message);
  return {
    ...(type !== undefined && { type: shortType(type) }),
    ...(message !== undefined && { message }),
    ...(stack !== undefined && { stack }),
  };
}

/** `com.shop.NoStock: 17` says the type once more. */
function withoutType(message: string | undefined, type: string | undefined): string | undefined {
  return type !== undefined && message?.startsWith(`${type}: `) ? message.slice(type.length + 2) : message;
}
