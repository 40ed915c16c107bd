import fc from 'fast-check';
import { PATHS } from '../../../correlation/routes';
import { routeLink } from '../route/url';
import { readServiceTab, SERVICE_TABS, serviceLink } from './url';

/** Any text that an address can carry: all of Unicode but halves of surrogate pairs, which it cannot. */
const name = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.constantFrom('a/b', 'a&b=c', '100%', '+', ' ', '#', '?', '${x}', 'true', '0', '/users/{id}', 'größe', '__proto__')
);
const search = '?from=now-6h&to=now&var-environment=prod&service=other&sort=rate&filter=x';

const parse = (link: string) => {
  const url = new URL(link, 'http://grafana.test');
  return { path: url.pathname, own: Object.fromEntries(url.searchParams) };
};
const SHARED = { from: 'now-6h', to: 'now', 'var-environment': 'prod' };

it('brings any service to its page, with what all pages share and nothing else', () => {
  fc.assert(
    fc.property(name, (service) => {
      expect(parse(serviceLink({ service }, search))).toEqual({ path: PATHS.service, own: { service, ...SHARED } });
    })
  );
});

it('brings any route of any service to its page', () => {
  fc.assert(
    fc.property(name, name, (service, route) => {
      expect(parse(routeLink({ service, route }, search))).toEqual({
        path: PATHS.route,
        own: { service, route, ...SHARED },
      });
    })
  );
});

it.each(SERVICE_TABS)('brings back the tab %s', (tab) => {
  const { own } = parse(serviceLink({ service: 'a', tab }, ''));
  expect(readServiceTab(own.tab)).toBe(tab);
});

it('does not name the first tab, so that there is one address for it', () => {
  expect(serviceLink({ service: 'a', tab: 'overview' }, '')).toBe(serviceLink({ service: 'a' }, ''));
});

it.each([undefined, null, '', 'no such tab', ['errors', 'routes'], 'toString'])(
  'reads %p as the first tab',
  (value) => {
    expect(readServiceTab(value)).toBe('overview');
  }
);
