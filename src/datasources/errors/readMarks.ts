import {
  array,
  check,
  looseObject,
  minValue,
  nonEmpty,
  number,
  optional,
  picklist,
  pipe,
  regex,
  safeParse,
  string,
  union,
} from 'valibot';
import { type ErrorMark, MOST_MARKS } from '../../analysis/errors/errorMark';
import { type Settings } from '../settings';

const name = pipe(string(), nonEmpty());
/** A day, or a moment of one, as ISO 8601 writes it. */
const moment = pipe(
  string(),
  regex(/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/),
  // There is no 13th month and no 25th hour: an error would be fixed for ever.
  check((text) => !Number.isNaN(Date.parse(text)))
);

// What a later version says of an error besides is kept, so that an older one does not lose it when it saves.
const marked = { error: name, service: string(), title: string(), at: moment, by: optional(string()) };
const errorMark = union([
  looseObject({
    ...marked,
    as: picklist(['fixed']),
    version: optional(name),
    seenIn: optional(array(string())),
  }),
  looseObject({
    ...marked,
    as: picklist(['ignored']),
    until: optional(moment),
    above: optional(pipe(number(), minValue(0))),
  }),
]);

/**
 * The marks of settings that somebody may have written by hand: what does not fit is left out, and of too many the
 * oldest, which stand first.
 */
export function readMarks({ errorMarks = [] }: Pick<Settings, 'errorMarks'>): ErrorMark[] {
  return errorMarks
    .flatMap((one): ErrorMark[] => {
      const read = safeParse(errorMark, one);
      return read.success ? [read.output] : [];
    })
    .slice(-MOST_MARKS);
}

/** What settings have in place of marks that cannot be read, as it is: a later version may have written it. */
export function unreadMarks({ errorMarks = [] }: Pick<Settings, 'errorMarks'>): unknown[] {
  return errorMarks.filter((one) => !safeParse(errorMark, one).success);
}
