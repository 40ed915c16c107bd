import { quoteRegex, quoteString } from '../quote';

/** Everything that reaches a PromQL text goes through here: a string literal that holds exactly `value`. */
export const promString = quoteString;

export { quoteRegex };

/** A string literal that holds a regular expression (RE2, anchored by PromQL) matching exactly the given values. */
export function promAlternatives(values: readonly string[]): string {
  return promString(values.map(quoteRegex).join('|'));
}

/** A label's name as it stands in `by (...)` and before a matcher: quoted where it is not a classic name. */
export function promLabel(name: string): string {
  return /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name) ? name : promString(name);
}

/**
 * Whether a metric's name can stand before the braces. Others (UTF-8 names) stand inside, quoted; that needs Prometheus
 * 3.
 */
export function isClassicMetricName(name: string): boolean {
  return /^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(name);
}
