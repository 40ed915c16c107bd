import { locationService } from '@grafana/runtime';
import { traceUrl } from '../../correlation/pageUrls/trace';
import { tracesUrl } from '../../correlation/pageUrls/traces';
import { PATHS } from '../../correlation/routes';
import { readUrl, urlChanges } from './usePageUrl';

const search = '?where=service%3Dcart&selected=1,2,0.1,&tab=map&from=now-1h&other=x';
const paramsOf = (href: string) => [...new URL(href, 'http://grafana.test').searchParams];
const now = () => {
  const { pathname, search: query } = locationService.getLocation();
  return pathname + query;
};

describe('what a URL says', () => {
  const url = readUrl(tracesUrl, { pathname: PATHS.traces, search });

  it('leads on with what is not changed, and with what all pages share', () => {
    expect(paramsOf(url.hrefOf({ selected: undefined }))).toEqual([
      ['where', 'service=cart'],
      ['tab', 'map'],
      ['from', 'now-1h'],
    ]);
    expect(url.shared.toString()).toBe('from=now-1h');
  });

  it('leads to another time', () => {
    expect(paramsOf(url.hrefOf({ where: [], selected: undefined }, { from: 1.5, to: 2.5 }))).toEqual([
      ['tab', 'map'],
      ['from', '1'],
      ['to', '3'],
    ]);
  });
});

describe('a change', () => {
  const steps = () => locationService.getHistory().length;

  it('of what a page is about is a step in the history, one of how it is shown is none', () => {
    locationService.push(PATHS.traces + search);
    const before = steps();
    const { push, replace } = urlChanges(tracesUrl);
    replace({ sort: { by: 'spans', isReverse: true } });
    expect(steps()).toBe(before);
    push({ tab: 'traces' });
    expect(steps()).toBe(before + 1);
  });

  it('leaves alone what it does not change, and what is no affair of the page', () => {
    locationService.push(PATHS.traces + search);
    const { push, replace } = urlChanges(tracesUrl);
    push({ selected: undefined });
    // The second knows of the first, though nothing was drawn in between.
    replace({ sort: { by: 'spans', isReverse: true } });
    expect(now()).toBe(`${PATHS.traces}?where=service%3Dcart&tab=map&sort=-spans&from=now-1h&other=x`);
  });

  it('keeps the spelling of a path that names the same, and follows one that does not', () => {
    const { replace } = urlChanges(traceUrl);
    locationService.push(`${PATHS.traces}/1F2E?near=5&from=now-1h`);
    replace({ line: 'x' });
    expect(now()).toBe(`${PATHS.traces}/1F2E?near=5&line=x&from=now-1h`);
    replace({ traceId: 'ab' });
    expect(now()).toBe(`${PATHS.traces}/ab?near=5&line=x&from=now-1h`);
  });
});
