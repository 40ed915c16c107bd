import { measureElement, type Virtualizer } from '@tanstack/react-virtual';
import { isOneLine } from './LogLineRow';

/** Height of a closed row in pixels: three units of the theme's spacing, and its border. */
export const ROW_HEIGHT = 25;

/**
 * Rows of one line are as high as said, until the browser says otherwise by itself: to ask it would have it lay out the
 * page at once, in each frame of scrolling.
 */
export function heightOf(
  element: HTMLElement,
  observed: ResizeObserverEntry | undefined,
  virtualizer: Virtualizer<HTMLDivElement, HTMLElement>
): number {
  return !observed && isOneLine(element) ? ROW_HEIGHT : measureElement(element, observed, virtualizer);
}

/** The first and last row of which something is seen. */
export function visibleRange(
  items: ReadonlyArray<{ index: number; start: number; end: number }>,
  offset: number,
  height: number
) {
  const seen = items.filter(({ start, end }) => end > offset && start < offset + height);
  return [seen[0]?.index ?? -1, seen.at(-1)?.index ?? -1] as const;
}
