import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';
import { isOwnKey } from '../keys/keyEvents';

interface LineKeys {
  box: RefObject<HTMLElement | null>;
  count: number;
  /** Index of the row that the keys are at; -1 for none. */
  active: number;
  onMove: (index: number) => void;
  /** `Esc`: closes what is open at the active row. */
  onClose: () => void;
}

const STEPS: Readonly<Record<string, number>> = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 };

/**
 * What a list of lines does with keys: with the focus in it, `j` and `k` or the arrow keys go from line to line,
 * `Enter` opens and closes the details, as of any button, and `Esc` closes them.
 */
export function useLineKeys({ box, count, active, onMove, onClose }: LineKeys): (event: KeyboardEvent) => void {
  // The row that keys led to may not exist yet: it gets the focus when it does.
  const wantsFocus = useRef(false);
  useEffect(() => {
    const row = wantsFocus.current && box.current?.querySelector(`[data-index="${active}"] [data-line-toggle]`);
    if (row instanceof HTMLElement) {
      wantsFocus.current = false;
      row.focus({ preventScroll: true });
    }
  });
  return (event) => {
    if (!isOwnKey(event) || count === 0) {
      return;
    }
    const step = STEPS[event.key];
    if (step !== undefined) {
      event.preventDefault();
      wantsFocus.current = true;
      onMove(active === -1 ? (step > 0 ? 0 : count - 1) : Math.min(count - 1, Math.max(0, active + step)));
    } else if (event.key === 'Escape') {
      onClose();
    }
  };
}
