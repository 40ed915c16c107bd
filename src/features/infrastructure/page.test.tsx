import { LoadingState } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { type SceneObject } from '@grafana/scenes';
import { act, cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { entity, WELL } from '../../analysis/infrastructure/testing/entities';
import { PATHS } from '../../correlation/routes';
import { openInfra } from '../../datasources/infrastructure/infraSources';
import { TelemetryError } from '../../datasources/failure';
import { TelemetryClient } from '../../datasources/client/telemetryClient';
import {
  type InfraAnswer,
  type InfraEntity,
  type InfraKind,
  type InfraSeries,
  type InfraSource,
  type InfraTarget,
} from '../../telemetry/questions/infrastructure';
import { installGrafana, settle } from '../../ui/testing/grafana';
import { type ServiceEdge } from '../../telemetry/questions/traces';
import { renderAtAddress } from '../../ui/testing/renderAtAddress';
import { type EntityBody } from './entity/EntityBody';
import { createBody as createContainer } from './entity/containerPage';
import { createBody as createHost } from './entity/hostPage';
import { createBody } from './page';

jest.mock('../../datasources/infrastructure/infraSources');

beforeAll(() => installGrafana());

const AT = Date.UTC(2026, 2, 10, 12);
const HOUR = 3600_000;
const GIB = 1024 ** 3;

interface World {
  host?: InfraEntity[] | Error;
  container?: InfraEntity[] | Error;
  database?: InfraEntity[] | Error;
  over?: InfraSeries[] | InfraSource['over'];
  /** What is said of each kind besides its entities. */
  more?: Partial<InfraAnswer>;
  targets?: InfraTarget[];
  edges?: ServiceEdge[];
}

const NOTHING: World = { host: [], container: [], database: [] };

async function open(
  world: World,
  path: string = PATHS.infrastructure,
  body: SceneObject = createBody()
): Promise<jest.MockedFunction<InfraSource['over']>> {
  const { over: answer = [] } = world;
  const over = jest.fn(typeof answer === 'function' ? answer : () => Promise.resolve(answer));
  jest.mocked(openInfra).mockResolvedValue({
    now: (kind: InfraKind) => {
      const answer = world[kind] ?? [];
      return answer instanceof Error
        ? Promise.reject(answer)
        : Promise.resolve({ entities: answer, elsewhere: 0, ...world.more });
    },
    over,
    targets: () => Promise.resolve(world.targets ?? []),
  });
  const client = new TelemetryClient();
  const service = { service: 'cart', convention: 'prom-client', hasStatus: true, hasDuration: true, environments: [] };
  jest.spyOn(client.metrics, 'services').mockResolvedValue([service as never]);
  jest.spyOn(client.traces, 'open').mockResolvedValue({
    serviceEdges: () => Promise.resolve({ edges: world.edges ?? [], basis: 'metrics', sent: [] }),
  } as never);
  jest.spyOn(client.identities, 'onPages').mockResolvedValue(new Map());
  await renderAtAddress(path, body, { from: AT - HOUR, to: AT }, client);
  return over;
}

const verdict = () => screen.getByTestId('infra-verdict');
const cells = (testId: string) =>
  [...screen.getByTestId(testId).querySelectorAll('td, th')].map((cell) => cell.textContent?.trim());

const WEB = entity(
  { name: 'web-1', instance: '10.0.0.1:9100', product: 'Linux 6.1' },
  {
    ...WELL,
    memory: 0.93,
    disk: { value: 0.2, part: 'sda' },
    filesystem: { value: 0.82, part: '/data' },
    received: 2048,
    transmitted: 1024,
    networkErrors: 0,
    diskQueue: { value: 0.4, part: 'sda' },
  }
);
const OTHER = entity({ name: 'web-2', instance: '10.0.0.2:9100' }, WELL);
const CART = entity(
  {
    name: 'cart',
    kind: 'container',
    id: 'shop/cart-7f/cart',
    namespace: 'shop',
    pod: 'cart-7f',
    hostNames: ['10.0.0.1'],
  },
  { cpuCores: 0.4, cpuLimit: 0.5, throttled: 0.4, memoryUsed: GIB / 2, memoryLimit: GIB, oomKills: 1, restarts: 1 }
);
const PG = entity(
  { name: 'pg:9187', kind: 'database', id: 'PostgreSQL/pg:9187', product: 'PostgreSQL' },
  { connections: 82, connectionLimit: 100, hitRatio: 0.991, deadlocks: 0 }
);
const times = Array.from({ length: 61 }, (_, at) => AT - HOUR + at * 60_000);
const line = (
  id: string,
  measure: InfraSeries['measure'],
  value: (at: number) => number,
  part?: string
): InfraSeries => ({
  id,
  measure,
  ...(part && { part }),
  times,
  values: times.map((_, at) => value(at)),
});
const TARGETS: InfraTarget[] = [
  {
    names: ['cart'],
    instance: '10.0.0.1:8080',
    host: [{ value: '10.0.0.1', by: 'instance' }],
    namespace: 'shop',
    pod: 'cart-7f',
  },
];
const BUSY: World = {
  host: [OTHER, WEB],
  container: [CART],
  database: [PG],
  over: [
    line('web-1', 'memory', (at) => (at < 30 ? 0.5 : 0.93)),
    line('shop/cart-7f/cart', 'oomKills', (at) => (at === 45 ? 1 : 0)),
    line('web-1', 'filesystem', (at) => 0.76 + 0.001 * at, '/data'),
  ],
  targets: TARGETS,
  edges: [{ from: 'cart', to: 'shop (postgresql)', kind: 'database', rate: 12, errorRate: 0 }],
};

it('says in a sentence what is worst: who, what, and how many there are', async () => {
  await open(BUSY);
  expect(verdict()).toHaveTextContent('Container cart: out of memory: 1 process killed, last at 11:45');
  expect(verdict()).toHaveTextContent(
    '1 of 2 hosts with a problem · 1 of 1 container with a problem · 1 of 1 database or cache with a problem'
  );
});

it('says that nothing is the matter, and who is nearest to a limit', async () => {
  await open({ ...NOTHING, host: [OTHER] });
  expect(verdict()).toHaveTextContent('Nothing is full, waiting or failing. Nearest to a limit: Host web-2, 50%');
});

it('shows of each host what is used, what waits and what fails, and when its disk is full', async () => {
  await open(BUSY);
  expect(cells('host-web-1')).toEqual([
    'Critical',
    'web-1Linux 6.1',
    '30%of 4 CPUs',
    '93%of 8.0 GiB',
    '82%/data, full in 3 h (3 h to 3 h)',
    '20%sda',
    '2.0 KiB/s in1.0 KiB/s out',
    'load 0.4 per CPU0.4 for disk',
    'nothing',
    'cart',
  ]);
  expect(screen.getByText(/^file system \/data is 82% full, and full in 3 h/)).toHaveTextContent(
    'memory 93% of 8.0 GiB in use, since 11:30'
  );
});

it('shows containers with their limits, and databases', async () => {
  await open(BUSY);
  expect(cells('container-cart-7f')).toEqual([
    'Critical',
    'cartcart-7f in shop',
    'web-1',
    '0.4 coresof 0.5 cores',
    '512.0 MiBof 1.0 GiB',
    '–',
    'throttled 40%',
    '1 OOM kill1 restart',
    'cart',
  ]);
  expect(cells('database-pg:9187')).toEqual([
    'Warning',
    'PostgreSQLpg:9187',
    '82of 100',
    '99%',
    '–',
    '–',
    'nothing',
    'cart 12.0 req/s',
  ]);
});

it('shows no address of an exporter as a host', async () => {
  const docker = (name: string) =>
    entity({ name, kind: 'container', id: `cadvisor:8080/${name}`, instance: 'cadvisor:8080' }, { cpuCores: 0.1 });
  await open({ ...NOTHING, host: [OTHER], container: [docker('pay')] });
  expect(cells('container-pay')[2]).toBe('web-2');
  cleanup();
  await open({ ...NOTHING, host: [OTHER, WEB], container: [docker('pay')] });
  expect(cells('container-pay')[2]).toBe('–');
});

it('draws a line that began late where it began', async () => {
  const young = line('web-1', 'memory', (at) => at / 100);
  await open({ ...BUSY, over: [{ ...young, times: young.times.slice(49), values: young.values.slice(49) }] });
  const image = within(screen.getByTestId('host-web-1')).getByRole('img', { name: /^Memory of web-1/ });
  const [, x] = /M\s*([\d.]+)/.exec(image.querySelector('path')?.getAttribute('d') ?? '') ?? [];
  expect(Number(x) / 56).toBeCloseTo(49 / 60, 1);
});

it('leads to the host, the container and the service', async () => {
  await open(BUSY);
  const hrefs = (testId: string) =>
    within(screen.getByTestId(testId))
      .getAllByRole('link')
      .map((link) => new URL(link.getAttribute('href') ?? '', 'http://grafana.test'))
      .map(({ pathname, search }) => pathname + search);
  expect(hrefs('host-web-1')).toEqual([`${PATHS.host}?host=web-1`, `${PATHS.service}?service=cart`]);
  expect(hrefs('container-cart-7f')[0]).toBe(`${PATHS.container}?container=shop%2Fcart-7f%2Fcart`);
});

it('asks over time about those to look at, in two requests', async () => {
  const over = await open(BUSY);
  const asked = over.mock.calls.map(([entities]) => entities.map(({ name }) => name));
  expect(asked).toEqual([['web-1'], ['web-1', 'web-2', 'cart', 'pg:9187']]);
});

it('filters all tables', async () => {
  await open(BUSY, `${PATHS.infrastructure}?filter=web-2`);
  expect(screen.queryByTestId('host-web-1')).toBeNull();
  await userEvent.clear(screen.getByRole('textbox', { name: /^Filter/ }));
  expect(screen.getByTestId('host-web-1')).toBeVisible();
});

it('says what to add where there are no exporters', async () => {
  await open(NOTHING);
  expect(verdict()).toHaveTextContent('No host, container or database is measured');
  expect(screen.getByText('Prometheus has no node_* or system_* metrics')).toBeVisible();
  expect(screen.getByLabelText('Scrape configuration: Hosts')).toHaveTextContent('node-exporter:9100');
  expect(screen.getByLabelText('Scrape configuration: Containers')).toHaveTextContent('cadvisor:8080');
});

it('says that there are some in other environments, and no job to add', async () => {
  await open({ ...NOTHING, more: { elsewhere: 3 } });
  expect(screen.getByText('No hosts in the chosen environment: 3 in others')).toBeVisible();
  expect(screen.queryByText(/^Prometheus has no/)).toBeNull();
  expect(screen.queryByLabelText('Scrape configuration: Hosts')).toBeNull();
});

it('says "no limit" where a limit would be known, and that not all values were read', async () => {
  const of = (name: string, tellsLimits?: boolean) =>
    entity({ name, kind: 'container', id: name, tellsLimits }, { cpuCores: 0.1, memoryUsed: GIB });
  await open({ ...NOTHING, container: [of('free', true), of('unclear')], more: { cutAt: 500 } });
  expect(cells('container-free').slice(3, 5)).toEqual(['0.1 coresno limit', '1.0 GiBno limit']);
  expect(cells('container-unclear').slice(3, 5)).toEqual(['0.1 cores', '1.0 GiB']);
  expect(screen.getByRole('region', { name: 'Containers' })).toHaveTextContent(
    'Only the 500 highest values of each measure were read, an empty cell may have one'
  );
});

const refusal = (message: string) => new TelemetryError({ kind: 'forbidden', message, advice: 'Ask an admin' });

it('goes on without what one request would have told', async () => {
  await open({ ...BUSY, container: refusal('You cannot query Prometheus') });
  expect(screen.getByTestId('host-web-1')).toBeVisible();
  expect(screen.getByRole('region', { name: 'Containers' })).toHaveTextContent('You cannot query Prometheus');
});

it('says of nobody that nothing is full where a kind was not read, or nobody has readings', async () => {
  await open({ ...NOTHING, host: [OTHER], container: refusal('You cannot query Prometheus') });
  expect(verdict()).toHaveTextContent('No answer about containers. Nothing else is full, waiting or failing');
  cleanup();
  await open({ ...NOTHING, host: [], container: refusal('You cannot query Prometheus') });
  expect(verdict()).toHaveTextContent('No answer about containers');
  cleanup();
  await open({ ...NOTHING, host: [entity({ name: 'web-3' })] });
  expect(verdict()).toHaveTextContent('No readings of any host, container or database');
  cleanup();
  await open({ ...NOTHING, host: [entity({ name: 'web-3' })] }, `${PATHS.host}?host=web-3`, createHost());
  expect(screen.getByTestId('infra-entity-verdict')).toHaveTextContent(
    'Host web-3: no readings at the end of this time range'
  );
});

it('says once what failed where nobody answers', async () => {
  const refused = refusal('You cannot query Prometheus');
  await open({ host: refused, container: refused, database: refused });
  expect(screen.getAllByRole('alert')).toHaveLength(1);
  expect(screen.getByRole('alert')).toHaveTextContent('Ask an admin');
});

it('shows a host with what runs on it and what says so', async () => {
  await open(BUSY, `${PATHS.host}?host=web-1`, createHost());
  expect(screen.getByTestId('infra-entity-verdict')).toHaveTextContent('memory 93% of 8.0 GiB in use, since 11:30');
  expect(screen.getByRole('region', { name: 'Services here' })).toHaveTextContent('cart by instance');
  expect(screen.getByRole('region', { name: 'Containers here' })).toHaveTextContent(
    'cart uses most CPU: 10% of the host'
  );
});

it('shows a container with its host and the services in it', async () => {
  await open(BUSY, `${PATHS.container}?container=shop%2Fcart-7f%2Fcart`, createContainer());
  expect(screen.getByTestId('infra-entity-verdict')).toHaveTextContent(
    'Container cart: out of memory: 1 process killed'
  );
  expect(screen.getByRole('link', { name: 'web-1' })).toBeVisible();
  expect(screen.getByRole('region', { name: 'Services here' })).toHaveTextContent('cart by pod');
});

describe('the charts of a host that is opened after another', () => {
  const drawn = (body: EntityBody) => body.state.charts.map(({ data }) => data.state.data);
  const names = (body: EntityBody) => drawn(body).flatMap((data) => data?.series.map(({ refId }) => refId) ?? []);

  async function openOther(answer: () => Promise<InfraSeries[]>): Promise<EntityBody> {
    const body = createHost();
    const over: InfraSource['over'] = ([first], measures) =>
      measures.includes('cpu') && first?.name === 'web-2'
        ? answer()
        : Promise.resolve([line('web-1', 'cpu', () => 0.3)]);
    await open({ ...BUSY, over }, `${PATHS.host}?host=web-1`, body);
    expect(names(body)).toEqual(['cpu']);
    await act(async () => {
      locationService.push(`${PATHS.host}?host=web-2`);
      await settle();
    });
    return body;
  }

  it('are empty until it is answered', async () => {
    const body = await openOther(() => new Promise(() => {}));
    expect(drawn(body).map((data) => [data?.state, data?.series.length])).toEqual(
      body.state.charts.map(() => [LoadingState.Loading, 0])
    );
  });

  it('are empty where it is refused', async () => {
    const body = await openOther(() => Promise.reject(refusal('You cannot query Prometheus')));
    expect(screen.getByText('You cannot query Prometheus')).toBeVisible();
    expect(drawn(body).map((data) => [data?.state, data?.series.length])).toEqual(
      body.state.charts.map(() => [LoadingState.Done, 0])
    );
  });
});

it('says that there is no such host', async () => {
  await open(BUSY, `${PATHS.host}?host=gone`, createHost());
  expect(screen.getByText('Nothing is called “gone” at the end of this time range')).toBeVisible();
});
