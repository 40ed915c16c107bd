import { parser } from '@grafana/lezer-logql';

/** Where the grammar of LogQL finds errors in a text. */
export function logqlErrors(text: string): string[] {
  const errors: string[] = [];
  parser.parse(text).iterate({
    enter: ({ type, from, to }) => {
      if (type.isError) {
        errors.push(`${from}-${to}: ${text.slice(Math.max(0, from - 20), to + 20)}`);
      }
    },
  });
  return errors;
}

/** The string literals of a LogQL text, as they are written. */
export function logqlStrings(text: string): string[] {
  const found: string[] = [];
  parser.parse(text).iterate({
    enter: ({ name, from, to }) => {
      if (name === 'String') {
        found.push(text.slice(from, to));
      }
    },
  });
  return found;
}
