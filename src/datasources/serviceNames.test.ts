import { type LogCountQuestion, type LogLine, type LogSource } from '../telemetry/questions/logs';
import {
  type FoundTrace,
  type Span,
  type SpanSeriesQuestion,
  type Trace,
  type TraceSearchQuestion,
  type TraceSource,
} from '../telemetry/questions/traces';
import { identifyServices, nameInLogs, nameInTraces } from './identities';
import { logsByServiceName, tracesByServiceName } from './serviceNames';

const SPAN = { from: 0, to: 3_600_000 };
const inService = (service: string) => ({ field: 'service' as const, op: 'in' as const, values: [service] });

/** What c1 wrote inside the spans of payments, and lines of a decoy that share nothing. */
const LINES: Record<string, Array<Partial<LogLine['reading']>>> = {
  c1: [
    { traceId: 't1', spanId: 's1' },
    { traceId: 't2', spanId: 's2' },
  ],
  'payments-worker': [{ traceId: 't9', spanId: 's9' }],
};
const asked: string[] = [];
const found = { traceId: 't1', duration: 9 } as FoundTrace;

const logs = {
  count: async () => ({
    counts: ['c1', 'payments-worker', 'shop-api', ''].map((service) => ({
      labels: { service },
      times: [0],
      values: [1],
    })),
    sent: [],
  }),
  lines: async ({ where: [condition] }) => {
    const service = condition?.values[0] ?? '';
    asked.push(`lines of ${service}`);
    const lines = (LINES[service] ?? []).map(
      (reading, i) => ({ time: i, labels: { job: service }, reading }) as unknown as LogLine
    );
    return { lines, isCut: false, sent: [] };
  },
} as Partial<LogSource> as LogSource;

const traces = {
  attributeValues: async () => ['payments', 'shop-api'],
  trace: async (traceId) => {
    asked.push(`trace ${traceId}`);
    const span = { traceId, spanId: traceId.replace('t', 's'), service: 'payments', start: 0, duration: 9 } as Span;
    return traceId === 't9' ? undefined : ({ traceId, spans: [span], sent: [] } as Trace);
  },
} as Partial<TraceSource> as TraceSource;

it('looks only at the names that nobody else has, and joins by what it sees', async () => {
  const identities = await identifyServices(
    { metrics: [{ name: 'payments' }, { name: 'shop-api' }], logs, traces },
    SPAN
  );
  expect(asked.sort()).toEqual(['lines of c1', 'lines of payments-worker', 'trace t1', 'trace t2', 'trace t9']);
  expect(nameInLogs('payments', identities)).toBe('c1');
  expect(nameInLogs('shop-api', identities)).toBe('shop-api');
  expect(nameInTraces('payments', identities)).toBe('payments');
  expect(nameInLogs('nobody', identities)).toBe('nobody');
});

it('joins what it can where one of the two fails, and fails where both do', async () => {
  const fails = async () => Promise.reject(new Error('down'));
  const identities = await identifyServices(
    { metrics: [{ name: 'payments' }], logs: { ...logs, count: fails }, traces },
    SPAN
  );
  expect(identities.map(({ service }) => service)).toEqual(['payments', 'shop-api']);
  const none = identifyServices(
    { metrics: [], logs: { ...logs, count: fails }, traces: { ...traces, attributeValues: fails } },
    SPAN
  );
  await expect(none).rejects.toThrow('down');
});

