import fc from 'fast-check';
import { locationUtil } from '@grafana/data';
import { type AskedQuery } from '../../datasources/answer';
import { exploreUrl } from './explore';
import { appHref } from './links';

type GrafanaConfig = Parameters<typeof locationUtil.initialize>[0]['config'];

/** Only the part of the configuration that links go by. */
function serveUnder(appSubUrl: string): void {
  locationUtil.initialize({
    config: { appSubUrl } as GrafanaConfig,
    getVariablesUrlParams: () => ({}),
    getTimeRangeForUrl: () => ({ from: 'now-1h', to: 'now' }),
  });
}

const searchOf = (url: string) => new URL(url, 'http://grafana.test').searchParams;

beforeEach(() => serveUnder(''));

describe('appHref', () => {
  it('carries its own parameters first, then the shared ones', () => {
    const shared = new URLSearchParams('from=now-1h&var-environment=a&var-environment=b');
    expect(appHref({ path: '/a/x/health', params: [['service', 'a b']] }, shared)).toBe(
      '/a/x/health?service=a+b&from=now-1h&var-environment=a&var-environment=b'
    );
  });

  it('leaves out the question mark where there is nothing to say', () => {
    expect(appHref({ path: '/a/x', params: [] }, new URLSearchParams())).toBe('/a/x');
  });

  it('lets its own parameters win over shared ones', () => {
    const shared = new URLSearchParams('from=now-1h&to=now');
    expect(appHref({ path: '/a/x', params: [['from', 'now-5m']] }, shared)).toBe('/a/x?from=now-5m&to=now');
  });

  it('works under a sub-path', () => {
    serveUnder('/grafana');
    expect(appHref({ path: '/a/x', params: [] }, new URLSearchParams())).toBe('/grafana/a/x');
  });

  it('carries any value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (value) => {
        const href = appHref({ path: '/a/x', params: [['value', value]] }, new URLSearchParams());
        expect(searchOf(href).getAll('value')).toEqual([value]);
      })
    );
  });
});

describe('exploreUrl', () => {
  const dataSource: AskedQuery['dataSource'] = { uid: 'prom & co', name: 'Prometheus', type: 'prometheus' };
  const range = { from: 1_700_000_000_000, to: 1_700_003_600_000 };
  const panesOf = (url: string) => JSON.parse(searchOf(url).get('panes') ?? '');

  it('opens one pane with the data source, the queries and the moment', () => {
    const url = exploreUrl(
      dataSource,
      [
        { expr: 'up', instant: false, dataSource },
        { expr: 'sum(up)', instant: true, dataSource },
      ],
      range
    );
    expect(new URL(url, 'http://grafana.test').pathname).toBe('/explore');
    expect(searchOf(url).get('schemaVersion')).toBe('1');
    const datasource = { type: 'prometheus', uid: 'prom & co' };
    expect(panesOf(url)).toEqual({
      tillwatch: {
        datasource: 'prom & co',
        queries: [
          { refId: 'A', datasource, expr: 'up', instant: false, range: true },
          { refId: 'B', datasource, expr: 'sum(up)', instant: true, range: false },
        ],
        range: { from: '1700000000000', to: '1700003600000' },
      },
    });
  });

  it('gives every query a name of its own, however many there are', () => {
    const queries = Array.from({ length: 720 }, (_, index) => ({ expr: `q${index}`, instant: false, dataSource }));
    const refIds: string[] = panesOf(exploreUrl(dataSource, queries, range)).tillwatch.queries.map(
      ({ refId }: { refId: string }) => refId
    );
    expect(new Set(refIds).size).toBe(720);
    expect([refIds[25], refIds[26], refIds[701], refIds[702]]).toEqual(['Z', 'AA', 'ZZ', 'AAA']);
  });

  it('carries any query text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (expr) => {
        const { queries } = panesOf(exploreUrl(dataSource, [{ expr, instant: false, dataSource }], range)).tillwatch;
        expect(queries[0].expr).toBe(expr);
      })
    );
  });

  it('works under a sub-path', () => {
    serveUnder('/grafana');
    expect(exploreUrl(dataSource, [], range)).toMatch(/^\/grafana\/explore\?/);
  });
});
