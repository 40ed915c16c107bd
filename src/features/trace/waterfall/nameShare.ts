import { useCallback, useState } from 'react';
import { PLUGIN_ID } from '../../../correlation/routes';

/** Share of the width of names and time that names may have, and that they have by themselves. */
export const NAME_SHARE = { least: 0.15, most: 0.85, usual: 0.42 } as const;

/** In this browser, for all requests. */
const STORED_KEY = `${PLUGIN_ID}.trace.name-share`;

/** The share that names have; undefined as long as nobody chose one: it then depends on the screen. */
export function useNameShare(): [share: number | undefined, choose: (share: number | undefined) => void] {
  const [share, setShare] = useState(storedShare);
  const choose = useCallback((next: number | undefined) => {
    const chosen = next === undefined ? undefined : withinBounds(next);
    setShare(chosen);
    store(chosen);
  }, []);
  return [share, choose];
}

/** The nearest share that leaves room for both. */
function withinBounds(share: number): number {
  return Math.min(NAME_SHARE.most, Math.max(NAME_SHARE.least, share));
}

// A browser may forbid storage; then the choice holds until the page is left.
function storedShare(): number | undefined {
  try {
    const share = Number(window.localStorage.getItem(STORED_KEY) ?? NaN);
    return Number.isNaN(share) ? undefined : withinBounds(share);
  } catch {
    return undefined;
  }
}

function store(share: number | undefined): void {
  try {
    if (share === undefined) {
      window.localStorage.removeItem(STORED_KEY);
    } else {
      window.localStorage.setItem(STORED_KEY, String(share));
    }
  } catch {
    return;
  }
}
