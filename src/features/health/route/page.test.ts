import { sceneGraph } from '@grafana/scenes';
import { registeredPage } from '../../../app/testing/registeredPage';
import { appLocationUrl } from '../../../correlation/appLocation';
import { routeUrl } from '../../../correlation/pageUrls/route';
import { PATHS } from '../../../correlation/routes';
import { TelemetryClient } from '../../../datasources/client/telemetryClient';
import { type DataRequest, FakeShopPrometheus } from '../../../ui/testing/fakeShopPrometheus';
import { seriesFrame } from '../../../ui/testing/frames';
import { installGrafana } from '../../../ui/testing/grafana';
import { openPage, type OpenPage } from '../../../ui/testing/openPage';
import { QuestionPanel } from '../../../ui/charts/questionPanel';
import { RouteBody } from './RouteBody';

const SHARED = '?from=now-1h&to=now&timezone=utc';
let prometheus: FakeShopPrometheus;
let open: OpenPage | undefined;

async function visit(address: string) {
  const defaults = { client: new TelemetryClient(), refresh: '', metrics: prometheus.uid };
  const page = registeredPage(PATHS.route, defaults);
  const service = page.state.getParentPage?.();
  open = await openPage(page, address);
  const [body] = sceneGraph.findDescendents(open.scene, RouteBody);
  if (!body || !service) {
    throw new Error('The page has no body, or none above it');
  }
  return { ...open, page, service, body };
}

const to = (state: Parameters<typeof routeUrl.write>[0]) =>
  appLocationUrl(routeUrl.write(state), new URLSearchParams(SHARED));
const targets = (requests: DataRequest[]) => requests.flatMap((request) => request.targets);
/** Of which time there is data only the service tells, and alerts are of it. */
const isAbout =
  (service: string, route: string) =>
  ({ refId, expr }: DataRequest['targets'][number]) =>
    expr.includes(`job="${service}"`) && (/^measured|^alerts$/.test(refId) || expr.includes(`path="${route}"`));

beforeEach(() => {
  prometheus = new FakeShopPrometheus(['shop-api', 'payments']);
  installGrafana(prometheus);
});
afterEach(() => {
  open?.leave();
  open = undefined;
});

it('asks three requests, all about the route of the service', async () => {
  await visit(to({ service: 'payments', route: '/charge' }));
  expect(prometheus.requests).toHaveLength(3);
  expect(targets(prometheus.requests).filter((target) => !isAbout('payments', '/charge')(target))).toEqual([]);
});

it('names itself after the route, and the page above it after the service', async () => {
  const { page, service } = await visit(to({ service: 'payments', route: '/charge' }));
  expect(page.state.title).toBe('/charge');
  expect(service.state.title).toBe('payments');
});

it('goes to the same route of another service without a query about the old one left', async () => {
  prometheus.isSlow = true;
  const { go, body } = await visit(to({ service: 'payments', route: '/' }));
  const before = [...prometheus.requests];
  const since = prometheus.mark();
  await go(to({ service: 'shop-api', route: '/' }));
  expect(body.state).toMatchObject({ service: 'shop-api', route: '/' });
  expect(before.filter(({ isOpen }) => isOpen)).toEqual([]);
  expect(since()).toHaveLength(3);
  expect(targets(since()).filter((target) => !isAbout('shop-api', '/')(target))).toEqual([]);
});

it('builds nothing anew where the address says the same', async () => {
  const { go, body } = await visit(to({ service: 'payments', route: '/charge' }));
  const { content } = body.state;
  await go(to({ service: 'payments', route: '/charge' }));
  expect(body.state.content).toBe(content);
});

it.each([`${PATHS.route}${SHARED}&service=payments`, `${PATHS.route}${SHARED}&route=/`, `${PATHS.route}${SHARED}`])(
  'asks nothing at %s, which names no route of a service',
  async (address) => {
    const { body } = await visit(address);
    expect(body.state.content).toBeUndefined();
    expect(prometheus.requests).toEqual([]);
  }
);

it('gives every panel what it asked for, and nothing else', async () => {
  prometheus.answer = ({ refId }) => [seriesFrame(refId, { status: '200', le: '+Inf' }, [1, 2])];
  const { scene } = await visit(to({ service: 'payments', route: '/charge' }));
  const panels = sceneGraph.findDescendents(scene, QuestionPanel);
  expect(panels.length).toBeGreaterThanOrEqual(5);
  for (const panel of panels) {
    const { refIds, otherwise = [] } = panel.state;
    const known = new Set<string | undefined>([...refIds, ...otherwise]);
    const given = sceneGraph.getData(panel).state.data?.series.map(({ refId }) => refId) ?? [];
    expect(given).not.toEqual([]);
    expect(given.filter((refId) => !known.has(refId))).toEqual([]);
  }
});
