/** One part of a route template. */
export type TemplatePart =
  | { kind: 'text'; text: string }
  /** So many characters at least, within a segment or over several. */
  | { kind: 'any'; within: 'segment' | 'path'; least: 0 | 1 }
  | { kind: 'optional'; parts: TemplatePart[] };

const SEGMENT: TemplatePart = { kind: 'any', within: 'segment', least: 1 };
const REST: TemplatePart = { kind: 'any', within: 'path', least: 1 };

/** What a placeholder stands for, and whether it may be missing together with the slash before it. */
interface Placeholder {
  part: TemplatePart;
  isOptional?: boolean;
}

/** A placeholder or a group of parts at the beginning of a text, and how much of the text it is. */
type Read = ({ placeholder: Placeholder } | { parts: TemplatePart[] }) & { length: number };

/** Reads a route template in the spelling of any framework: what is no placeholder in one of them is text. */
export function parseTemplate(route: string): TemplatePart[] {
  const bare = route
    .replace(/^[A-Z]+ +/, '')
    .replace(/\?[\w.-]+=.*$/s, '')
    .replace(/\/\?$/, '');
  // Django's are regular expressions.
  const text = bare.startsWith('^') ? bare.slice(1).replace(/\$$/, '') : bare;
  const parts = partsOf(/^(?:[([{]?\/|$)/.test(text) ? text : `/${text}`);
  const last = parts.at(-1);
  return last?.kind === 'text' ? [...parts.slice(0, -1), { ...last, text: last.text.replace(/\/+$/, '') }] : parts;
}

function partsOf(template: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let text = '';
  const flush = () => {
    if (text !== '') {
      parts.push({ kind: 'text', text });
    }
    text = '';
  };
  for (let at = 0; at < template.length;) {
    const read = readAt(template, at);
    if (!read) {
      // A regular expression's escape stands for the character behind it.
      at += template[at] === '\\' ? 1 : 0;
      text += template[at] ?? '';
      at++;
      continue;
    }
    at += read.length;
    if ('parts' in read) {
      flush();
      parts.push(...read.parts);
      continue;
    }
    const { part, isOptional } = read.placeholder;
    const isWhole = text.endsWith('/') && (at === template.length || template[at] === '/');
    if (isOptional && isWhole) {
      text = text.slice(0, -1);
      flush();
      parts.push({ kind: 'optional', parts: [{ kind: 'text', text: '/' }, part] });
    } else {
      flush();
      parts.push(isOptional ? { kind: 'optional', parts: [part] } : part);
    }
  }
  flush();
  return parts;
}

function readAt(template: string, at: number): Read | undefined {
  const rest = template.slice(at);
  const before = template[at - 1];
  switch (rest[0]) {
    case ':':
      // Behind a word or a placeholder a colon begins no other one: `/orders/{id}:cancel`.
      return /[\w})\]>]/.test(before ?? '') ? undefined : readColon(rest);
    case '*':
      return readStars(rest, before);
    case '$':
      return before === '/' ? readDollar(rest) : undefined;
    case '{':
      return readBracketed(rest, '{', '}', inBraces);
    case '<':
      return readBracketed(rest, '<', '>', inAngles);
    case '[':
      return readBracketed(rest, '[', ']', inSquares);
    case '(':
      return readBracketed(rest, '(', ')', inParentheses);
    default:
      return undefined;
  }
}

/** `:id`, `:id?`, `:path*`, `:path+`, `:id(\d+)`, `:id{[0-9]+}`. */
function readColon(rest: string): Read | undefined {
  const name = /^:\w+/.exec(rest)?.[0];
  if (name === undefined) {
    return undefined;
  }
  const behind = rest.slice(name.length);
  const round = bracketed(behind, '(', ')');
  const curly = bracketed(behind, '{', '}');
  // A group that begins with a slash or a dot is optional and not what the name has to be.
  const constraint = [round, curly].find((one) => one !== undefined && !/^.[/.]:?\w/.test(one)) ?? '';
  const sign = /^[?*+]/.exec(behind.slice(constraint.length))?.[0] ?? '';
  const part = isAnything(constraint.slice(1)) || sign === '*' || sign === '+' ? REST : SEGMENT;
  return {
    placeholder: { part, isOptional: sign === '?' || sign === '*' },
    length: name.length + constraint.length + sign.length,
  };
}

