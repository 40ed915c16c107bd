import { type ParsedField } from './fieldAliases';

/** In pairs, `host` and `pod` are what the line is about (Heroku's router, klog), not where it comes from. */
export const NOT_IN_PAIRS: ReadonlySet<ParsedField> = new Set(['instance']);

/** A name and its value as they stand in a text, with where the pair begins and ends. */
export interface Pair {
  name: string;
  value: string;
  start: number;
  end: number;
}

const MAX_NAME = 80;
const MAX_PAIRS = 200;

/**
 * Pairs `name=value` and `name="quoted value"` in a text, in order. A name follows a space, a bracket, a comma or the
 * start of the text, and consists of letters, digits and `_ - . @ / :`. Goes over the text once.
 */
export function readPairs(text: string, limit = text.length): Pair[] {
  const pairs: Pair[] = [];
  let at = 0;
  while (at < limit && pairs.length < MAX_PAIRS) {
    const equals = text.indexOf('=', at);
    if (equals < 0 || equals >= limit) {
      break;
    }
    const start = nameStart(text, equals, at);
    const value = start === undefined ? undefined : readValue(text, equals + 1, limit);
    if (start === undefined || value === undefined) {
      at = equals + 1;
      continue;
    }
    pairs.push({ name: text.slice(start, equals), value: value.text, start, end: value.end });
    at = Math.max(value.end, equals + 1);
  }
  return pairs;
}

/** Share of a text that its pairs cover, spaces between them included. */
export function coverage(text: string, pairs: readonly Pair[]): number {
  const covered = pairs.reduce((sum, { start, end }) => sum + end - start + 1, 0);
  return text.length === 0 ? 0 : Math.min(1, covered / text.length);
}

function nameStart(text: string, equals: number, from: number): number | undefined {
  const least = Math.max(from, equals - MAX_NAME);
  let start = equals;
  while (start > least && isNameCharacter(text.charCodeAt(start - 1))) {
    start--;
  }
  const before = start === 0 ? ' ' : text.charAt(start - 1);
  const isName = start < equals && /^[A-Za-z_@]/.test(text.charAt(start)) && ' \t\n([{,;|"'.includes(before);
  // `a==b` and `a=>b` are not pairs, nor is the address in `?a=b`, whose name does not follow a space.
  return isName && !/[=>]/.test(text.charAt(equals + 1)) ? start : undefined;
}

function isNameCharacter(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x5f ||
    code === 0x2d ||
    code === 0x2e ||
    code === 0x40 ||
    code === 0x2f ||
    code === 0x3a
  );
}

function readValue(text: string, start: number, limit: number): { text: string; end: number } | undefined {
  const quote = text.charAt(start);
  if (quote === '"' || quote === "'" || quote === '`') {
    return readQuoted(text, start, limit);
  }
  const end = plainEnd(text, start, limit);
  // `a={b c}` and `a=[1 2]` are written so by Java and Go; their closing bracket belongs to the value.
  const opener = text.charAt(start);
  const closer = opener === '[' ? ']' : opener === '{' ? '}' : '';
  if (closer !== '') {
    const close = text.indexOf(closer, start);
    if (close >= 0 && close < Math.min(limit, start + 2048)) {
      return { text: text.slice(start, close + 1), end: close + 1 };
    }
  }
  return { text: text.slice(start, end), end };
}

/** A comma within a list (`a,b,c`) is part of a value, and so is a bracket that was opened in it (`f(x)`). */
function plainEnd(text: string, start: number, limit: number): number {
  let open = 0;
  let end = start;
  for (; end < limit; end++) {
    const sign = text.charAt(end);
    if ('([{'.includes(sign)) {
      open++;
    } else if (')]}'.includes(sign) && open > 0) {
      open--;
    } else if (' \t\n\r;)]}|"'.includes(sign) || (sign === ',' && !isWithinList(text, end))) {
      break;
    }
  }
  return end;
}

/** What goes on in a list, and what is the next pair. */
const NEXT_ITEM = /[\w./:@%*+~#-]/;
const NEXT_PAIR = /[A-Za-z_@][\w./:@-]{0,79}=/y;

function isWithinList(text: string, comma: number): boolean {
  NEXT_PAIR.lastIndex = comma + 1;
  return NEXT_ITEM.test(text.charAt(comma + 1)) && !NEXT_PAIR.test(text);
}

function readQuoted(text: string, start: number, limit: number): { text: string; end: number } | undefined {
  const quote = text.charAt(start);
  let end = start + 1;
  let hasEscape = false;
  while (end < limit && text.charAt(end) !== quote) {
    const isEscape = text.charAt(end) === '\\';
    hasEscape ||= isEscape;
    end += isEscape ? 2 : 1;
  }
  if (end >= limit) {
    return undefined;
  }
  const inner = text.slice(start + 1, end);
  return { text: hasEscape ? unescaped(inner) : inner, end: end + 1 };
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

function unescaped(text: string): string {
  return text.replace(/\\(u[0-9a-fA-F]{4}|.)/gs, (_, code: string) =>
    code.length === 5 ? String.fromCharCode(parseInt(code.slice(1), 16)) : (ESCAPES[code] ?? code)
  );
}
