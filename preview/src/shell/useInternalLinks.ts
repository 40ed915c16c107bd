import { useEffect } from 'react';
import { locationUtil } from '@grafana/data';
import { locationService } from '@grafana/runtime';

/** Follows plain links to addresses of the preview without loading the page anew, as Grafana does. */
export function useInternalLinks(): void {
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const address = internalAddress(event);
      if (address !== undefined) {
        event.preventDefault();
        locationService.push(address);
      }
    };
    document.addEventListener('click', onClick);
    return () => document.removeEventListener('click', onClick);
  }, []);
}

/** Where a click leads inside the preview; undefined where it leads elsewhere or somebody else follows it. */
function internalAddress(event: MouseEvent): string | undefined {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (
    !link?.hasAttribute('href') ||
    event.defaultPrevented ||
    !isPlain ||
    link.target ||
    link.hasAttribute('download')
  ) {
    return undefined;
  }
  const url = new URL(link.href);
  const isOnThisPage = url.hash !== '' && link.getAttribute('href')?.startsWith('#');
  const isHere = url.origin === window.location.origin && url.pathname.startsWith(window.tillwatchPreview.base);
  return isHere && !isOnThisPage ? locationUtil.stripBaseFromUrl(url.pathname + url.search + url.hash) : undefined;
}
