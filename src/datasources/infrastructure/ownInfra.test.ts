import { type DataQueryRequest, LoadingState } from '@grafana/data';
import { type DataSourceSrv, setDataSourceSrv } from '@grafana/runtime';
import { of, throwError } from 'rxjs';
import { TelemetryError } from '../failure';
import { type PromQuery } from '../prometheus';
import { frameOf } from '../../telemetry/testing/engine';
import { type Labels } from '../../telemetry/vocabulary';
import { askInfra, askInfraLines } from './askInfra';
import { OwnInfra } from './ownInfra';

const TO = Date.parse('2026-01-15T11:00:00Z');
const SPAN = { from: TO - 3600_000, to: TO };
const CONTEXT = { metrics: 'p', logs: '', traces: '', environments: ['production'] };
const NODE = { job: 'node', instance: '10.0.0.1:9100', tillwatch_convention: 'node-exporter' };

let requests: Array<DataQueryRequest<PromQuery>>;
/** Series by the query that they answer. */
let answers: Record<string, Array<[Labels, number]>>;

function install(failing?: { status: number }): void {
  requests = [];
  setDataSourceSrv({
    getList: () => [{ uid: 'p', name: 'My Prometheus', type: 'prometheus' }],
    get: async () => ({
      query: (request: DataQueryRequest<PromQuery>) => {
        requests.push(request);
        const data = request.targets.flatMap(({ refId }) =>
          (answers[refId] ?? []).map(([metric, value]) =>
            frameOf({ metric: { ...metric }, values: [[TO / 1000, String(value)]] }, refId)
          )
        );
        return failing ? throwError(() => failing) : of({ data, state: LoadingState.Done });
      },
    }),
  } as unknown as DataSourceSrv);
}

const source = () => new OwnInfra(CONTEXT, {});
const signal = () => new AbortController().signal;

beforeEach(() => {
  answers = { cpu: [[NODE, 0.4]], filesystem: [[{ ...NODE, mountpoint: '/', device: 'a' }, 0.8]] };
  install();
});

it('asks one request a kind, at the end of the time, and of the whole page few', async () => {
  const parts = await askInfra(source(), SPAN, signal());
  expect(requests).toHaveLength(3);
  expect(requests.every(({ targets }) => targets.every(({ instant, range }) => instant && !range))).toBe(true);
  expect(parts.host.value).toEqual([
    expect.objectContaining({
      id: '10.0.0.1:9100',
      readings: { cpu: { value: 0.4 }, filesystem: { value: 0.8, part: '/' } },
    }),
  ]);
  await askInfraLines(source(), parts, SPAN, signal());
  expect(requests).toHaveLength(5);
  const [filling, lines] = requests.slice(3);
  // What fills is known by six hours at least.
  expect(filling?.range.from.valueOf()).toBe(TO - 6 * 3600_000);
  expect(lines?.range.from.valueOf()).toBe(SPAN.from);
  for (const { targets, intervalMs } of requests.slice(3)) {
    expect(targets.every(({ range, instant, expr }) => range && !instant && expr.includes('10'))).toBe(true);
    expect(targets[0]?.interval).toBe(`${intervalMs / 1000}s`);
  }
  expect(lines?.targets.every(({ expr }) => expr.includes('instance="10.0.0.1:9100"'))).toBe(true);
  await source().targets(SPAN);
  expect(requests).toHaveLength(6);
});

it('asks nothing over time of nobody', async () => {
  answers = {};
  const parts = await askInfra(source(), SPAN, signal());
  expect(await askInfraLines(source(), parts, SPAN, signal())).toEqual({ lines: [], filling: [] });
  expect(requests).toHaveLength(3);
});

it('leaves out who is of another environment, and keeps who names none', async () => {
  answers = {
    cpu: [
      [{ ...NODE, instance: 'a', environment: 'staging' }, 0.1],
      [{ ...NODE, instance: 'b', environment: 'production' }, 0.2],
      [{ ...NODE, instance: 'c' }, 0.3],
    ],
  };
  const { entities, elsewhere } = await source().now('host', SPAN);
  expect([entities.map(({ id }) => id), elsewhere]).toEqual([['b', 'c'], 1]);
});

it('says of each kind why it was not answered', async () => {
  install({ status: 403 });
  const parts = await askInfra(source(), SPAN, signal());
  expect([parts.host, parts.container, parts.database].map(({ failure }) => failure?.kind)).toEqual([
    'forbidden',
    'forbidden',
    'forbidden',
  ]);
  await expect(source().targets(SPAN)).rejects.toThrow(TelemetryError);
});

it('throws the reason of an aborted signal', async () => {
  const controller = new AbortController();
  controller.abort(new Error('left the page'));
  await expect(askInfra(source(), SPAN, controller.signal)).rejects.toThrow('left the page');
});
