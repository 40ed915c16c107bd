import { promString, quoteRegex } from '../promql/escape';

/**
 * Everything that reaches a LogQL text goes through here. LogQL reads literals by the rules of Go, of which those that
 * we write for PromQL are a part: what Grafana would take for a variable (`$`, `[[`) is written as `\x24` and `\x5b\x5b`.
 */
export const logString = promString;

export { quoteRegex };

/** A string literal that holds a regular expression (RE2, anchored where it is matched to labels) for exactly these values. */
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
