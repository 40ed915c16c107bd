/**
 * Whether this user looks at the sample shop instead of their own data. Kept in the browser, for this user alone: there
 * is no address that turns it on, so that nobody is led to take sample data for their own by a link.
 */

/** With the plugin's id in it, as for everything that the plugin stores. */
export const SAMPLE_MODE_KEY = 'tillwatch-shop-app.sample-data';

const ON = 'on';

const listeners = new Set<() => void>();

/** Holds for this page where the browser stores nothing. */
let unstored: boolean | undefined;

/** Set where there is nothing else to show. */
let isFixed = false;

/** Turns sample data on for as long as the page is open: for a place that has no data sources at all. */
export function fixSampleMode(): void {
  isFixed = true;
  tell();
}

/** Whether sample data is on for good, so that there is nothing to offer. */
export function isSampleModeFixed(): boolean {
  return isFixed;
}

export function isSampleMode(): boolean {
  if (isFixed) {
    return true;
  }
  if (unstored !== undefined) {
    return unstored;
  }
  try {
    return window.localStorage.getItem(SAMPLE_MODE_KEY) === ON;
  } catch {
    return false;
  }
}

/** Turns sample data on or off, in all tabs of this browser. */
export function setSampleMode(on: boolean): void {
  try {
    if (on) {
      window.localStorage.setItem(SAMPLE_MODE_KEY, ON);
    } else {
      window.localStorage.removeItem(SAMPLE_MODE_KEY);
    }
    unstored = undefined;
  } catch {
    unstored = on;
  }
  tell();
}

/** Calls back whenever sample data is turned on or off, here or in another tab. Returns how to stop that. */
export function subscribeSampleMode(listener: () => void): () => void {
  if (listeners.size === 0) {
    window.addEventListener('storage', hear);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      window.removeEventListener('storage', hear);
    }
  };
}

function tell(): void {
  listeners.forEach((listener) => listener());
}

/** Other tabs. Without a key everything was cleared. */
function hear({ key }: StorageEvent): void {
  if (key === SAMPLE_MODE_KEY || key === null) {
    tell();
  }
}
