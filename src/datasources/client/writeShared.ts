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
    return { '→': known };
  };
  const root = JSON.stringify(refer(value));
  return `[${root},[${written.join(',')}]]`;
}
