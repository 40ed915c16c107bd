/** A place on the screen, in pixels. */
export interface PointerPosition {
  x: number;
  y: number;
}

/** A pointer that was let go longer ago has nothing to do with what happens now. */
const RECENT_MS = 500;

/**
 * Remembers where the pointer was let go, which may be outside of what it was pressed on.
 * @returns how to ask for the place, and how to stop. Where no pointer was used, it is the middle of what has the
 * focus.
 */
export function followPointer(): { place: () => PointerPosition; stop: () => void } {
  let last: (PointerPosition & { at: number }) | undefined;
  const remember = ({ clientX, clientY }: PointerEvent) => {
    last = { x: clientX, y: clientY, at: performance.now() };
  };
  // Before those who act on it.
  document.addEventListener('pointerup', remember, true);
  return {
    place: () => {
      if (last && performance.now() - last.at < RECENT_MS) {
        return { x: last.x, y: last.y };
      }
      const { left, top, width, height } = (document.activeElement ?? document.body).getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };
    },
    stop: () => document.removeEventListener('pointerup', remember, true),
  };
}
