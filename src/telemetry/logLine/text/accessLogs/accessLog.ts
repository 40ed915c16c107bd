import { addField, type PartialRecord } from '../../partialRecord';

type Groups = Readonly<Record<string, string | undefined>>;

/** Reads a line of an access log of one kind; false where the line is of another. */
export type AccessLog = (draft: PartialRecord, line: string) => boolean;

/** An access log whose values stand in a fixed order. */
export function accessLog(pattern: RegExp, read: (draft: PartialRecord, groups: Groups) => void): AccessLog {
  return (draft, line) => {
    const groups = pattern.exec(line)?.groups;
    if (groups === undefined) {
      return false;
    }
    read(draft, groups);
    return true;
  };
}

/** Fields of a request that have no meaning of their own; `-` stands for none. */
export function keep(draft: PartialRecord, fields: Groups): void {
  for (const [name, value] of Object.entries(fields)) {
    addField(draft, name, value === '-' ? '' : (value ?? ''));
  }
}

/** Milliseconds in digits as seconds. */
export function ofMilliseconds(digits: string | undefined): number | undefined {
  return digits === undefined || digits === '' || digits === '-' ? undefined : Number(digits) / 1000;
}
