import { useSyncExternalStore } from 'react';
import { type NavModelItem } from '@grafana/data';

let shown: NavModelItem | undefined;
const listeners = new Set<() => void>();

/** Tells the bar on top which page is shown. */
export function setShownPage(page: NavModelItem | undefined): void {
  shown = page;
  listeners.forEach((listener) => listener());
}

/** The page that is shown; undefined while none of the plugin's is. */
export function useShownPage(): NavModelItem | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown
  );
}
