/** Height of the bar on top, in pixels; it stays where it is while a page scrolls. */
export const HEADER_HEIGHT = 48;
