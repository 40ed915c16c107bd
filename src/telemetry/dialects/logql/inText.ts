import { type LogBinding, boundCarriers } from '../../conventions/logs/binding';
import { isIdentifier, type LogWord, pathsOf } from '../../conventions/logs/names';
import { quoteRegex, logString } from './escape';
import { type Carrier } from './filters';

/** How to get at something that lines say: stages that extract it, and the labels that hold it then. */
export interface Access {
  stages: string[];
  carriers: Carrier[];
}

/** Words that stand in the text of lines. */
const TEXT_WORDS = ['requestId', 'logger', 'method', 'path', 'route', 'status'] as const satisfies readonly LogWord[];
export type TextWord = (typeof TEXT_WORDS)[number];

export function isTextWord(field: string): field is TextWord {
  return (TEXT_WORDS as readonly string[]).includes(field);
}

/**
 * Lines that a parser did not understand are lines as well; without this a metric query fails over the first of them.
 */
export const FORGIVE = '| drop __error__, __error_details__';

const METHODS = 'GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS';

/** How terminals are told of colours. */
const COLOR = '\\x1b\\[[0-9;]*m';
const START = `(?:\\b|${COLOR})`;
/** Between a method and its path: spaces, Ktor's dash, Fiber's bar; a quotation mark, and a host. */
const BEFORE_PATH = '(?: -| \\|)? +"?(?:https?://[^/\\s"]+)?';
/** Between a path and the status: the protocol, and what chi, OpenStack and uWSGI put there. */
const BEFORE_STATUS = '(?: HTTP/[0-9.]+)?"?(?: ->| -| from \\S+ -| status:| =>.*\\(HTTP/[0-9.]+)?';
/** Between a status and the method behind it: Tornado, Ktor and PHP's server, Fiber, AWS' load balancers, HAProxy. */
const AFTER_STATUS =
  "(?:\\]?:?(?: [A-Z][A-Za-z' -]*:)?| - +[0-9.]+\\S+| (?:[0-9]{3}|-) [0-9]+ [0-9]+| \\+?[0-9]+ - - .*)";
const UUID = '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}';

/** Where texts say a word: expressions, in which `VALUE` begins the group that holds it. */
const IN_WORDS: Partial<Record<TextWord, readonly string[]>> = {
  // `"GET /products?page=2 HTTP/1.1" 200`, in colours too, `Started GET "/products"`, `"GET https://shop/products"`.
  method: [`${START}(VALUE${METHODS})${BEFORE_PATH}/`],
  path: [`${START}(?:${METHODS})${BEFORE_PATH}(VALUE/[^\\s"]*)`],
  // `GET /products 200`, `Completed 200`, Gin's `10:30:15 | 200`; `200 GET /products`.
  status: [
    `(?:${START}(?:${METHODS})${BEFORE_PATH}/[^\\s"]*${BEFORE_STATUS}|\\bCompleted|[0-9]{2}:[0-9]{2}Z? \\|) +(?:${COLOR})?(VALUE[1-5][0-9]{2})\\b`,
    `\\b(VALUE[1-5][0-9]{2})${AFTER_STATUS} +"?(?:${METHODS})\\b`,
  ],
  // `RequestId: 8f50…`; a column or a bracket behind the time and the level.
  requestId: [
    `(?i)\\b(?:\\w+_)?(?:request|req|correlation)[-_ ]?id["']?(?:\\s?[:=]\\s?["'(\\[]?|\\s")(VALUE[\\w.:-]{5,100})`,
    `^[0-9A-Z:.,+\\[\\]\\s#-]*[\\s\\[{](VALUE(?:req-)?${UUID})(?:[\\s\\]}]|$)`,
  ],
};

/** What may stand before a path: a host, with a scheme or without. */
const HOST = '(?:[a-zA-Z][a-zA-Z0-9+.-]*:)?//[^/?#]*|[\\w-]+(?:\\.[\\w-]+)+(?::[0-9]+)?';

/**
 * How values of the vocabulary are written: the method in any case, the path with a query after it and a host before
 * it.
 */
const SPELLINGS: Partial<Record<TextWord, Carrier['spell']>> = {
  method: (values) => `(?i)(?:${values.map(quoteRegex).join('|')})`,
  path: (values) => `(?:${HOST})?(?:${values.map(quoteRegex).join('|')})(?:[?#](?s:.*))?`,
};

const SPEAKS: Partial<Record<TextWord, string>> = { status: '[1-5][0-9]{2}' };

/**
 * A word of the vocabulary, wherever it stands: in metadata or a label, in JSON, in logfmt, in an access log's text.
 */
export function wordAccess(word: TextWord, binding: LogBinding): Access {
  const paths = pathsOf(word);
  const json = paths.map((path, position) => ({ label: `tw_${word}_json_${position}`, path }));
  const flat = paths.flatMap(([name = '', ...nested]) => (nested.length === 0 && isIdentifier(name) ? [name] : []));
  const logfmt = flat.map((name, position) => ({ label: `tw_${word}_logfmt_${position}`, name }));
  const texts = (IN_WORDS[word] ?? []).map((expression, position) => ({
    label: `tw_${word}_text_${position}`,
    expression,
  }));
  return {
    stages: [
      jsonStage(json),
      `| logfmt ${logfmt.map(({ label, name }) => `${label}=${logString(name)}`).join(', ')}`,
      ...texts.map(({ label, expression }) => `| regexp ${logString(expression.replace('VALUE', `?P<${label}>`))}`),
      FORGIVE,
    ],
    carriers: [
      ...boundCarriers(word, binding),
      ...json.map(({ label }) => label),
      ...logfmt.map(({ label }) => label),
      ...texts.map(({ label }) => label),
    ].map((label) => ({ label, speaks: SPEAKS[word], spell: SPELLINGS[word] })),
  };
}

/** A field by the name that lines have for it; nested names are joined by dots, or have dots in them. */
export function fieldAccess(name: string, position: number): Access {
  const label = `tw_field_${position}`;
  const segments = name.split('.');
  // `attributes.order.id` may be `order.id` within `attributes`: what has dots itself stands innermost.
  const json = segments.map((_, depth) => ({
    label: `${label}_json_${depth}`,
    path: [...segments.slice(0, depth), segments.slice(depth).join('.')],
  }));
  const inLogfmt = isIdentifier(name)
    ? `| logfmt ${label}_logfmt=${logString(name)}`
    : // The parser knows plain names only.
      `| regexp ${logString(`(?:^|\\s)${quoteRegex(name)}=(?:"(?P<${label}_logfmt>(?:[^"\\\\]|\\\\.)*)"|(?P<${label}_bare>[^\\s"]*))`)}`;
  return {
    stages: [jsonStage(json), inLogfmt, FORGIVE],
    carriers: [
      ...json.map((one) => one.label),
      `${label}_logfmt`,
      ...(isIdentifier(name) ? [] : [`${label}_bare`]),
    ].map((each) => ({ label: each })),
  };
}

/** Extracts what stands at these paths. */
function jsonStage(json: ReadonlyArray<{ label: string; path: readonly string[] }>): string {
  return `| json ${json.map(({ label, path }) => `${label}=${logString(jsonPath(path))}`).join(', ')}`;
}

/** A path of names in the words of Loki's JSON parser: `["a.b"]["c"]`. */
function jsonPath(path: readonly string[]): string {
  return path.map((name) => `[${JSON.stringify(name)}]`).join('');
}
