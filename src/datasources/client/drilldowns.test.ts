import { type BackendSrv, type BackendSrvRequest, config, isAppPluginInstalled, setBackendSrv } from '@grafana/runtime';
import { of, throwError } from 'rxjs';
import { DRILLDOWN_APPS } from '../../correlation/drilldown';
import { mayExplore } from '../explorePermission';
import { Drilldowns } from './drilldowns';

jest.mock('@grafana/runtime', () => ({ ...jest.requireActual('@grafana/runtime'), isAppPluginInstalled: jest.fn() }));

const asked: string[] = [];
let drilldowns: Drilldowns;
const LOGS = DRILLDOWN_APPS.logs.id;

/** @param settings what Grafana answers for an app's settings; a number is a status that is no success */
function grafana(installed: string[], settings: { enabled?: boolean } | number, permissions?: Record<string, boolean>) {
  config.exploreEnabled = true;
  config.bootData = { ...config.bootData, user: { ...config.bootData?.user, permissions } };
  jest.mocked(isAppPluginInstalled).mockImplementation(async (id) => installed.includes(id));
  setBackendSrv({
    fetch: ({ url }: BackendSrvRequest) => {
      asked.push(url);
      return typeof settings === 'number' ? throwError(() => ({ status: settings })) : of({ data: settings });
    },
  } as unknown as BackendSrv);
}

beforeEach(() => {
  drilldowns = new Drilldowns();
  asked.length = 0;
});

const EXPLORER = { 'datasources:explore': true };

it.each([
  ['installed and enabled', [LOGS], { enabled: true }, EXPLORER, true],
  ['installed, not enabled', [LOGS], { enabled: false }, EXPLORER, false],
  ['closed to this user', [LOGS], 403, EXPLORER, false],
  ['broken', [LOGS], 500, EXPLORER, false],
  ['open, where exploring is not', [LOGS], { enabled: true }, {}, false],
])('an app that is %s', async (_, installed, settings, permissions, isThere) => {
  grafana(installed, settings, permissions);
  expect(await drilldowns.has('logs')).toBe(isThere);
});

it('asks nothing about an app that is not installed', async () => {
  grafana([DRILLDOWN_APPS.traces.id], { enabled: true }, EXPLORER);
  expect(await drilldowns.has('logs')).toBe(false);
  expect(asked).toEqual([]);
});

it('asks once', async () => {
  grafana([LOGS], { enabled: true }, EXPLORER);
  await Promise.all([drilldowns.has('logs'), drilldowns.has('logs')]);
  expect(asked).toEqual([`/api/plugins/${LOGS}/settings`]);
});

it('has none in a Grafana that does not tell what is installed', async () => {
  grafana([LOGS], { enabled: true }, EXPLORER);
  jest.mocked(isAppPluginInstalled).mockRejectedValue(new Error('no such function'));
  expect(await drilldowns.has('logs')).toBe(false);
});

it('Explore is for those who may explore, where it is switched on', () => {
  grafana([], {}, EXPLORER);
  expect(mayExplore()).toBe(true);
  grafana([], {}, { 'datasources:query': true });
  expect(mayExplore()).toBe(false);
  grafana([], {}, EXPLORER);
  config.exploreEnabled = false;
  expect(mayExplore()).toBe(false);
});
