import { type LogCountQuestion, type LogSource } from '../telemetry/questions/logs';
import {
  type FoundTrace,
  type Span,
  type SpanSeriesQuestion,
  type TraceSearchQuestion,
  type TraceSource,
} from '../telemetry/questions/traces';
import { logsByServiceName, tracesByServiceName } from './serviceNames';

const SPAN = { from: 0, to: 3_600_000 };
const inService = (service: string) => ({ field: 'service' as const, op: 'in' as const, values: [service] });

const found = { traceId: 't1', duration: 9 } as FoundTrace;
const logs = {} as LogSource;
const traces = {} as TraceSource;

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
