/** Pixels of width below which rows leave something out. */
const WIDTHS = [800, 640, 480] as const;

/**
 * What a list says of its width, in pixels, for {@link narrowerThan}; nothing as long as that is not known, or 0. A
 * container query would be answered anew for each new row, while it scrolls.
 */
export function containerWidthData(width = 0): { 'data-below': string } {
  return { 'data-below': WIDTHS.filter((one) => width > 0 && width <= one).join(' ') };
}

/** A selector of styles for rows whose list is no wider than that, wherever it is. */
export function narrowerThan(width: (typeof WIDTHS)[number]): string {
  return `[data-below~="${width}"] &`;
}
