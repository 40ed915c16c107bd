/*
 * JSON that is not whole, or not alone: cut short by whoever passed it on, with line ends within its texts, or at the
 * end of a message.
 */

/** More than Loki takes as one line; what is further on is not looked at. */
const MAX_CUT = 262_144;
const RAW: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;

/** JSON whose texts have line ends and tabs as they are, made what JSON allows. Laravel writes stacks so. */
export function withEscapes(json: string): string {
  const parts: string[] = [];
  let done = 0;
  for (let at = json.indexOf('"'); at >= 0; at = json.indexOf('"', at + 1)) {
    const end = textEnd(json, at + 1);
    parts.push(
      json.slice(done, at),
      json.slice(at, end + 1).replace(/[\n\r\t]/g, (sign) => RAW[sign] ?? sign)
    );
    done = end + 1;
    at = end;
  }
  return parts.join('') + json.slice(done);
}

/** Where the object or list ends that begins here; undefined where it does not end. */
export function valueEnd(text: string, from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === QUOTE) {
      at = textEnd(text, at + 1);
    } else if (sign === OPEN_OBJECT || sign === OPEN_LIST) {
      depth++;
    } else if (sign === CLOSE_OBJECT || sign === CLOSE_LIST) {
      depth--;
      if (depth === 0) {
        return at + 1;
      }
    }
  }
  return undefined;
}

/**
 * An object of which the end is missing, ended: Docker and containerd pass long lines on in parts of 16 KiB. The value
 * that was cut is kept where it is a text.
 * @returns undefined for a text that is no beginning of an object
 */
export function endedObject(cut: string): string | undefined {
  if (!/^\s{0,20}\{\s{0,20}"/.test(cut)) {
    return undefined;
  }
  const text = cut.slice(0, MAX_CUT);
  const closers: string[] = [];
  /** Up to here all is whole. */
  let whole = 0;
  let isValue = false;
  for (let at = text.indexOf('{'); at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign === '"') {
      const end = textEnd(text, at + 1);
      const isMember = isValue || closers.at(-1) === ']';
      if (end >= text.length && isMember) {
        return `${text.slice(0, escapesEnd(text, at + 1))}"${closers.reverse().join('')}`;
      }
      at = end;
      whole = isMember ? end + 1 : whole;
      isValue = false;
    } else if (sign === '{' || sign === '[') {
      closers.push(sign === '{' ? '}' : ']');
      whole = at + 1;
      isValue = false;
    } else if (sign === '}' || sign === ']') {
      closers.pop();
      whole = at + 1;
      if (closers.length === 0) {
        return undefined;
      }
    } else if (sign === ',') {
      whole = Math.max(whole, at);
      isValue = false;
    } else if (sign === ':') {
      isValue = true;
    }
  }
  return `${text.slice(0, whole)}${closers.reverse().join('')}`;
}

/** Where the closing quotation mark of a text is; behind all where there is none. */
function textEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === BACKSLASH) {
      at++;
    } else if (sign === QUOTE) {
      return at;
    }
  }
  return text.length;
}

/** Up to where the escapes of a text that was cut are whole. */
function escapesEnd(text: string, from: number): number {
  for (let at = text.indexOf('\\', from); at >= 0;) {
    const length = text.charAt(at + 1) === 'u' ? 6 : 2;
    if (at + length > text.length) {
      return at;
    }
    at = text.indexOf('\\', at + length);
  }
  return text.length;
}
