/**
 * Everything that reaches a PromQL text goes through here.
 *
 * Grafana substitutes variables after we have rendered (`$x`, `${x}`, `[[x]]`, and `$__interval` once more in its back
 * end), so inside strings `$` and `[[` are written as `\x24` and `\x5b\x5b`, which PromQL reads as the same characters.
 */

const CONTROL: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A string literal that holds exactly `value`. */
export function promString(value: string): string {
  const escaped = value
    .replace(/[\\"]/g, '\\$&')
    .replace(
      /[\u0000-\u001f\u007f]/g,
      (char) => CONTROL[char] ?? `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`
    )
    .replaceAll('$', '\\x24')
    .replace(/\[{2,}/g, (brackets) => '\\x5b'.repeat(brackets.length));
  return `"${escaped}"`;
}

/** A string literal that holds a regular expression (RE2, anchored by PromQL) matching exactly the given values. */
export function promAlternatives(values: readonly string[]): string {
  return promString(values.map(quoteRegex).join('|'));
}

/** Writes a value as a regular expression that matches only itself. */
export function quoteRegex(value: string): string {
  return value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** A label's name as it stands in `by (...)` and before a matcher: quoted where it is not a classic name. */
export function promLabel(name: string): string {
  return /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name) ? name : promString(name);
}

/** Whether a metric's name can stand before the braces. Others (UTF-8 names) stand inside, quoted; that needs Prometheus 3. */
export function isClassicMetricName(name: string): boolean {
  return /^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(name);
}
