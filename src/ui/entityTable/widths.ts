import { css } from '@emotion/css';

/**
 * Widths of the health table, in pixels, below which something goes: what tells least goes first. Before the small
 * lines do they go below their numbers.
 */
export const TABLE_WIDTHS = { versionBesideLag: 1320, version: 1180, wrap: 1100, time: 860, trends: 760 } as const;

/** The same for other tables: on screens of a tablet held upright, of a large phone, of a phone. */
export const ROOM = { tablet: 950, phablet: 720, phone: 500 } as const;

/** A container query on the box around the table, which has the type `inline-size`. */
export function belowWidth(pixels: number): string {
  return `@container (max-width: ${pixels - 1}px)`;
}

/** The class of what is left out of tables that are narrower. */
export function hiddenBelow(pixels: number): string {
  return css({ [belowWidth(pixels)]: { display: 'none' } });
}
