import { type ParsedLogLine } from '../../questions/logs';

/** What was thrown, as far as a line tells. */
export type Exception = NonNullable<ParsedLogLine['exception']>;

/** An exception in a text, and where it begins there. */
interface FoundException {
  exception: Exception;
  start: number;
}

/**
 * Finds exceptions as one language writes them.
 * @param text the beginning of a message, as far as it is searched
 * @param whole all of it
 */
export type ExceptionFinder = (text: string, whole: string) => FoundException | undefined;

export const MAX_MESSAGE = 2000;

/** An exception of its parts; empty messages are none. */
export function described(type: string | undefined, message: string | undefined, stack: string | undefined): Exception {
  return {
    ...(type !== undefined && { type: shortType(type) }),
    ...(message !== undefined && message !== '' && { message: firstLine(message) }),
    ...(stack !== undefined && { stack }),
  };
}

/** A type as text: without spaces around it, and cut. */
export function shortType(type: string): string {
  return type.trim().slice(0, 200);
}

/** The first line of a text, cut. */
export function firstLine(text: string): string {
  return (text.split('\n', 1)[0] ?? '').trim().slice(0, MAX_MESSAGE);
}
