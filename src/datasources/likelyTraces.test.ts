import { openSampleLogs, openSampleShop, openSampleTraces } from '../sample';
import { findLikelyTraces } from './likelyTraces';

const NOW = Date.UTC(2026, 5, 10, 12);
const now = () => NOW;

// The rules are tested beside them, and how often they are right beside the sample shop.
it('finds the request of a line that tells no trace id, by the lines and spans of that moment', async () => {
  const logs = openSampleLogs([], now);
  const traces = openSampleTraces([], now);
  const span = { from: NOW - 600_000, to: NOW };
  const where = [{ field: 'service' as const, op: 'in' as const, values: ['notifications'] }];
  const { lines } = await logs.lines({ about: 'logLines', where, lines: [], limit: 20, order: 'newest' }, span);
  const without = lines.filter(({ reading }) => reading.traceId === undefined);
  expect(without.length).toBeGreaterThan(0);
  for (const line of without) {
    const [first] = await findLikelyTraces(line, logs, traces);
    const request = openSampleShop().requests.byTraceId(first?.traceId ?? '', NOW);
    expect(request?.attributes.request_id).toBe(line.reading.requestId);
    expect(first?.rule).toBe('request-id');
  }
});

it('still ranks by the spans where logs fail', async () => {
  const logs = openSampleLogs([], now);
  const traces = openSampleTraces([], now);
  const span = { from: NOW - 60_000, to: NOW };
  const where = [{ field: 'service' as const, op: 'in' as const, values: ['payments'] }];
  const { lines } = await logs.lines({ about: 'logLines', where, lines: [], limit: 50, order: 'newest' }, span);
  const ending = lines.find(({ reading }) => reading.status !== undefined && reading.duration !== undefined);
  expect(ending).toBeDefined();
  if (ending) {
    const { traceId } = ending.reading;
    const line = { ...ending, reading: { ...ending.reading, traceId: undefined, requestId: 'nobody knows' } };
    const failing = { ...logs, lines: async () => Promise.reject(new Error('down')) };
    const [first] = await findLikelyTraces(line, failing, traces);
    expect(first?.traceId).toBe(traceId);
  }
});
