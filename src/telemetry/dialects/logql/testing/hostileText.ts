import fc from 'fast-check';

const TROUBLE = [
  ...['"', '\\', "'", '`', '\n', '\r', '\t', '\0', '\x7f', '\u2028', '$', '$$', '$x', '$1', '${x}', '${x:raw}'],
  ...['${x.y:regex}', '[[', '[[[', ']]', '[[x]]', '[[x:raw]]', '\\x24', '{', '}', '(', ')', '[', ']', '.', '*'],
  ...['+', '?', '^', '|', '-', '/', '#', '{{.x}}', '(?i)', '\\d', '\\Q', 'äöü', '漢字', '😀', '\u0301', '| json'],
  ...['$__interval', '$__range', '$__auto', '${__interval_ms}'],
];

/** Strings out of trouble and of anything else that UTF-8 can hold. */
export const hostileText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.oneof(fc.constantFrom(...TROUBLE), fc.string({ unit: 'grapheme', maxLength: 4 })), { maxLength: 8 })
    .map((parts) => parts.join(''))
);
