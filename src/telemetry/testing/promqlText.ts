import { parser } from '@prometheus-io/lezer-promql';
import { errorsIn, partsIn } from './grammar';

/** What is wrong with a PromQL text by the language's grammar; empty for a text that parses. */
export const promqlErrors = (text: string): string[] => errorsIn(parser, text);

/** The string literals of a PromQL text, as they are written. */
export const promqlStrings = (text: string): string[] => partsIn(parser, text, ['StringLiteral', 'QuotedLabelName']);

/** A text with Grafana's macros replaced, as Grafana would send it on. */
export function withMacros(text: string, rateInterval = '1m', stepSeconds = 15): string {
  return text
    .replaceAll('$__rate_interval', rateInterval)
    .replaceAll('$__interval_ms', String(stepSeconds * 1000))
    .replaceAll('$__interval', `${stepSeconds}s`);
}

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
};

/**
 * The value of a double-quoted literal, by the rules of Prometheus' strutil.Unquote: escapes as in Go, numeric ones
 * are bytes of UTF-8.
 * @throws Error where Prometheus would refuse the literal
 */
export function unquote(literal: string): string {
  if (!/^"[^]*"$/.test(literal) || literal.length < 2) {
    throw new Error(`Not a double-quoted literal: ${literal}`);
  }
  const inner = literal.slice(1, -1);
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  for (let at = 0; at < inner.length;) {
    const rest = inner.slice(at);
    const char = String.fromCodePoint(rest.codePointAt(0) ?? 0);
    if (char === '"' || char === '\n') {
      throw new Error(`Bare ${JSON.stringify(char)} in ${literal}`);
    }
    if (char !== '\\') {
      bytes.push(...encoder.encode(char));
      at += char.length;
      continue;
    }
    const numeric = /^\\(?:x([0-9a-fA-F]{2})|([0-7]{3}))/.exec(rest);
    const simple = SIMPLE[rest[1] ?? ''];
    if (numeric) {
      bytes.push(numeric[1] ? parseInt(numeric[1], 16) : parseInt(numeric[2] ?? '', 8));
      at += numeric[0].length;
    } else if (simple !== undefined) {
      bytes.push(...encoder.encode(simple));
      at += 2;
    } else {
      throw new Error(`Unknown escape in ${literal}`);
    }
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
}
