import { type LRParser } from '@lezer/lr';

/**
 * What is wrong with a text by a language's grammar, with where; empty for a text that parses.
 * @param shown the text as it is to be told of, where the grammar reads another one, of the same length
 */
export function errorsIn(parser: LRParser, text: string, shown = text): string[] {
  const errors: string[] = [];
  parser.parse(text).iterate({
    enter: ({ type, from, to }) => {
      if (type.isError) {
        errors.push(`${from}-${to}: ${shown.slice(Math.max(0, from - 20), to + 20)}`);
      }
    },
  });
  return errors;
}

/** The parts of a text that the grammar calls by one of these names, as they are written. */
export function partsIn(parser: LRParser, text: string, names: readonly string[], shown = text): string[] {
  const found: string[] = [];
  parser.parse(text).iterate({
    enter: ({ name, from, to }) => {
      if (names.includes(name)) {
        found.push(shown.slice(from, to));
      }
    },
  });
  return found;
}
