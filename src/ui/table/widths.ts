/** Widths of the table, in pixels, below which something goes: what tells least goes first. */
export const TABLE_WIDTHS = { trends: 1200, version: 1100, wrap: 1000, time: 760 } as const;

/** A container query on the box around the table, which has the type `inline-size`. */
export function belowWidth(pixels: number): string {
  return `@container (max-width: ${pixels - 1}px)`;
}
