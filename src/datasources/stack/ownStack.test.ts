import { type DataQueryRequest, LoadingState } from '@grafana/data';
import {
  type BackendSrv,
  type BackendSrvRequest,
  type DataSourceSrv,
  setBackendSrv,
  setDataSourceSrv,
} from '@grafana/runtime';
import { type DataQuery } from '@grafana/schema';
import { of, throwError } from 'rxjs';
import { type LogSource } from '../../telemetry/questions/logs';
import { type TraceSource } from '../../telemetry/questions/traces';
import { frameFor } from '../testing/frames';
import { OwnStack, type StackBasis } from './ownStack';

const AT = Date.parse('2026-01-15T11:00:00Z');
const CONTEXT = { metrics: '', logs: '', traces: '', environments: ['production'] };

interface World {
  /** Types of data sources; their uids are the same. */
  sources: string[];
  /** Answers by the address; a number is the status of a refusal. */
  bodies: Record<string, unknown>;
  metrics: () => { data: unknown[]; state: LoadingState };
}

const OK = { status: 'OK', message: 'works' };
const RULES = {
  data: {
    groups: [
      {
        name: 'g',
        file: 'f',
        rules: [
          { name: 'recorded', type: 'recording', health: 'err', lastError: 'many-to-many' },
          { name: 'well', type: 'alerting', health: 'ok' },
          { name: 'paused', type: 'alerting', health: 'error', isPaused: true },
        ],
      },
    ],
  },
};

let asked: string[];
const queried: Array<DataQueryRequest<DataQuery>> = [];

function install({ sources, bodies, metrics }: World): void {
  asked = [];
  queried.length = 0;
  setBackendSrv({
    fetch: ({ url }: BackendSrvRequest) => {
      asked.push(url);
      const body = bodies[url] ?? 404;
      return typeof body === 'number'
        ? throwError(() => ({ status: body, data: { message: `refused ${body}` } }))
        : of({ data: body });
    },
  } as unknown as BackendSrv);
  setDataSourceSrv({
    getList: ({ pluginId }: { pluginId?: string } = {}) =>
      sources.filter((type) => type === pluginId).map((type) => ({ uid: type, name: `The ${type}`, type })),
    get: async () => ({
      query: (request: DataQueryRequest<DataQuery>) => {
        queried.push(request);
        return of(metrics());
      },
    }),
  } as unknown as DataSourceSrv);
}

const health = (type: string) => `/api/datasources/uid/${type}/health`;
const WELL: World = {
  sources: ['prometheus', 'loki', 'tempo', 'alertmanager'],
  bodies: {
    [health('prometheus')]: OK,
    [health('loki')]: OK,
    [health('tempo')]: OK,
    '/api/prometheus/grafana/api/v1/rules': { data: { groups: [] } },
    '/api/prometheus/prometheus/api/v1/rules': RULES,
    '/api/prometheus/loki/api/v1/rules': { data: { groups: [] } },
  },
  metrics: () => ({
    data: [frameFor('newest', {}, [[AT, AT / 1000 - 12]]), frameFor('targets', {}, [[AT, 7]])],
    state: LoadingState.Done,
  }),
};

const line = (time: number) => ({ lines: [{ time }], isCut: true, sent: [] });

/** Stores whose newest line and trace are of a time, and what they were asked. */
function basis(logs: number | undefined, traces: number | undefined) {
  const spans: Array<{ from: number; to: number }> = [];
  const environments: string[][] = [];
  const stores: StackBasis = {
    logs: {
      open: async (context) => {
        environments.push(context.environments);
        return {
          lines: async () => (logs === undefined ? { lines: [], isCut: false, sent: [] } : line(logs)),
        } as unknown as LogSource;
      },
    },
    traces: {
      open: async () =>
        ({
          search: async (_: unknown, span: { from: number; to: number }) => {
            spans.push(span);
            const isIn = traces !== undefined && traces >= span.from;
            return { traces: isIn ? [{ start: traces - 500, duration: 500 }] : [], isCut: false, sent: [] };
          },
        }) as unknown as TraceSource,
    },
  };
  return { stores, spans, environments };
}

beforeEach(() => {
  jest.useFakeTimers({ now: AT });
});
afterEach(() => {
  jest.useRealTimers();
});

