/** Sixteen digits that stand for a text: FNV-1a, twice 32 bits. http://www.isthe.com/chongo/tech/comp/fnv/ */
export function hash(text: string): string {
  const halves = [0x811c9dc5, 0x01000193].map((start) => {
    let value = start;
    for (let i = 0; i < text.length; i++) {
      value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
    }
    return (value >>> 0).toString(16).padStart(8, '0');
  });
  return halves.join('');
}
