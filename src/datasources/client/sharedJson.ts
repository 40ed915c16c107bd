/** A part of a value by its number among the written ones. */
interface Reference {
  '→': number;
}

/**
 * Writes a value as JSON in which what is there several times stands once: of a thousand services most have the same
 * labels. It holds no object with the key `→`.
 */
export function writeShared(value: unknown): string {
  const written: string[] = [];
  const numbers = new Map<string, number>();
  const refer = (part: unknown): unknown => {
    if (typeof part !== 'object' || part === null) {
      return part;
    }
    const text = JSON.stringify(
      Array.isArray(part)
        ? part.map(refer)
        : Object.fromEntries(Object.entries(part).map(([key, own]) => [key, refer(own)]))
    );
    const known = numbers.get(text) ?? written.push(text) - 1;
    numbers.set(text, known);
    return { '→': known } satisfies Reference;
  };
  const root = JSON.stringify(refer(value));
  return `[${root},[${written.join(',')}]]`;
}

/**
 * Reads what {@link writeShared} wrote; what stood once is one object.
 * @throws where it is not what that wrote
 */
export function readShared(text: string): unknown {
  const [root, written] = JSON.parse(text) as [unknown, unknown[]];
  const read: unknown[] = [];
  const resolve = (part: unknown): unknown =>
    typeof part === 'object' && part !== null && '→' in part ? read[(part as Reference)['→']] : part;
  for (const part of written) {
    read.push(
      Array.isArray(part)
        ? part.map(resolve)
        : Object.fromEntries(Object.entries(part as object).map(([key, own]) => [key, resolve(own)]))
    );
  }
  return resolve(root);
}
