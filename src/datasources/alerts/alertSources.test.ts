import { fakeClient } from '../testing/fakeClient';
import { FakeAlertApi } from '../testing/fakeAlertApi';
import { type KnownNames } from '../namesOf';
import { AlertSources } from './alertSources';

const CONTEXT = { metrics: '', logs: '', traces: '', environments: [] };

function sources(detection: () => Promise<never>, names: KnownNames[] = []) {
  return new AlertSources(
    fakeClient({ metrics: { detection }, identities: { foundBefore: async () => ({ at: 0, names }) } })
  );
}

afterEach(() => localStorage.clear());

it('knows services by the names that were joined, also where metrics fail', async () => {
  const joined = [{ service: 'cart', logs: { name: 'cart-container' }, traces: { name: 'cart-svc' } }];
  const known = await sources(() => Promise.reject(new Error('no metrics')), joined).services(CONTEXT, 0);
  expect(known).toEqual([{ service: 'cart', names: ['cart-container', 'cart-svc'] }]);
});

it('waits for no names that take long', async () => {
  jest.useFakeTimers();
  const known = sources(() => new Promise<never>(() => undefined)).services(CONTEXT, 0);
  await jest.advanceTimersByTimeAsync(5000);
  await expect(known).resolves.toEqual([]);
  jest.useRealTimers();
});

it('asks the sample shop while sample data is on, and else Grafana', async () => {
  const client = fakeClient({ settings: { load: async () => ({}) } });
  const api = new FakeAlertApi([]);
  api.bodies = {
    '/api/prometheus/grafana/api/v1/rules': { data: { groups: [] } },
    '/api/alertmanager/grafana/api/v2/alerts/groups': [],
  };
  const own = await new AlertSources(client).open(CONTEXT);
  expect((await own.alerts({ at: 0 })).rules).toEqual([]);
  expect(api.asked).toEqual(Object.keys(api.bodies));
  client.sampleMode.set(true);
  const sample = await new AlertSources(client).open(CONTEXT);
  expect((await sample.alerts({ at: Date.UTC(2026, 2, 10) })).rules.length).toBeGreaterThan(0);
  expect(api.asked).toHaveLength(2);
});

it('counts how often alerts fired once, however often a page is refreshed', async () => {
  const client = fakeClient({ settings: { load: async () => ({}) } });
  const api = new FakeAlertApi([{ uid: 'prom', type: 'prometheus', isDefault: true }]);
  api.bodies = {
    '/api/prometheus/grafana/api/v1/rules': { data: { groups: [] } },
    '/api/prometheus/prom/api/v1/rules': { data: { groups: [] } },
    '/api/alertmanager/grafana/api/v2/alerts/groups': [],
  };
  const sources = new AlertSources(client);
  for (let refresh = 0; refresh < 3; refresh++) {
    await (await sources.open(CONTEXT)).alerts({ at: refresh });
  }
  expect(api.asked.filter((one) => one === 'query prom')).toHaveLength(1);
  expect(api.asked).toHaveLength(1 + 3 * 3);
});
