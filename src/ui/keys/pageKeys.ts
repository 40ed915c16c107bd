import { useEffect, useRef } from 'react';
import { isPlain, isTyping } from './keyEvents';

/** With the plugin's id in it, as for everything that the plugin stores. */
export const PAGE_KEYS = 'tillwatch-shop-app.page-keys';

const OFF = 'off';
/** Holds for this page where the browser stores nothing. */
let unstored: boolean | undefined;

/**
 * Whether keys such as `/` act wherever the focus is. Whoever speaks to the computer, or hits keys by accident, can
 * turn them off (WCAG 2.1.4); kept in the browser. Keys that act within a list or chart only are not meant.
 */
export function arePageKeysOn(): boolean {
  try {
    return unstored ?? window.localStorage.getItem(PAGE_KEYS) !== OFF;
  } catch {
    return true;
  }
}

/** Turns keys that act wherever the focus is on or off, in all tabs of this browser. */
export function setPageKeys(areOn: boolean): void {
  try {
    if (areOn) {
      window.localStorage.removeItem(PAGE_KEYS);
    } else {
      window.localStorage.setItem(PAGE_KEYS, OFF);
    }
    unstored = undefined;
  } catch {
    unstored = areOn;
  }
}

/**
 * Calls back when a key is pressed anywhere on the page where nobody is typing, unless such keys are off.
 * @param isShared whether the key keeps what it does elsewhere, as one that begins several pairs does
 */
export function usePageKey(key: string, onPress: () => void, isShared = false): void {
  const latest = useRef(onPress);
  useEffect(() => {
    latest.current = onPress;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === key && isPlain(event) && !isTyping(event.target) && arePageKeysOn()) {
        if (!isShared) {
          event.preventDefault();
        }
        latest.current();
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [key, isShared]);
}

/** Milliseconds within which the second of two keys follows the first. */
const PAIR_MS = 1500;

/** The same for two keys, one pressed after the other: `g`, then `c`. */
export function usePageKeys(first: string, second: string, onPress: () => void): void {
  const pressedAt = useRef(-Infinity);
  usePageKey(first, () => (pressedAt.current = performance.now()), true);
  usePageKey(
    second,
    () => {
      if (performance.now() - pressedAt.current < PAIR_MS) {
        onPress();
      }
      pressedAt.current = -Infinity;
    },
    true
  );
}
