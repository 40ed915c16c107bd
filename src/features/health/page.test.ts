import { locationService } from '@grafana/runtime';
import { type CustomVariable, type QueryVariable, sceneGraph, type SceneTimeRange } from '@grafana/scenes';
import { registeredPage } from '../../app/testing/registeredPage';
import { PATHS } from '../../correlation/routes';
import { TelemetryClient } from '../../datasources/client/telemetryClient';
import { HealthTablePanel } from './table/HealthTablePanel';
import { type DataRequest, FakeShopPrometheus } from '../../ui/testing/fakeShopPrometheus';
import { installGrafana, settle } from '../../ui/testing/grafana';
import { openPage, type OpenPage } from '../../ui/testing/openPage';

const HOUR = 3_600_000;
let open: OpenPage | undefined;

async function visit(prometheus: FakeShopPrometheus, search = ''): Promise<OpenPage> {
  installGrafana(prometheus);
  open = await openPage(
    registeredPage(PATHS.health, { client: new TelemetryClient(), refresh: '', metrics: prometheus.uid }),
    `${PATHS.health}${search}`
  );
  return open;
}

const services = (count: number) => Array.from({ length: count }, (_, index) => `service-${index}`);
const table = ({ scene }: OpenPage) => sceneGraph.findDescendents(scene, HealthTablePanel)[0];
const expressions = (requests: DataRequest[]) => requests.flatMap(({ targets }) => targets.map(({ expr }) => expr));
const search = () => locationService.getSearchObject();

afterEach(() => {
  open?.leave();
  open = undefined;
});

describe('what it asks', () => {
  it.each([1, 200])(
    'is the same for %d services: what is first, the rest and their past, after one detection',
    async (count) => {
      const prometheus = new FakeShopPrometheus(services(count));
      await visit(prometheus);
      expect(prometheus.detections).toBe(3);
      // Of many services it is asked once whose buckets can be summed.
      expect(prometheus.layouts).toBe(count > 30 ? 1 : 0);
      const now = Math.max(...prometheus.requests.map(({ to }) => to));
      const spans = prometheus.requests.map(({ from, to }) => [from - now, to - now]);
      expect(spans.sort(([a = 0], [b = 0]) => a - b)).toEqual([
        [-2 * HOUR, -HOUR],
        [-HOUR, 0],
        [-HOUR, 0],
      ]);
      // Of many services what only those in sight need is asked for, once they are.
      expect(prometheus.requests.flatMap(({ targets }) => targets)).toHaveLength(count > 100 ? 21 : 25);
    }
  );

  it('gives each query a name of its own within its request', async () => {
    const prometheus = new FakeShopPrometheus(services(2));
    await visit(prometheus);
    for (const { targets } of prometheus.requests) {
      const refIds = targets.map(({ refId }) => refId);
      expect(new Set(refIds).size).toBe(refIds.length);
    }
  });

  it('is asked anew, present and past, when the time range changes', async () => {
    const prometheus = new FakeShopPrometheus(services(2));
    const { scene, render } = await visit(prometheus);
    const since = prometheus.mark();
    (sceneGraph.getTimeRange(scene) as SceneTimeRange).setState({ from: 'now-6h' });
    (sceneGraph.getTimeRange(scene) as SceneTimeRange).onRefresh();
    await render();
    const lengths = since().map(({ from, to }) => (to - from) / HOUR);
    expect(new Set(lengths)).toEqual(new Set([6]));
    expect(since().length).toBeGreaterThanOrEqual(3);
    expect(prometheus.requests.filter(({ isOpen }) => isOpen)).toEqual([]);
  });

  it('is by environment, too, where the address asks for a row for each', async () => {
    const prometheus = new FakeShopPrometheus(services(4));
    const byEnvironment = () =>
      prometheus.requests.flatMap(({ targets }) => targets).filter(({ expr }) => /by \([^)]*environment/.test(expr));
    const page = await visit(prometheus, '?from=now-1h&to=now&timezone=utc&rows=environment');
    expect(prometheus.requests).toHaveLength(3);
    expect(byEnvironment().length).toBeGreaterThan(10);
    const since = prometheus.mark();
    table(page)?.showPerEnvironment(false);
    await page.render();
    expect(since()).toHaveLength(3);
    expect(
      since()
        .flatMap(({ targets }) => targets)
        .filter(({ expr }) => expr.includes('environment'))
    ).toEqual([]);
  });

  it('takes the past from the time that one compares with', async () => {
    const prometheus = new FakeShopPrometheus(services(2));
    await visit(
      prometheus,
      '?from=2026-01-15T10:00:00.000Z&to=2026-01-15T12:00:00.000Z&timezone=utc&var-compare=yesterday'
    );
    const starts = prometheus.requests.map(({ from }) => new Date(from).toISOString());
    expect(starts.sort()).toEqual(['2026-01-14T10:00:00.000Z', '2026-01-15T10:00:00.000Z', '2026-01-15T10:00:00.000Z']);
  });

  it('ends with the page: what is open is given up, and nothing is asked any more', async () => {
    const prometheus = new FakeShopPrometheus(services(2));
    prometheus.isSlow = true;
    const { scene, leave } = await visit(prometheus);
    const range = sceneGraph.getTimeRange(scene);
    expect(prometheus.requests.filter(({ isOpen }) => isOpen)).toHaveLength(3);
    leave();
    open = undefined;
    expect(prometheus.requests.filter(({ isOpen }) => isOpen)).toEqual([]);
    const since = prometheus.mark();
    range.onRefresh();
    (sceneGraph.lookupVariable('compare', scene) as CustomVariable).changeValueTo('yesterday');
    await settle();
    expect(since()).toEqual([]);
  });
});

