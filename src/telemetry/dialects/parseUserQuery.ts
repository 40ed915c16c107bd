/**
 * Reads what it can of queries that somebody else wrote, to take their meaning along on a link. What is too clever for
 * it is left out: a link then leads to more than the query showed, never to something else.
 */
export interface UserMatcher {
  name: string;
  op: '=' | '!=' | '=~' | '!~' | '>' | '>=' | '<' | '<=';
  value: string;
  /** Where in the text it ends. */
  end: number;
}

const NAME = String.raw`(?:"(?:[^"\\]|\\.)*"|[A-Za-z_.:][\w.:-]*)`;
const STRING = String.raw`"(?:[^"\\]|\\.)*"|` + '`[^`]*`';
const MATCHER = new RegExp(String.raw`(${NAME})\s*(=~|!~|!=|>=|<=|=|>|<)\s*(${STRING}|[\w.+-]+)`, 'gs');

/** The conditions inside the first pair of braces: a PromQL or LogQL selector, or a TraceQL span set. */
export function readSelector(
  query: string
): { matchers: UserMatcher[]; rest: string; alternatives: boolean } | undefined {
  const start = query.indexOf('{');
  const end = start === -1 ? -1 : closingBrace(query, start);
  if (end === -1) {
    return undefined;
  }
  const inside = query.slice(start + 1, end);
  const matchers = [...inside.matchAll(MATCHER)].map(
    ([whole, name = '', op = '=', value = ''], i, all): UserMatcher => ({
      name: name.startsWith('"') ? unquote(name) : name,
      op: op as UserMatcher['op'],
      value: unquote(value),
      end: (all[i]?.index ?? 0) + whole.length,
    })
  );
  return { matchers, rest: query.slice(end + 1), alternatives: inside.includes('||') };
}

/** The first metric that a PromQL query names, with the conditions on it. */
export function readVector(query: string): { metric: string; matchers: UserMatcher[] } | undefined {
  const bracket = firstBracket(query);
  if (bracket === -1) {
    const [metric] = /^\s*[A-Za-z_:][\w:]*\s*$/.exec(query) ?? [];
    return metric === undefined ? undefined : { metric: metric.trim(), matchers: [] };
  }
  const [, name = ''] = /([A-Za-z_:][\w:]*)\s*$/.exec(query.slice(0, bracket)) ?? [];
  const matchers = query[bracket] === '{' ? (readSelector(query.slice(bracket))?.matchers ?? []) : [];
  if (name !== '') {
    return { metric: name, matchers };
  }
  // Names that are not classic ones stand in the braces, as a string or as the label that they are.
  const [, quoted] = new RegExp(String.raw`^\{\s*(${STRING})\s*[,}]`, 's').exec(query.slice(bracket)) ?? [];
  const labelled = matchers.find((one) => one.name === '__name__' && one.op === '=')?.value;
  const metric = quoted === undefined ? labelled : unquote(quoted);
  return metric ? { metric, matchers: matchers.filter((one) => one.name !== '__name__') } : undefined;
}

/** Where a selector or a range begins; what is in a string begins nothing. */
function firstBracket(query: string): number {
  for (const { 0: token, index } of query.matchAll(new RegExp(`${STRING}|[{[]`, 'gs'))) {
    if (token === '{' || token === '[') {
      return index;
    }
  }
  return -1;
}

/** A filter on the text of lines in LogQL: `|= "text"`. */
export interface UserLineFilter {
  op: '|=' | '!=' | '|~' | '!~';
  value: string;
}

/** The line filters that follow a selector directly; what comes after a parser is about something else. */
export function readLineFilters(pipeline: string): UserLineFilter[] {
  const filters: UserLineFilter[] = [];
  const pattern = new RegExp(String.raw`\s*(\|=|!=|\|~|!~)\s*(${STRING})`, 'ys');
  for (let found = pattern.exec(pipeline); found; found = pattern.exec(pipeline)) {
    filters.push({ op: found[1] as UserLineFilter['op'], value: unquote(found[2] ?? '') });
  }
  return filters;
}

/** The values of a regular expression that is nothing but alternatives: `a|b`. */
export function alternativesOf(regexp: string): string[] | undefined {
  const values = regexp.replace(/^\((?:\?:)?(.*)\)$/s, '$1').split('|');
  return values.every((value) => /^(?:[\w\s/:@=,~-]|\\[^\w])+$/.test(value))
    ? values.map((value) => value.replace(/\\(.)/gs, '$1'))
    : undefined;
}

/** Seconds of a duration as Go writes it: `1.5s`, `200ms`, `1m30s`. */
export function readGoDuration(text: string): number | undefined {
  const units: Record<string, number> = { ns: 1e-9, us: 1e-6, µs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 };
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)];
  return parts.length > 0 && parts.map(([part]) => part).join('') === text
    ? parts.reduce((sum, [, number, unit = 's']) => sum + Number(number) * (units[unit] ?? 1), 0)
    : undefined;
}

/** A brace inside a string closes nothing. */
function closingBrace(query: string, start: number): number {
  for (const { 0: token, index } of query.matchAll(new RegExp(`${STRING}|[{}]`, 'gs'))) {
    if (index > start && token === '}') {
      return index;
    }
  }
  return -1;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v' };

/** The value of a string as Go quotes it, which all three languages follow; what is no string is its own value. */
export function unquote(text: string): string {
  if (text.startsWith('`')) {
    return text.slice(1, -1);
  }
  if (!/^["']/.test(text)) {
    return text;
  }
  return text
    .slice(1, -1)
    .replace(/\\(?:x([\da-f]{2})|u([\da-f]{4})|U([\da-f]{8})|(.))/gis, (_, hex, four, eight, sign: string) => {
      const code: string | undefined = hex ?? four ?? eight;
      return code === undefined
        ? (ESCAPES[sign] ?? sign)
        : String.fromCodePoint(Math.min(parseInt(code, 16), 0x10ffff));
    });
}
