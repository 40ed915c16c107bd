import { locationService } from '@grafana/runtime';
import { type CustomVariable, sceneGraph, SceneQueryRunner } from '@grafana/scenes';
import { registeredPage } from '../../../app/testing/registeredPage';
import { appLocationUrl } from '../../../correlation/appLocation';
import { serviceUrl } from '../../../correlation/pageUrls/service';
import { PATHS } from '../../../correlation/routes';
import { TelemetryClient } from '../../../datasources/client/telemetryClient';
import { HealthTablePanel } from '../table/HealthTablePanel';
import { type DataRequest, FakeShopPrometheus } from '../../../ui/testing/fakeShopPrometheus';
import { installGrafana } from '../../../ui/testing/grafana';
import { openPage, type OpenPage } from '../../../ui/testing/openPage';
import { ServiceBody } from './ServiceBody';

const SHARED = '?from=now-1h&to=now&timezone=utc';
let prometheus: FakeShopPrometheus;
let open: OpenPage | undefined;

async function visit(address: string): Promise<OpenPage> {
  const defaults = { client: new TelemetryClient(), refresh: '', metrics: prometheus.uid };
  open = await openPage(registeredPage(PATHS.service, defaults), address);
  return open;
}

const to = (state: Parameters<typeof serviceUrl.write>[0], shared = SHARED) =>
  appLocationUrl(serviceUrl.write(state), new URLSearchParams(shared));
const body = (page: OpenPage) => sceneGraph.findDescendents(page.scene, ServiceBody)[0] as ServiceBody;
const runners = (page: OpenPage) => sceneGraph.findDescendents(page.scene, SceneQueryRunner);
const expressions = (requests: DataRequest[]) => requests.flatMap(({ targets }) => targets.map(({ expr }) => expr));

beforeEach(() => {
  prometheus = new FakeShopPrometheus(['shop-api', 'payments']);
  installGrafana(prometheus);
});
afterEach(() => {
  open?.leave();
  open = undefined;
});

describe('what it asks', () => {
  it.each([
    ['overview', 3],
    ['routes', 4],
    ['errors', 3],
    ['releases', 3],
    // Nobody measures any; alerts are asked for.
    ['resources', 3],
  ] as const)('for %s is %d requests, and each query is about the service', async (tab, count) => {
    await visit(to({ service: 'payments', tab }));
    expect(prometheus.detections).toBeLessThanOrEqual(3);
    expect(prometheus.requests).toHaveLength(count);
    expect(expressions(prometheus.requests)).not.toEqual([]);
    expect(expressions(prometheus.requests).filter((expr) => !expr.includes('job="payments"'))).toEqual([]);
  });

  it('is one request more for the time compared with, and as much as before when that is switched off', async () => {
    const page = await visit(to({ service: 'payments' }));
    const compare = sceneGraph.lookupVariable('compare', page.scene) as CustomVariable;
    const isOfPast = ({ to: end }: DataRequest) => end < Date.now() - 1_800_000;
    const countWith = async (comparison: string) => {
      const since = prometheus.mark();
      compare.changeValueTo(comparison);
      await page.render();
      return { all: since().length, past: since().filter(isOfPast).length };
    };
    // The header takes its change from the past always: one request for that, whatever is chosen.
    expect(await countWith('previous')).toEqual({ all: 4, past: 2 });
    expect(await countWith('yesterday')).toEqual({ all: 4, past: 2 });
    expect(await countWith('off')).toEqual({ all: 3, past: 1 });
  });

  it('is asked anew when the time range changes', async () => {
    const page = await visit(to({ service: 'payments', tab: 'resources' }));
    const since = prometheus.mark();
    await page.go(to({ service: 'payments', tab: 'resources' }, '?from=now-3h&to=now&timezone=utc'));
    expect(since()).not.toEqual([]);
    expect(new Set(since().map((request) => (request.to - request.from) / 3_600_000))).toEqual(new Set([3]));
  });

  it('is nothing where the address names no service', async () => {
    const page = await visit(`${PATHS.service}${SHARED}`);
    expect(body(page).state).toMatchObject({ service: '', header: undefined, content: undefined });
    expect(prometheus.requests).toEqual([]);
  });

  it('is nothing that the page does not show, once it is left', async () => {
    prometheus.isSlow = true;
    const page = await visit(to({ service: 'payments' }));
    expect(prometheus.requests.some(({ isOpen }) => isOpen)).toBe(true);
    page.leave();
    open = undefined;
    expect(prometheus.requests.filter(({ isOpen }) => isOpen)).toEqual([]);
  });
});

