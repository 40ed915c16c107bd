/**
 * The texts that whatever matches a regular expression contains: for each of its alternatives those that stand in it as
 * they are. What is in groups, may be left out or is one of several characters is not among them.
 */
export function requiredTexts(source: string): string[][] {
  return alternativesOf(source).map(textsOf);
}

/** What stands between the bars that are in no group, without groups that are all of it. */
function alternativesOf(source: string): string[] {
  const parts: string[] = [];
  let [depth, start, isWhole] = [0, 0, source.startsWith('(?:')];
  for (let at = 0; at < source.length; at++) {
    const char = source[at];
    if (char === '\\') {
      at++;
    } else if (char === '[') {
      at = endOfClass(source, at);
    } else if (char === '(') {
      depth++;
    } else if (char === ')') {
      depth--;
      isWhole &&= depth > 0 || at === source.length - 1;
    } else if (char === '|' && depth === 0) {
      parts.push(source.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(source.slice(start));
  if (parts.length > 1) {
    return parts.flatMap(alternativesOf);
  }
  return isWhole ? alternativesOf(source.slice(3, -1)) : parts;
}

function textsOf(alternative: string): string[] {
  const texts: string[] = [];
  let text = '';
  const end = () => {
    if (text !== '') {
      texts.push(text);
    }
    text = '';
  };
  for (let at = 0; at < alternative.length; at++) {
    const char = alternative[at] ?? '';
    if (/[*?{]/.test(char)) {
      // What stands before it may be left out.
      text = text.slice(0, -1);
      end();
      at = char === '{' ? endOf(alternative, at, '}') : at;
    } else if (char === '\\' && /\W/.test(alternative[at + 1] ?? '')) {
      text += alternative[++at];
    } else if (/[^\\.^$+()[\]|]/.test(char)) {
      text += char;
    } else {
      end();
      at =
        char === '\\'
          ? at + 1
          : char === '['
            ? endOfClass(alternative, at)
            : char === '('
              ? endOfGroup(alternative, at)
              : at;
    }
  }
  end();
  return texts;
}

function endOf(source: string, from: number, sign: string): number {
  const at = source.indexOf(sign, from);
  return at < 0 ? source.length : at;
}

function endOfClass(source: string, from: number): number {
  for (let at = from + 1; at < source.length; at++) {
    if (source[at] === '\\') {
      at++;
    } else if (source[at] === ']') {
      return at;
    }
  }
  return source.length;
}

function endOfGroup(source: string, from: number): number {
  let depth = 0;
  for (let at = from; at < source.length; at++) {
    const char = source[at];
    if (char === '\\') {
      at++;
    } else if (char === '[') {
      at = endOfClass(source, at);
    } else if (char === '(') {
      depth++;
    } else if (char === ')' && --depth === 0) {
      return at;
    }
  }
  return source.length;
}
