/**
 * The number that a text says, NaN where it says none, undefined where it is empty. A comma may stand for the point.
 */
export function readNumber(text: string): number | undefined {
  const trimmed = text.trim().replace(',', '.');
  return trimmed === '' ? undefined : Number(trimmed);
}

/** 99.9 / 100 is 0.9990000000000001 in a computer; nobody wants to store that. */
export function divided(value: number, by: number): number {
  return Number((value / by).toPrecision(12));
}
