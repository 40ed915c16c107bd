import { dateTime } from '@grafana/data';
import { setDataSourceSrv, setTemplateSrv } from '@grafana/runtime';
import pluginJson from '../plugin.json';
import { REQUEST_STORY_V1 } from './exposed';
import { configureAlertLink, configureQueryLink, configureTraceLink, LINKS } from './links';

const RAW = { from: 'now-1h', to: 'now' };
const query = (text: Record<string, string>, type = 'loki') => ({
  refId: 'A',
  datasource: { type, uid: 'l' },
  ...text,
});

beforeAll(() => {
  setDataSourceSrv({
    getInstanceSettings: ({ uid, type }: { uid: string; type: string }) => ({ uid, type }),
  } as unknown as Parameters<typeof setDataSourceSrv>[0]);
  setTemplateSrv({
    replace: (text: string) => text.replace('$app', 'shop'),
  } as unknown as Parameters<typeof setTemplateSrv>[0]);
});

it('takes query, variables, time and data source along', () => {
  const link = configureQueryLink({ targets: [query({ expr: '{app="$app"}' })], timeRange: RAW });
  expect(link?.path).toBe('/a/tillwatch-shop-app/logs?where=label%3Aapp%3Dshop&var-logs=l&from=now-1h&to=now');
});

it('writes moments as numbers', () => {
  const timeRange = { from: dateTime(1000), to: dateTime(2000) };
  const link = configureQueryLink({ targets: [query({ expr: 'up' }, 'prometheus')], timeRange });
  expect(link?.path).toBe('/a/tillwatch-shop-app/health?var-metrics=l&from=1000&to=2000');
});

it('leads by the first query that leads anywhere', () => {
  const targets = [
    query({ query: 'select 1' }, 'mysql'),
    { ...query({ expr: '{a="hidden"}' }), hide: true },
    query({ expr: '{a="b"}' }),
  ];
  expect(configureQueryLink({ targets, timeRange: RAW })?.path).toContain('label%3Aa%3Db');
  expect(configureQueryLink({ targets: targets.slice(0, 2), timeRange: RAW })).toBeUndefined();
  expect(configureQueryLink(undefined)).toBeUndefined();
});

it('leads from a trace to its story, whichever way its id is spelt', () => {
  const link = configureTraceLink({ traceID: '1F2E', startTime: 5_000_000, datasource: { uid: 't' } });
  expect(link?.path).toBe(`/a/tillwatch-shop-app/traces/${'1f2e'.padStart(32, '0')}?near=5000&var-traces=t`);
  expect(configureTraceLink({ traceID: '' })).toBeUndefined();
});

/** As Grafana hands contexts to extensions, with what lies in its store: frozen, and each object wrapped anew. */
function handedOver<T extends object>(value: T): T {
  return new Proxy(value, {
    get: (target, name) => {
      const found: unknown = Reflect.get(target, name);
      return typeof found === 'object' && found !== null ? handedOver(found) : found;
    },
  });
}

it('reads what Grafana keeps frozen', () => {
  const instance = Object.freeze({ labels: Object.freeze({ service: 'a' }), activeAt: '2026-01-15T12:00:00Z' });
  expect(configureAlertLink('logs', handedOver({ instance }))?.path).toBe(
    '/a/tillwatch-shop-app/logs?where=service%3Da&from=1768476600000&to=1768480200000'
  );
  const targets = [Object.freeze(query({ expr: '{a="b"}' }))];
  Object.freeze(targets);
  const timeRange = Object.freeze({ from: dateTime(1000), to: dateTime(2000) });
  expect(configureQueryLink(handedOver({ targets, timeRange }))?.path).toBe(
    '/a/tillwatch-shop-app/logs?where=label%3Aa%3Db&var-logs=l&from=1000&to=2000'
  );
  expect(configureAlertLink('logs')).toBeUndefined();
});

it('declares what it exposes in plugin.json, in the same words', () => {
  const { id, title, description } = REQUEST_STORY_V1;
  expect(pluginJson.extensions.exposedComponents).toEqual([{ id, title, description }]);
});

it('declares every link in plugin.json, in the same words', () => {
  const declared = pluginJson.extensions.addedLinks;
  expect(declared).toEqual(LINKS.map(({ title, description, targets }) => ({ title, description, targets })));
  expect(declared.filter(({ title }) => title.length < 10)).toEqual([]);
  // Menus cut titles of 25 characters and more; only the trace view has a button for each.
  const inMenus = declared.filter(({ targets }) => !targets.includes('grafana/traceview/header/actions'));
  expect(inMenus.filter(({ title }) => title.length >= 25)).toEqual([]);
});
