import { parser } from '@grafana/lezer-traceql';
import { errorsIn, partsIn } from './grammar';

/**
 * A text as the published grammar can read it, part for part at the same place: of Tempo's own language it does not
 * know the nested set, and of the escapes within strings only those of the quote and the backslash.
 */
function asGrammarKnows(text: string): string {
  return text
    .replaceAll('nestedSetParent', 'duration'.padEnd(15))
    .replaceAll('nestedSetLeft', 'duration'.padEnd(13))
    .replace(/\\(?:(["\\])|x[0-9a-f]{2}|[nrt])/g, (escape, known?: string) =>
      known ? escape : 'e'.repeat(escape.length)
    );
}

/** Where the grammar of TraceQL finds errors in a text. */
export const traceqlErrors = (text: string): string[] => errorsIn(parser, asGrammarKnows(text), text);

/** The parts of a text that the grammar calls so, as they are written. */
export const traceqlParts = (text: string, name: 'String' | 'AttributeField'): string[] =>
  partsIn(parser, asGrammarKnows(text), [name], text);
