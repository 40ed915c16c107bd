import { useState } from 'react';
import { PLUGIN_ID } from '../correlation/routes';

const YES = 'yes';

/**
 * Whether this user has put something away in this browser, and the way to do so. Where the browser stores nothing it
 * is back with the next page.
 * @param what its name among all that can be put away
 */
export function useDismissed(what: string): [isDismissed: boolean, dismiss: () => void] {
  const key = `${PLUGIN_ID}.dismissed.${what}`;
  const [isDismissed, setDismissed] = useState(() => read(key) === YES);
  return [
    isDismissed,
    () => {
      setDismissed(true);
      write(key, YES);
    },
  ];
}

function read(key: string): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    window.localStorage.setItem(key, value);
  } catch {
    return;
  }
}
