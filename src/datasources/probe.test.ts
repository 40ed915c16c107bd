import { type DataSourceInstanceSettings, FieldType } from '@grafana/data';
import { of, throwError } from 'rxjs';
import { QUIETLY } from './dataRequest';
import { type SignalKind } from './find';
import { probe } from './probe';

const NOW = Date.UTC(2026, 10, 20, 12);
const source = { uid: 'x', name: 'Mine' } as DataSourceInstanceSettings;

let instance: { query: jest.Mock; getResource: jest.Mock };
let health: { status: number; data: { message: string } } | undefined;
const fetch = jest.fn((_: { url: string }) => (health ? throwError(() => health) : of({ data: { status: 'OK' } })));
jest.mock('@grafana/runtime', () => ({
  getDataSourceSrv: () => ({ get: () => Promise.resolve(instance) }),
  getBackendSrv: () => ({ fetch: (request: { url: string }) => fetch(request) }),
}));

beforeEach(() => {
  instance = { query: jest.fn(), getResource: jest.fn() };
  health = undefined;
  fetch.mockClear();
});

const numbers = (...values: number[]) => ({ data: [{ fields: [{ type: FieldType.number, values, config: {} }] }] });

describe('probe of metrics', () => {
  it('asks something that every server can answer', async () => {
    instance.query.mockReturnValue(of(numbers(1)));
    expect(await probe('metrics', source, NOW)).toEqual({
      state: 'ok',
      message: expect.stringContaining('vector(1)') as string,
    });
    const request = instance.query.mock.calls[0]?.[0] as { targets: unknown[] };
    expect(request.targets).toEqual([expect.objectContaining({ expr: 'vector(1)', instant: true })]);
  });

  it.each([
    ['another number', numbers(2)],
    ['nothing', { data: [] }],
  ])('fails where the answer is %s', async (_, answer) => {
    instance.query.mockReturnValue(of(answer));
    expect((await probe('metrics', source, NOW)).state).toBe('failed');
  });

  it.each([
    [{ status: 502, message: 'dial tcp 127.0.0.1:9: connect: connection refused' }, 'failed', /cannot be reached/],
    [{ status: 403, message: 'no' }, 'forbidden', /not have permission to query Mine/],
    [{ status: 400, message: 'bad thing' }, 'failed', /bad thing/],
  ])('classifies %j', async (error, state, message) => {
    instance.query.mockReturnValue(of({ data: [], errors: [error] }));
    const result = await probe('metrics', source, NOW);
    expect(result).toMatchObject({ state, message: expect.stringMatching(message) as string });
    // Who tests is not told to test.
    expect(result.advice).not.toMatch(/test the data source/);
  });
});

it('gives up where nothing comes back', async () => {
  jest.useFakeTimers();
  instance.getResource.mockReturnValue(new Promise(() => undefined));
  const result = probe('traces', source, NOW);
  await jest.advanceTimersByTimeAsync(15_000);
  expect(await result).toMatchObject({ state: 'failed', message: 'Mine did not answer within 15 seconds' });
  jest.useRealTimers();
});

describe('probe of logs and traces', () => {
  it.each<[SignalKind, unknown, string, RegExp]>([
    ['logs', { data: ['app', 'level'] }, 'ok', /^2 labels in the last hour: app, level$/],
    ['logs', { data: ['a', 'b', 'c', 'd', 'e', 'f'] }, 'ok', /^6 labels in the last hour: a, b, c, d, e, …$/],
    ['logs', { data: [] }, 'empty', /^No label in the last hour$/],
    ['logs', {}, 'empty', /^No label in the last hour$/],
    [
      'traces',
      { scopes: [{ name: 'resource', tags: ['service.name'] }] },
      'ok',
      /^1 attribute in the last hour: service.name$/,
    ],
    ['traces', { scopes: [{ name: 'intrinsic', tags: ['duration'] }] }, 'empty', /^No attribute in the last hour$/],
  ])('of %s reads %j', async (kind, answer, state, message) => {
    instance.getResource.mockResolvedValue(answer);
    expect(await probe(kind, source, NOW)).toMatchObject({ state, message: expect.stringMatching(message) as string });
  });

  it('counts the services of logs by the label that names them best', async () => {
    instance.getResource.mockImplementation((path: string) =>
      Promise.resolve({
        data: path === 'labels' ? ['app', 'service_name', 'level'] : ['cart', 'payments', 'unknown_service'],
      })
    );
    expect(await probe('logs', source, NOW)).toMatchObject({ state: 'ok', services: 2 });
    expect(instance.getResource.mock.calls.map(([path]: string[]) => path)).toEqual([
      'labels',
      'label/service_name/values',
    ]);
  });

  it('counts no services of logs where jobs of shippers stand for files', async () => {
    const answerOf = (labels: string[]) => (path: string) =>
      Promise.resolve({ data: path === 'labels' ? labels : ['varlogs', 'cart'] });
    instance.getResource.mockImplementation(answerOf(['job', 'filename']));
    expect((await probe('logs', source, NOW)).services).toBeUndefined();
    instance.getResource.mockImplementation(answerOf(['job']));
    expect((await probe('logs', source, NOW)).services).toBe(2);
  });

  it('of logs works where its services cannot be counted', async () => {
    instance.getResource.mockImplementation((path: string) =>
      path === 'labels' ? Promise.resolve({ data: ['app'] }) : Promise.reject(new Error('out of order'))
    );
    const result = await probe('logs', source, NOW);
    expect([result.state, result.services]).toEqual(['ok', undefined]);
  });

  it('asks for the last hour, in the unit of each', async () => {
    instance.getResource.mockResolvedValue({});
    await probe('logs', source, NOW);
    await probe('traces', source, NOW);
    expect(instance.getResource.mock.calls).toEqual([
      ['labels', { start: `${NOW - 3_600_000}000000`, end: `${NOW}000000` }, QUIETLY],
      ['tags', { start: NOW / 1000 - 3600, end: NOW / 1000 }, QUIETLY],
    ]);
  });

  const hidden = { status: 500, data: { message: 'An error occurred within the plugin' } };
  it.each([
    ['Get "http://tempo": dial tcp: connection refused', /cannot be reached/],
    ['Unable to connect with Loki. Please check the server logs for more details.', /cannot be reached/],
    ['Tempo echo endpoint returned status 418', /status 418/],
  ])('asks the health check for a reason that Grafana hides: %s', async (said, message) => {
    instance.getResource.mockRejectedValue(hidden);
    health = { status: 400, data: { message: said } };
    expect(await probe('traces', source, NOW)).toMatchObject({
      state: 'failed',
      message: expect.stringMatching(message) as string,
    });
    // Also where the test passes, Grafana opens no message of its own.
    expect(fetch.mock.calls.map(([request]) => request)).toEqual([
      { url: '/api/datasources/uid/x/health', showErrorAlert: false, showSuccessAlert: false },
    ]);
  });

  it('repeats what Grafana said where the health check is content', async () => {
    instance.getResource.mockRejectedValue(hidden);
    expect((await probe('logs', source, NOW)).message).toMatch(/within the plugin/);
  });

  it('does not ask the health check where the reason is known', async () => {
    instance.getResource.mockRejectedValue({ status: 403 });
    expect((await probe('logs', source, NOW)).state).toBe('forbidden');
    expect(fetch).not.toHaveBeenCalled();
  });
});