it('asks each store once, whatever the environment, and Grafana for health and rules', async () => {
  install(WELL);
  const { stores, spans, environments } = basis(AT - 2000, AT - 1000);
  const stack = new OwnStack(stores, CONTEXT, {});
  const answer = await stack.stack();
  expect(asked).toEqual([]);
  expect(answer).toMatchObject({
    at: AT,
    metrics: { value: { newest: AT - 12_000, targets: 7, down: 0, servers: [] } },
    logs: { value: { newest: AT - 2000 } },
    traces: { value: { newest: AT - 1000 } },
  });
  const { sources, rules } = await stack.surroundings();
  expect(sources.map(({ type, isHealthy }) => [type, isHealthy])).toEqual([
    ['prometheus', true],
    ['loki', true],
    ['tempo', true],
    ['alertmanager', undefined],
  ]);
  expect(rules.failing.map(({ name, isRecording, problem }) => [name, isRecording, problem.text])).toEqual([
    ['recorded', true, 'many-to-many'],
  ]);
  expect(rules.notices).toEqual([]);
  expect(queried).toHaveLength(1);
  expect(spans).toHaveLength(1);
  expect(environments).toEqual([[]]);
  expect(asked).toHaveLength(6);
});

it('looks for traces of an hour only where there are none of the last minutes', async () => {
  install(WELL);
  const { stores, spans } = basis(undefined, AT - 20 * 60_000);
  const { logs, traces } = await new OwnStack(stores, CONTEXT, {}).stack();
  expect([logs, traces]).toEqual([{ value: {} }, { value: { newest: AT - 20 * 60_000 } }]);
  expect(spans.map(({ from }) => (AT - from) / 60_000)).toEqual([5, 60]);
});

it('says of each that does not answer why, and goes on with the others', async () => {
  install({
    ...WELL,
    bodies: {
      ...WELL.bodies,
      [health('loki')]: 400,
      '/api/prometheus/loki/api/v1/rules': 404,
      '/api/prometheus/grafana/api/v1/rules': 403,
    },
    metrics: () => {
      throw new Error('Bad Gateway');
    },
  });
  const { stores } = basis(undefined, AT);
  stores.logs.open = () => Promise.reject(new Error('no such host'));
  const stack = new OwnStack(stores, CONTEXT, {});
  const answer = await stack.stack();
  expect(answer.metrics.unanswered).toMatchObject({ kind: 'failed', message: 'The prometheus cannot be reached' });
  expect(answer.logs.unanswered).toMatchObject({ kind: 'failed' });
  expect(answer.traces).toEqual({ value: { newest: AT } });
  const { sources, rules } = await stack.surroundings();
  expect(sources.find(({ type }) => type === 'loki')).toMatchObject({
    isHealthy: false,
    message: 'refused 400',
  });
  expect(rules.notices.map(({ origin }) => origin.uid).sort()).toEqual(['grafana', 'loki']);
});

it('says that there is no data source for metrics', async () => {
  install({ ...WELL, sources: ['loki'] });
  const stack = new OwnStack(basis(AT, AT).stores, CONTEXT, {});
  expect((await stack.stack()).metrics.unanswered?.kind).toBe('absent');
  expect((await stack.surroundings()).sources.map(({ type }) => type)).toEqual(['loki']);
});

it('tests no more than some data sources, those of the page first', async () => {
  install({ ...WELL, sources: Array.from({ length: 9 }, () => 'prometheus') });
  const { sources } = await new OwnStack(basis(AT, AT).stores, CONTEXT, {}).surroundings();
  expect(sources).toHaveLength(9);
  expect(sources.filter(({ isHealthy }) => isHealthy === undefined)).toHaveLength(3);
});

it('waits for a store that is slow no longer than for anything else', async () => {
  install(WELL);
  const { stores } = basis(AT, AT);
  const signals: AbortSignal[] = [];
  stores.logs.open = async () =>
    ({
      lines: (_question: unknown, _span: unknown, signal: AbortSignal) => {
        signals.push(signal);
        return new Promise(() => undefined);
      },
    }) as unknown as LogSource;
  const answering = new OwnStack(stores, CONTEXT, {}).stack();
  await jest.advanceTimersByTimeAsync(15_000);
  const answer = await answering;
  expect(answer.logs.unanswered).toMatchObject({ kind: 'failed', message: 'The loki timed out' });
  expect(answer.metrics.value?.newest).toBe(AT - 12_000);
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
});

it('throws the reason of an aborted signal', async () => {
  install(WELL);
  const controller = new AbortController();
  controller.abort(new Error('left the page'));
  await expect(new OwnStack(basis(AT, AT).stores, CONTEXT, {}).stack(controller.signal)).rejects.toThrow(
    'left the page'
  );
});
