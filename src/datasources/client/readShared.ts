/** A part of a value by its number among the written ones. */
interface Reference {
  '→': number;
}

/**
 * Reads what `writeShared` wrote; what stood once is one object.
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
