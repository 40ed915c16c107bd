import { useMemo } from 'react';
import { locationUtil } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { useLocation } from 'react-router-dom';
import { readTracesAddress, tracesAddress, type TracesAddress } from '../../correlation/addresses';
import { sharedPart } from '../../correlation/sharedUrlState';
import { hopLink } from '../../views/links';

export const TRACES_TABS = ['traces', 'map'] as const;
export type TracesTab = (typeof TRACES_TABS)[number];

/** What the page shows. */
export interface TracesParams extends TracesAddress {
  tab: TracesTab;
}

export interface TracesUrl {
  where: NonNullable<TracesAddress['where']>;
  selected?: TracesAddress['selected'];
  tab: TracesTab;
  /** What all pages share, for links. */
  shared: URLSearchParams;
  /** Address of this page with something changed; a part that is given as undefined is dropped. */
  hrefOf: (change: Partial<TracesParams>) => string;
  /** Goes there, so that the way back leads to what was. */
  go: (change: Partial<TracesParams>) => void;
}

/** Filters, selection and tab of the page: they live in its address and nowhere else. */
export function useTracesUrl(): TracesUrl {
  const { search } = useLocation();
  return useMemo(() => readTracesUrl(search), [search]);
}

export function readTracesUrl(search: string): TracesUrl {
  const params = new URLSearchParams(search);
  const { where = [], selected } = readTracesAddress(params);
  const tab = TRACES_TABS.find((one) => one === params.get('tab')) ?? 'traces';
  const shared = sharedPart(search);
  const hrefOf = (change: Partial<TracesParams>) => {
    const next = { where, selected, tab, ...change };
    const { path, params: own } = tracesAddress(next);
    return hopLink({ path, params: next.tab === 'traces' ? own : [...own, ['tab', next.tab]] }, shared);
  };
  return { where, selected, tab, shared, hrefOf, go: (change) => goTo(hrefOf(change)) };
}

/** Follows a link of the app's own from code. */
export function goTo(href: string): void {
  locationService.push(locationUtil.stripBaseFromUrl(href));
}
