import { quoteRegex, quoteString } from '../quote';

/** Everything that reaches a LogQL text goes through here: a string literal that holds exactly `value`. */
export const logString = quoteString;

export { quoteRegex };

/**
 * A string literal that holds a regular expression (RE2, anchored where it is matched to labels) for exactly these
 * values.
 */
export function logAlternatives(values: readonly string[], flags: '' | '(?i)' = ''): string {
  const alternatives = values.map(quoteRegex).join('|');
  return logString(flags === '' ? alternatives : `${flags}(?:${alternatives})`);
}

/**
 * A regular expression in whose text Loki can look for the words it holds without regard to case. Literals are quoted
 * as such: an optimiser of Loki's (not the engine) reads them.
 */
export function insensitive(text: string): string {
  return logString(`(?i)${quoteRegex(text)}`);
}
