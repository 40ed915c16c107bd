import { act, renderHook, waitFor } from '@testing-library/react';
import { type SourceContext } from '../../../datasources/client/sourceContext';
import { TelemetryError } from '../../../datasources/failure';
import { fakeClient, type FakeParts } from '../../../datasources/testing/fakeClient';
import { withClient } from '../../../ui/testing/withClient';
import { useBlindSpots } from './useBlindSpots';

const CONTEXT: SourceContext = { metrics: 'prom', logs: 'loki', traces: 'tempo', environments: ['production'] };
const absent = (what: string) =>
  Promise.reject(new TelemetryError({ kind: 'absent', message: `No ${what}`, advice: 'Add it' }));

const openTraces = jest.fn(async (_: SourceContext) => absent('Tempo'));
const services = jest.fn(async (_: unknown) => [
  { service: 'shop', convention: 'x', hasStatus: false, hasDuration: false, environments: [] },
]);

const show = (metrics: FakeParts['metrics']) =>
  renderHook(() => useBlindSpots(CONTEXT), {
    wrapper: withClient(
      fakeClient({ traces: { open: openTraces }, logs: { open: async () => absent('Loki') }, metrics })
    ),
  });

beforeEach(() => jest.clearAllMocks());

it('asks nobody until somebody wants to know, then those of the page about the last hour', async () => {
  const { result } = show({
    services,
    exemplarServices: async () => new Set<string>(),
    countByService: async () => new Map<string, number>(),
  });
  expect(openTraces).not.toHaveBeenCalled();
  const now = Date.now();
  act(() => result.current.measure());
  expect(result.current.isMeasuring).toBe(true);
  await waitFor(() => expect(result.current.isMeasuring).toBe(false));
  expect(openTraces).toHaveBeenCalledWith(CONTEXT);
  const [{ at, metrics }] = services.mock.calls[0] as [{ at: number; metrics: string }];
  expect([metrics, at >= now && at <= Date.now()]).toEqual(['prom', true]);
  const { report } = result.current;
  expect(report?.spots.map(({ kind }) => kind)).toEqual(['no-status']);
  expect(report?.failures.map(({ kind, failure }) => [kind, failure.message])).toEqual([
    ['logs', 'No Loki'],
    ['traces', 'No Tempo'],
  ]);
});

it('says why where nobody answers', async () => {
  const { result } = show({
    services: async () => absent('Prometheus'),
    exemplarServices: async () => absent('Prometheus'),
    countByService: async () => absent('Prometheus'),
  });
  act(() => result.current.measure());
  await waitFor(() =>
    expect(result.current.failure).toEqual({ kind: 'absent', message: 'No Tempo', advice: 'Add it' })
  );
  expect(result.current.report).toBeUndefined();
});
