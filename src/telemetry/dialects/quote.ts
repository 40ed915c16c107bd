/**
 * String literals by the rules of Go, which PromQL, LogQL and TraceQL all follow.
 *
 * Grafana substitutes variables after we have rendered (`$x`, `${x}`, `[[x]]`, and `$__interval` once more in its back
 * end), so inside strings `$` and `[[` are written as `\x24` and `\x5b\x5b`, which all three read as the same
 * characters.
 */

const CONTROL: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A string literal that holds exactly `value`. */
export function quoteString(value: string): string {
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

/** Writes a value as a regular expression (RE2) that matches only itself. */
export function quoteRegex(value: string): string {
  return value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
