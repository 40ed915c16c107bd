import { appLocationUrl, at, readAppLocation } from './appLocation';
import { serviceUrl } from './pageUrls/service';
import { sharedPart, withSource } from './sharedUrlState';

const location = serviceUrl.write({ service: 'a b' });

it('carries what all pages share, and nothing else of the page that one leaves', () => {
  const search = '?from=now-6h&to=now&var-environment=prod&service=other&sort=rate&filter=x';
  expect(appLocationUrl(location, sharedPart(search))).toBe(
    '/a/tillwatch-shop-app/health/service?service=a+b&from=now-6h&to=now&var-environment=prod'
  );
});

it('is read as it is written', () => {
  expect(readAppLocation({ pathname: location.path, search: '?service=a+b' })).toEqual(location);
});

it('at a time holds all of it, whatever the user looks at', () => {
  const url = appLocationUrl(at(location, { from: 1000.4, to: 2000.6 }), new URLSearchParams('from=now-1h&to=now'));
  expect(url).toBe('/a/tillwatch-shop-app/health/service?service=a+b&from=1000&to=2001');
});

it.each([
  ['prom', [...location.params, ['var-metrics', 'prom']]],
  ['', location.params],
  [undefined, location.params],
])('asks the data source %p', (uid, params) => {
  expect(withSource(location, 'metrics', uid)).toEqual({ path: location.path, params });
});
