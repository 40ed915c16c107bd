import { parser } from '@grafana/lezer-traceql';

/**
 * A text as the published grammar can read it, part for part at the same place: of Tempo's own language it does not know
 * the nested set, and of the escapes within strings only those of the quote and the backslash.
 */
function asGrammarKnows(text: string): string {
  return text
    .replaceAll('nestedSetParent', 'duration'.padEnd(15))
    .replace(/\\(?:(["\\])|x[0-9a-f]{2}|[nrt])/g, (escape, known?: string) =>
      known ? escape : 'e'.repeat(escape.length)
    );
}

/** Where the grammar of TraceQL finds errors in a text. */
export function traceqlErrors(text: string): string[] {
  const errors: string[] = [];
  parser.parse(asGrammarKnows(text)).iterate({
    enter: ({ type, from, to }) => {
      if (type.isError) {
        errors.push(`${from}-${to}: ${text.slice(Math.max(0, from - 20), to + 20)}`);
      }
    },
  });
  return errors;
}

/** The parts of a text that the grammar calls so, as they are written. */
export function traceqlParts(text: string, name: 'String' | 'AttributeField'): string[] {
  const found: string[] = [];
  parser.parse(asGrammarKnows(text)).iterate({
    enter: (node) => {
      if (node.name === name) {
        found.push(text.slice(node.from, node.to));
      }
    },
  });
  return found;
}