/** `*`, `*path`, `**`, `**:path`; `*.js`. */
function readStars(rest: string, before: string | undefined): Read {
  const [all = '', stars = '', name = ''] = /^(\*+)(:?\w+)?/.exec(rest) ?? [];
  const isWhole = before === '/' && /^(?:[/(]|$)/.test(rest.slice(all.length));
  if (!isWhole) {
    return { placeholder: { part: { kind: 'any', within: 'segment', least: 0 } }, length: all.length };
  }
  const isRest = stars.length > 1 || name !== '' || all.length === rest.length;
  return { placeholder: { part: isRest ? REST : SEGMENT, isOptional: stars.length > 1 }, length: all.length };
}

/** `$id`, `$id<[0-9]+>`; a `$` alone is the rest. */
function readDollar(rest: string): Read | undefined {
  const found = /^\$(?:\w+|$)/.exec(rest)?.[0];
  if (found === undefined) {
    return undefined;
  }
  const constraint = bracketed(rest.slice(found.length), '<', '>') ?? '';
  const isRest = found === '$' || isAnything(constraint.slice(1));
  return { placeholder: { part: isRest ? REST : SEGMENT }, length: found.length + constraint.length };
}

type Inside = (content: string) => { placeholder: Placeholder } | { parts: TemplatePart[] };

const optionalGroup = (content: string) => ({ parts: [{ kind: 'optional' as const, parts: partsOf(content) }] });

/** `{id}`, `{id?}`, `{id:int}`, `{*path}`, `{path:.*}`, `{path...}`, `{path*}`, `{$}`; a group is `{/:id}`. */
const inBraces: Inside = (content) => {
  if (/^(?:\/|\.(?!\.))/.test(content)) {
    return optionalGroup(content);
  }
  if (content === '$') {
    return { parts: [] };
  }
  if (/^\*|\.\.\.$|^\w+\*\d*$/.test(content)) {
    return { placeholder: { part: REST, isOptional: true } };
  }
  const constraint = /^\w+ ?: ?(.*)$/.exec(content)?.[1] ?? '';
  return {
    placeholder: {
      part: constraint === 'path' || isAnything(constraint) ? REST : SEGMENT,
      isOptional: content.endsWith('?') || /^\w+(?::[^=]*)?=/.test(content),
    },
  };
};

/** `<id>`, `<int:id>`, `<id:int>`, `<path:name>`, `<name:path>`, `<name..>`. */
const inAngles: Inside = (content) => ({
  placeholder: { part: /^path(?:\(.*\))?:|:path$|\.\.$|:re:\.[*+]/.test(content) ? REST : SEGMENT },
});

/** `[id]`, `[...slug]`, `[[slug]]`, `[[...slug]]`; `[/{id}]` is a group. */
const inSquares: Inside = (content) => {
  const inner = /^\[(.*)\]$/.exec(content)?.[1];
  const name = inner ?? content;
  return inner === undefined && /[/{:<]/.test(content)
    ? optionalGroup(content)
    : { placeholder: { part: name.startsWith('...') ? REST : SEGMENT, isOptional: inner !== undefined } };
};

/** `(.:format)` and `(/:id)` are groups, `(?P<id>\d+)` and `([^/]+)` regular expressions. */
const inParentheses: Inside = (content) => {
  const pattern = /^\?P?<\w+>(.*)$/.exec(content)?.[1] ?? (/^[\\[^.]/.test(content) ? content : undefined);
  return pattern === undefined || /^\.[:\w]/.test(content)
    ? optionalGroup(content)
    : { placeholder: { part: isAnything(pattern) ? REST : SEGMENT } };
};

/** A regular expression that slashes fit as well. */
function isAnything(pattern: string): boolean {
  return /^\^?\(?\.[*+]/.test(pattern);
}

function readBracketed(rest: string, open: string, close: string, inside: Inside): Read | undefined {
  const found = bracketed(rest, open, close);
  return found === undefined ? undefined : { ...inside(found.slice(1, -1)), length: found.length };
}

/** The beginning of a text up to the bracket that closes its first one. */
function bracketed(text: string, open: string, close: string): string | undefined {
  if (!text.startsWith(open)) {
    return undefined;
  }
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    depth += text[at] === open ? 1 : text[at] === close ? -1 : 0;
    if (depth === 0) {
      return text.slice(0, at + 1);
    }
  }
  return undefined;
}
