import { type RefObject, useEffect, useRef } from 'react';
import { isTyping } from '../entityTable/useRowKeys';

interface LineKeys {
  box: RefObject<HTMLElement | null>;
  /** Keys count wherever the focus is, not only within the list. */
  isMain: boolean;
  count: number;
  /** Index of the row that the keys are at; -1 for none. */
  active: number;
  onMove: (index: number) => void;
  /** `Esc`: closes what is open at the active row. */
  onClose: () => void;
}

/** What marks the boxes of lists of lines. */
export const LIST = 'data-line-list';

const STEPS: Readonly<Record<string, number>> = { j: 1, k: -1 };
/** Arrows, too, but only in the list: elsewhere they scroll the page. */
const OWN_STEPS: Readonly<Record<string, number>> = { ...STEPS, ArrowDown: 1, ArrowUp: -1 };

/** `j` and `k` go from line to line, `Enter` opens and closes the details, as of any button, and `Esc` closes them. */
export function useLineKeys(keys: LineKeys): void {
  const { box, isMain, active } = keys;
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  // The row that keys led to may not exist yet: it gets the focus when it does.
  const wantsFocus = useRef(false);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { count, active: at, onMove, onClose } = latest.current;
      const isWithin = event.target instanceof Node && box.current?.contains(event.target) === true;
      // Keys in a list beside it are that list's own.
      const isElsewhere = !isWithin && event.target instanceof Element && event.target.closest(`[${LIST}]`) !== null;
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target);
      if (!isPlain || isElsewhere || (!isMain && !isWithin) || count === 0) {
        return;
      }
      const step = (isWithin ? OWN_STEPS : STEPS)[event.key];
      if (step !== undefined) {
        event.preventDefault();
        wantsFocus.current = true;
        onMove(at === -1 ? (step > 0 ? 0 : count - 1) : Math.min(count - 1, Math.max(0, at + step)));
      } else if (event.key === 'Escape' && isWithin) {
        onClose();
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [box, isMain]);

  useEffect(() => {
    const row = wantsFocus.current && box.current?.querySelector(`[data-index="${active}"] [data-line-toggle]`);
    if (row instanceof HTMLElement) {
      wantsFocus.current = false;
      row.focus({ preventScroll: true });
    }
  });
}