describe('another address', () => {
  it('with another tab builds only the tab anew, and ends the queries of the old one', async () => {
    prometheus.isSlow = true;
    const page = await visit(to({ service: 'payments' }));
    const { header, content } = body(page).state;
    const before = [...prometheus.requests];
    const since = prometheus.mark();
    await page.go(to({ service: 'payments', tab: 'errors' }));
    expect(body(page).state.header).toBe(header);
    expect(body(page).state.content).not.toBe(content);
    expect(content?.isActive).toBe(false);
    expect(since()).toHaveLength(1);
    // Two of the header go on; the one of the overview was given up.
    expect(before.filter(({ isOpen }) => isOpen)).toHaveLength(2);
    expect(runners(page)).toHaveLength(2);
  });

  it('with another service keeps the tab, and ends every query about the old one', async () => {
    prometheus.isSlow = true;
    const page = await visit(to({ service: 'payments', tab: 'errors' }));
    const before = [...prometheus.requests];
    const since = prometheus.mark();
    await page.go(to({ service: 'shop-api', tab: 'errors' }));
    expect(body(page).state).toMatchObject({ service: 'shop-api', tab: 'errors' });
    expect(before.filter(({ isOpen }) => isOpen)).toEqual([]);
    expect(expressions(since()).filter((expr) => !expr.includes('job="shop-api"'))).toEqual([]);
    expect(locationService.getSearchObject()).toMatchObject({ service: 'shop-api', tab: 'errors' });
  });

  it('that says the same builds nothing anew', async () => {
    const page = await visit(to({ service: 'payments', tab: 'routes' }));
    const { header, content } = body(page).state;
    const since = prometheus.mark();
    await page.go(to({ service: 'payments', tab: 'routes' }));
    expect(body(page).state).toMatchObject({ header, content });
    expect(body(page).state.content).toBe(content);
    expect(since()).toEqual([]);
  });

  it('brings order and filter to the routes, and takes them away with the tab', async () => {
    const page = await visit(`${to({ service: 'payments', tab: 'routes' })}&sort=errors&filter=charge`);
    const table = body(page).state.content as HealthTablePanel;
    expect(table.state).toMatchObject({ sort: 'errors', filter: 'charge' });
    await page.go(to({ service: 'payments' }));
    expect(locationService.getSearchObject()).not.toHaveProperty('sort');
    await page.go(to({ service: 'payments', tab: 'routes' }));
    expect((body(page).state.content as HealthTablePanel).state).toMatchObject({ sort: 'time', filter: '' });
  });

  it('with no service any more shows none, and asks nothing', async () => {
    const page = await visit(to({ service: 'payments' }));
    const since = prometheus.mark();
    await page.go(`${PATHS.service}${SHARED}`);
    expect(body(page).state.content).toBeUndefined();
    expect(since()).toEqual([]);
    await page.go(to({ service: 'payments' }));
    expect(body(page).state.content?.isActive).toBe(true);
  });
});

describe('its name', () => {
  it('is the title of the page, from the first moment on and after every hop', async () => {
    const page = await visit(to({ service: 'payments' }));
    const title = () => (page.scene.parent?.state as { title?: string }).title;
    expect(title()).toBe('payments');
    await page.go(to({ service: 'shop-api' }));
    expect(title()).toBe('shop-api');
  });

  it.each(['a/b', 'a&b=c', '100% "real"', '${service}', '{job="x"}', 'größe · 2', '#?+', "it's \\ here", 'true', '0'])(
    'may be %s: it survives link, address and query',
    async (service) => {
      prometheus = new FakeShopPrometheus([service]);
      installGrafana(prometheus);
      const page = await visit(to({ service, tab: 'resources' }));
      expect(body(page).state).toMatchObject({ service, tab: 'resources' });
      // As on a change of the time range: the whole address is written anew.
      locationService.partial({ from: 'now-2h' }, true);
      await page.go(`${PATHS.service}${locationService.getLocation().search}`);
      expect(body(page).state).toMatchObject({ service, tab: 'resources' });
      expect(prometheus.requests).not.toEqual([]);
    }
  );
});
