import fc from 'fast-check';

/** Variables as Grafana finds them in a query (templateSrv and scenes use the same expression). */
export const GRAFANA_VARIABLE = /\$(\w+)|\[\[(\w+?)(?::(\w+))?\]\]|\${(\w+)(?:\.([^:^}]+))?(?::([^}]+))?}/g;

/** Macros that the back ends of Grafana's data sources replace in the text they get, wherever they stand. */
export const BACKEND_MACROS = [
  ...['$__interval_ms', '$__interval', '$__range_ms', '$__range_s', '$__range', '$__auto'],
  ...['$__rate_interval_ms', '$__rate_interval', '${__interval_ms}', '${__interval}'],
  ...['${__range_ms}', '${__range_s}', '${__range}', '${__rate_interval}'],
];

/** What means something in one of the query languages, in regular expressions or to Grafana. */
const TROUBLE = [
  ...['"', '\\', "'", '`', '\n', '\r', '\t', '\0', '\x7f', '\u2028', '$', '$$', '$x', '$1', '${x}', '${x:raw}'],
  ...['${x.y:regex}', '[[', '[[[', ']]', '[[x]]', '[[x:raw]]', '\\x24', '{', '}', '(', ')', '[', ']', '.', '*'],
  ...['+', '?', '^', '|', '-', '/', '#', '{{.x}}', '(?i)', '\\d', '\\Q', 'äöü', '漢字', '😀', '\u0301', '| json'],
  ...['&&', '||', ' } | rate() ', '//', '/*', 'nil', ...BACKEND_MACROS],
];

/** Strings out of trouble and of anything else that UTF-8 can hold. */
export const injectionText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.oneof(fc.constantFrom(...TROUBLE), fc.string({ unit: 'grapheme', maxLength: 4 })), { maxLength: 8 })
    .map((parts) => parts.join(''))
);
