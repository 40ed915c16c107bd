/** A number as a page shows it, in base units: seconds, per second, shares of 1, plain counts. */
export interface Shown {
  value: number;
  /** Half of what the last digit shown stands for: the number may differ by that much because it was rounded. */
  halfStep: number;
}

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  K: 1e3,
  'K req/s': 1e3,
  'req/s': 1,
  'M req/s': 1e6,
  Mil: 1e6,
  '/min': 1 / 60,
  '%': 0.01,
  µs: 1e-6,
  ms: 1e-3,
  s: 1,
  min: 60,
  mins: 60,
};

/**
 * Reads a number with its unit back.
 * @param text as on the screen: `12.4 req/s`, `1,204`, `0.03 %`, `1.90 s`, `< 0.01 %`
 * @returns undefined where the text says that nothing is known
 * @throws Error where the text is no number with a known unit
 */
export function parseShown(text: string): Shown | undefined {
  const trimmed = text.replace(/\u00a0/g, ' ').trim();
  if (trimmed === '–' || trimmed === '' || /^(unknown|not available)$/.test(trimmed)) {
    return undefined;
  }
  const [, less, digits = '', unit = ''] = /^(< )?([\d,]+(?:\.\d+)?) ?(\D*)$/.exec(trimmed) ?? [];
  const factor = digits === '' ? undefined : UNITS[unit.trim()];
  if (factor === undefined) {
    throw new Error(`“${text}” is no number with a known unit`);
  }
  const number = Number(digits.replace(/,/g, ''));
  if (less) {
    // Anything from nothing up to it.
    return { value: (number * factor) / 2, halfStep: (number * factor) / 2 };
  }
  const decimals = digits.split('.')[1]?.length ?? 0;
  return { value: number * factor, halfStep: (factor * 10 ** -decimals) / 2 };
}

/** How far a figure may be off, relative to the true one. */
export const TOLERANCE = 0.01;

/** Relative difference that rounding does not explain; 0 where it explains all. */
export function difference(shown: Shown, truth: number): number {
  const beyond = Math.max(0, Math.abs(shown.value - truth) - shown.halfStep * (1 + 1e-9));
  return beyond === 0 ? 0 : beyond / Math.max(Math.abs(truth), Number.MIN_VALUE);
}
