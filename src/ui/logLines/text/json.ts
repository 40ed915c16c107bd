/** Strings, signs, and everything between them, as they stand. */
const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/g;

const INDENT = '  ';

/**
 * JSON with a line for each value. The text is laid out anew, not read and written: long numbers, repeated names and
 * the order stay as they are.
 * @returns undefined for what is no object or list
 */
export function layOutJson(text: string): string | undefined {
  const trimmed = text.trim();
  if (!/^[{[]/.test(trimmed) || !isJson(trimmed)) {
    return undefined;
  }
  const out: string[] = [];
  let depth = 0;
  let last = '';
  for (const [token] of trimmed.matchAll(TOKENS)) {
    const opens = last === '{' || last === '[';
    if (token === '}' || token === ']') {
      depth -= 1;
      out.push(opens ? '' : lineBreak(depth), token);
    } else {
      out.push(opens ? lineBreak(depth) : '', token);
    }
    if (token === '{' || token === '[') {
      depth += 1;
    } else if (token === ',') {
      out.push(lineBreak(depth));
    } else if (token === ':') {
      out.push(' ');
    }
    last = token;
  }
  return out.join('');
}

/** Deep nesting is no reason to write mostly blanks. */
function lineBreak(depth: number): string {
  return `\n${INDENT.repeat(Math.min(depth, 40))}`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
