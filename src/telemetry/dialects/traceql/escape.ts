import { quoteRegex, quoteString } from '../quote';

/** Everything that reaches a TraceQL text goes through here: a string literal that holds exactly `value`. */
export const traceqlString = quoteString;

/** A string literal that holds a regular expression (RE2) matching exactly `prefix` followed by one of the values. */
export function traceqlAlternatives(values: readonly string[], prefix = ''): string {
  // Older Tempo does not anchor by itself.
  return traceqlString(`^${prefix}(?:${values.map(quoteRegex).join('|')})$`);
}

/** An attribute as it stands in a query. Its name is quoted where it has more than letters, digits, `_` and dots. */
export function traceqlAttribute(scope: 'span' | 'resource', name: string): string {
  const isPlain = /^[a-zA-Z_]\w*(?:\.\w+)*$/.test(name);
  // Within these quotes only the quote itself and the backslash can be escaped; all else stands as it is.
  return `${scope}.${isPlain ? name : `"${name.replace(/[\\"]/g, '\\$&')}"`}`;
}

/**
 * Reads an attribute as Tempo writes it beside a number: `span.http.route`, `resource."a b"`.
 * @returns undefined for what is no attribute of a span or of its resource
 */
export function readAttribute(text: string): { scope: 'span' | 'resource'; name: string } | undefined {
  const match = /^(span|resource)\.(.+)$/s.exec(text);
  return match
    ? {
        scope: match[1] as 'span' | 'resource',
        name: (match[2] ?? '').replace(/"((?:[^"\\]|\\.)*)"/gs, (_, inner: string) => inner.replace(/\\(.)/gs, '$1')),
      }
    : undefined;
}

/** The longest duration that Tempo can count, about: it does so in nanoseconds, with 63 bits. */
const LONGEST_SECONDS = 9e9;

/** How many nanoseconds these seconds are, as a duration literal. */
export function traceqlDuration(seconds: number): string {
  const bounded = Math.min(Math.max(0, seconds), LONGEST_SECONDS);
  // Written out, where a number would get an exponent.
  return `${BigInt(Math.round(bounded * 1e9))}ns`;
}