describe('a source by service names', () => {
  const nameOf = async (service: string) => `${service} there`;

  it('asks logs for the names that they have, and leaves other conditions alone', async () => {
    const count = jest.fn(async () => ({ counts: [], sent: [] }));
    const level = { field: 'level' as const, op: 'in' as const, values: ['error'] };
    const question: LogCountQuestion = {
      about: 'logCount',
      where: [inService('a'), level],
      lines: [],
      by: [],
      shape: 'total',
    };
    await logsByServiceName({ ...logs, count }, nameOf).count(question, SPAN);
    expect(count).toHaveBeenCalledWith(
      { ...question, where: [inService('a there'), level] },
      SPAN,
      undefined,
      undefined
    );
  });

  const base = { where: [inService('a')], spans: 'requests' as const };
  const counted = (spans: number) => ({ spans, values: new Map() });
  const slow = { field: 'duration' as const, op: 'between' as const, from: 1 };

  it('asks traces likewise, in the selection of a comparison too', async () => {
    const compare = jest.fn(async () => ({ selection: counted(1), rest: counted(2), basis: 'all' as const, sent: [] }));
    const two = { ...inService('a'), values: ['a', 'c'] };
    await tracesByServiceName({ ...traces, compare }, nameOf).compare(
      { ...base, where: [two] },
      { where: [slow, inService('b')], span: SPAN },
      SPAN
    );
    expect(compare.mock.calls).toEqual([
      [
        { ...base, where: [{ ...two, values: ['a there', 'c there'] }] },
        { where: [slow, inService('b there')], span: SPAN },
        SPAN,
        undefined,
      ],
    ]);
  });

  it('asks traces of one service by its own name, and looks that up only where nothing is found', async () => {
    const lookUp = jest.fn(nameOf);
    const search = jest.fn(async ({ where: [condition] }: TraceSearchQuestion) => {
      const [service] = condition && 'values' in condition ? condition.values : [];
      return { traces: service === 'a' || service === 'b there' ? [found] : [], isCut: false, sent: [] };
    });
    const source = tracesByServiceName({ ...traces, search }, lookUp);
    const question = (service: string) => ({
      ...base,
      about: 'traces' as const,
      limit: 1,
      where: [inService(service)],
    });
    expect((await source.search(question('a'), SPAN)).traces).toEqual([found]);
    expect(lookUp).not.toHaveBeenCalled();
    expect((await source.search(question('b'), SPAN)).traces).toEqual([found]);
    expect(search.mock.calls.map(([{ where }]) => where)).toEqual([
      [inService('a')],
      [inService('b')],
      [inService('b there')],
    ]);
  });

  it('asks once for a service that has the name and of which nothing is found', async () => {
    const series = jest.fn(async () => ({
      series: [{ labels: {}, times: [0], values: [0] }],
      exemplars: [],
      sent: [],
    }));
    const source = tracesByServiceName({ ...traces, series }, async (service) => service);
    const question = { ...base, about: 'spanSeries' as const, measure: { kind: 'rate' as const }, by: [] };
    await source.series(question, SPAN, 60_000);
    expect(series).toHaveBeenCalledTimes(1);
  });

  it('looks no name up under which something else is found at the same time', async () => {
    const lookUp = jest.fn(nameOf);
    const none = { series: [], exemplars: [], sent: [] };
    const some = { ...none, series: [{ labels: {}, times: [0], values: [3] }] };
    const failed = { field: 'error' as const, op: 'is' as const, value: true };
    const series = async ({ where }: SpanSeriesQuestion) => {
      const isOfFailed = where.length > 1;
      await new Promise((resolve) => setTimeout(resolve, isOfFailed ? 0 : 20));
      return isOfFailed ? none : some;
    };
    const source = tracesByServiceName({ ...traces, series }, lookUp);
    const question = { ...base, about: 'spanSeries' as const, measure: { kind: 'rate' as const }, by: [] };
    const answers = await Promise.all([
      source.series(question, SPAN, 60_000),
      source.series({ ...question, where: [...base.where, failed] }, SPAN, 60_000),
    ]);
    expect(answers).toEqual([some, none]);
    expect(lookUp).not.toHaveBeenCalled();
  });

  it('waits for nothing else where something is found', async () => {
    const answer = { traces: [found], isCut: false, sent: [] };
    const search = ({ where }: TraceSearchQuestion) =>
      where.length > 1 ? new Promise<never>(() => undefined) : Promise.resolve(answer);
    const source = tracesByServiceName({ ...traces, search }, nameOf);
    const question = { ...base, about: 'traces' as const, limit: 1 };
    void source.search({ ...question, where: [...base.where, slow] }, SPAN);
    expect(await source.search(question, SPAN)).toBe(answer);
  });

  it('asks traces first for the name that an admin gave', async () => {
    const sample = jest.fn(async () => ({ spans: [{} as Span], isCut: false, sent: [] }));
    const source = tracesByServiceName({ ...traces, sample }, nameOf, async (service) => `${service} as said`);
    await source.sample({ ...base, about: 'spans', limit: 1 }, SPAN);
    expect(sample).toHaveBeenCalledWith(expect.objectContaining({ where: [inService('a as said')] }), SPAN, undefined);
  });
});
