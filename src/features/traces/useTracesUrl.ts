import { useMemo } from 'react';
import { locationUtil } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { useLocation } from 'react-router-dom';
import { type Address, at, readTracesAddress, tracesAddress, type TracesAddress } from '../../correlation/addresses';
import { sharedPart } from '../../correlation/sharedUrlState';
import { hopLink } from '../../ui/links/links';
import { readOrder, type TraceOrder, writeOrder } from './traceOrder';
import { type TimeSpan } from '../../telemetry/timeSpan';

export const TRACES_TABS = ['traces', 'map'] as const;
export type TracesTab = (typeof TRACES_TABS)[number];

/** What the page shows. */
export interface TracesParams extends TracesAddress {
  tab: TracesTab;
  /** How found traces are sorted where that was chosen. */
  sort?: TraceOrder;
}

export interface TracesUrl {
  where: NonNullable<TracesAddress['where']>;
  selected?: TracesAddress['selected'];
  tab: TracesTab;
  sort?: TraceOrder;
  /** What all pages share, for links. */
  shared: URLSearchParams;
  /** Address of this page with something changed; a part that is given as undefined is dropped. */
  hrefOf: (change: Partial<TracesParams>) => string;
  /** Address of this page at another time, with nothing selected. */
  hrefAt: (span: TimeSpan) => string;
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
  const sort = readOrder(params.get('sort'));
  const shared = sharedPart(search);
  const address = (change: Partial<TracesParams>): Address => {
    const next = { where, selected, tab, sort, ...change };
    const { path, params: own } = tracesAddress(next);
    const view: Address['params'] = [];
    if (next.tab !== 'traces') {
      view.push(['tab', next.tab]);
    }
    if (next.sort) {
      view.push(['sort', writeOrder(next.sort)]);
    }
    return { path, params: [...own, ...view] };
  };
  const hrefOf = (change: Partial<TracesParams>) => hopLink(address(change), shared);
  const hrefAt = (span: TimeSpan) => hopLink(at(address({ selected: undefined }), span), shared);
  return { where, selected, tab, sort, shared, hrefOf, hrefAt, go: (change) => goTo(hrefOf(change)) };
}

/** Follows a link of the app's own from code. */
export function goTo(href: string): void {
  locationService.push(locationUtil.stripBaseFromUrl(href));
}