describe('its environments', () => {
  const listed = () => table(open as OpenPage)?.state.services.map(({ service }) => service);

  it('are all of them at first, which is no condition', async () => {
    const prometheus = new FakeShopPrometheus(services(4));
    const { scene } = await visit(prometheus);
    const variable = sceneGraph.lookupVariable('environment', scene) as QueryVariable;
    expect(variable.state.options.map(({ value }) => value)).toEqual(['prod', 'test']);
    expect(expressions(prometheus.requests).filter((expr) => expr.includes('environment'))).toEqual([]);
    expect(listed()).toEqual(services(4));
  });

  it('condition every query, and which services there are', async () => {
    const prometheus = new FakeShopPrometheus(services(4));
    const { scene, render } = await visit(prometheus);
    const since = prometheus.mark();
    (sceneGraph.lookupVariable('environment', scene) as QueryVariable).changeValueTo(['test'], ['test']);
    await render();
    expect(expressions(since())).not.toEqual([]);
    expect(expressions(since()).filter((expr) => !expr.includes('environment="test"'))).toEqual([]);
    expect(listed()).toEqual(['service-1', 'service-3']);
  });

  it('come from the address too', async () => {
    const prometheus = new FakeShopPrometheus(services(2));
    await visit(prometheus, '?var-environment=prod');
    expect(expressions(prometheus.requests).filter((expr) => !expr.includes('environment="prod"'))).toEqual([]);
  });
});

describe('its address', () => {
  it('sets order and filter, and follows them one by one', async () => {
    const { go } = await visit(new FakeShopPrometheus(services(2)), '?sort=-rate&filter=pay');
    const state = () => table(open as OpenPage)?.state;
    expect(state()).toMatchObject({ sort: 'rate', reverse: true, filter: 'pay' });
    await go(`${PATHS.health}?sort=-rate&filter=shop`);
    expect(state()).toMatchObject({ sort: 'rate', reverse: true, filter: 'shop' });
    await go(`${PATHS.health}?sort=errors&filter=shop`);
    expect(state()).toMatchObject({ sort: 'errors', reverse: false, filter: 'shop' });
    await go(`${PATHS.health}?filter=shop`);
    expect(state()).toMatchObject({ sort: 'state', reverse: false, filter: 'shop' });
    await go(PATHS.health);
    expect(state()).toMatchObject({ sort: 'state', filter: '' });
  });

  it('takes what it does not know for the usual order', async () => {
    await visit(new FakeShopPrometheus(services(1)), '?sort=-toString');
    expect(table(open as OpenPage)?.state).toMatchObject({ sort: 'state', reverse: false });
  });

  it('tells order, filter, time and comparison, and nothing that is as usual', async () => {
    const prometheus = new FakeShopPrometheus(services(2));
    await visit(prometheus);
    expect(search()).toMatchObject({ from: 'now-1h', to: 'now', 'var-compare': 'off', 'var-metrics': prometheus.uid });
    expect(search()).not.toHaveProperty('sort');
    table(open as OpenPage)?.setState({ sort: 'duration', reverse: true, filter: 'a & b' });
    expect(search()).toMatchObject({ sort: '-duration', filter: 'a & b' });
    table(open as OpenPage)?.setState({ sort: 'state', reverse: false, filter: '' });
    expect(search()).not.toHaveProperty('sort');
    expect(search()).not.toHaveProperty('filter');
  });

  it('asks nothing anew for another order or filter', async () => {
    const prometheus = new FakeShopPrometheus(services(2));
    const { go } = await visit(prometheus);
    const since = prometheus.mark();
    await go(`${PATHS.health}?${new URLSearchParams({ ...(search() as Record<string, string>), sort: 'name' })}`);
    expect(table(open as OpenPage)?.state.sort).toBe('name');
    expect(since()).toEqual([]);
  });
});

it('says that there is nothing to ask where Grafana has no Prometheus', async () => {
  const complaints = jest.spyOn(console, 'error');
  installGrafana();
  open = await openPage(
    registeredPage(PATHS.health, { client: new TelemetryClient(), refresh: '', metrics: '' }),
    PATHS.health
  );
  const { data } = sceneGraph.getData(table(open) as HealthTablePanel).state;
  expect(data?.errors).toEqual([
    expect.objectContaining({
      data: { error: 'absent', message: expect.stringMatching(/^No Prometheus data source/) },
      message: expect.any(String),
    }),
  ]);
  expect(complaints).not.toHaveBeenCalled();
});
