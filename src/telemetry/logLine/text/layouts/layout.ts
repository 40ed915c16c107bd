import { type Level } from '../../../questions/logs';

/** What a layout tells before the message. */
export interface LayoutReading {
  level?: Level;
  service?: string;
  logger?: string;
  instance?: string;
  /** Names and values that stay fields. */
  fields?: Array<[name: string, value: string | undefined]>;
  /** Pairs whose names tell what they are. */
  notes?: string[];
  message: string;
  /** The message is a line of its own, with a header of its own. */
  isWrapper?: boolean;
}

type Groups = Readonly<Record<string, string | undefined>>;

/** What a line can begin with: a digit, a letter, or the sign itself; `*` stands for all else. */
export type Beginning = '0' | 'a' | '[' | '<' | '*';

/** A way of writing lines that no header tells: letters for levels, names at the end, several lines. */
export interface Layout {
  /** Lines that begin with something else need not be tried. */
  begins: readonly Beginning[];
  read: (text: string) => LayoutReading | undefined;
}

/** A layout that an expression tells, if what is read of it is of the layout. */
export function layout(
  begins: readonly Beginning[],
  pattern: RegExp,
  read: (groups: Groups) => LayoutReading | undefined
): Layout {
  return {
    begins,
    read: (text) => {
      const groups = pattern.exec(text)?.groups;
      return groups === undefined ? undefined : read(groups);
    },
  };
}

/** What a text begins with. */
export function beginningOf(text: string): Beginning {
  const sign = text.charAt(0);
  if (sign === '[' || sign === '<') {
    return sign;
  }
  return sign >= '0' && sign <= '9' ? '0' : /\p{L}/u.test(sign) ? 'a' : '*';
}

/** A name; what stands for none is none. */
export function named(text: string | undefined): string | undefined {
  const name = text?.trim();
  return name === '' || name === '-' ? undefined : name;
}
