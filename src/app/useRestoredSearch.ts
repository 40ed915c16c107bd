import { useEffect } from 'react';
import { PLUGIN_ID } from '../correlation/routes';
import { restoreShared, sharedPart } from '../correlation/sharedUrlState';

/**
 * Of this browser session only, so that Grafana's navigation, which links bare pages, keeps what the user last chose.
 */
const REMEMBERED_KEY = `${PLUGIN_ID}.shared-url`;

/**
 * The query string that a bare page should have instead of none; undefined where nothing has to change. Remembers what
 * the user sees for the next bare page: once a page is open, scenes itself writes the shared part into the URL.
 */
export function useRestoredSearch(search: string): string | undefined {
  const shared = sharedPart(search).toString();
  useEffect(() => {
    if (shared !== '') {
      remember(shared);
    }
  }, [shared]);
  return restoreShared(search, remembered());
}

// A browser may forbid storage; then every bare page starts afresh.
function remember(shared: string): void {
  try {
    window.sessionStorage.setItem(REMEMBERED_KEY, shared);
  } catch {
    return;
  }
}

function remembered(): string {
  try {
    return window.sessionStorage.getItem(REMEMBERED_KEY) ?? '';
  } catch {
    return '';
  }
}
