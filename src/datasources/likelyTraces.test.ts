import { openSampleLogs, openSampleShop, openSampleTraces } from '../sample';
import { type LogLine, type LogSource } from '../telemetry/questions/logs';
import { type Span, type TraceSource } from '../telemetry/questions/traces';
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

describe('asking for spans', () => {
  const line = {
    time: NOW,
    reading: { format: 'text', level: 'info', message: '', service: 'c1', path: '/charge', status: 500, fields: {} },
  } as unknown as LogLine;
  const charge = {
    traceId: 'a'.repeat(32),
    service: 'payments',
    name: 'POST /charge',
    kind: 'server',
    start: NOW - 100,
    duration: 99,
    attributes: { request_id: 'r' },
    resource: {},
  } as unknown as Span;
  const sample = jest.fn<ReturnType<TraceSource['sample']>, Parameters<TraceSource['sample']>>();
  const traces = { sample } as Partial<TraceSource> as TraceSource;
  const lines = jest.fn<ReturnType<LogSource['lines']>, Parameters<LogSource['lines']>>();
  const logs = { lines } as Partial<LogSource> as LogSource;
  const answer = (spans: Span[], isCut = false) => ({ spans, isCut, sent: [] });

  beforeEach(() => {
    sample.mockReset();
    lines.mockReset();
  });

  it('asks for the service as traces call it, and without the status where no span tells it', async () => {
    sample.mockResolvedValueOnce(answer([])).mockResolvedValueOnce(answer([charge]));
    const found = await findLikelyTraces(line, logs, traces, undefined, 'payments');
    expect(found).toMatchObject([{ traceId: charge.traceId, rule: 'route' }]);
    expect(sample.mock.calls.map(([{ where }]) => where.map(({ field }) => field))).toEqual([
      ['service', 'status'],
      ['service'],
    ]);
    expect(sample.mock.calls[0]?.[0].where[0]).toMatchObject({ values: ['payments'] });
  });

  it('looks more closely where there are too many, and says so where there still are', async () => {
    sample.mockResolvedValue(answer([charge], true));
    const [first] = await findLikelyTraces(line, logs, traces, undefined, 'payments');
    const spans = sample.mock.calls.map(([, { from, to }]) => to - from);
    expect(spans).toHaveLength(2);
    expect(spans[1]).toBeLessThan(spans[0]! / 5);
    expect(first?.reason).toContain('not all requests were checked');
  });

  it('takes the word of other lines where traces fail, and fails where nothing else tells', async () => {
    sample.mockRejectedValue(new Error('down'));
    const asked = { ...line, reading: { ...line.reading, requestId: 'r' } };
    const other = { ...asked, reading: { ...asked.reading, traceId: 'b'.repeat(32) } };
    lines.mockResolvedValueOnce({ lines: [other], isCut: false, sent: [] });
    expect(await findLikelyTraces(asked, logs, traces)).toMatchObject([{ traceId: 'b'.repeat(32) }]);
    lines.mockResolvedValueOnce({ lines: [], isCut: false, sent: [] });
    await expect(findLikelyTraces(asked, logs, traces)).rejects.toThrow('down');
  });
});
