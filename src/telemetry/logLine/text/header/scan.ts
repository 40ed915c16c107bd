/** A match of a sticky expression at a place; null where there is none. */
export function matches(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

const SEPARATOR = /(?:\s+|(?:---?|[-|:>•·]|—)(?=\s|$)|\||:(?=\s))/y;

/** Past spaces, and past separators too where a header has begun. */
export function skip(text: string, from: number, isBegun: boolean): number {
  let at = from;
  while (isBegun ? matches(SEPARATOR, text, at) : /\s/.test(text.charAt(at))) {
    at = isBegun ? SEPARATOR.lastIndex : at + 1;
  }
  return at;
}
