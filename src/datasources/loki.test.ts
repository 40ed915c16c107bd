import { type DataFrame, type DataSourceInstanceSettings, FieldType, LoadingState } from '@grafana/data';
import { setDataSourceSrv } from '@grafana/runtime';
import { Observable, of, Subject } from 'rxjs';
import { type LogCondition, type LogLine, type LogLinesQuestion } from '../telemetry/questions/logs';
import { TelemetryError } from './failure';
import { openLoki } from './loki';
import { type LokiQuery } from './lokiQueries';

const settings = { uid: 'logs', name: 'Shop logs', type: 'loki' } as DataSourceInstanceSettings;
const SPAN = { from: 1_700_000_000_000, to: 1_700_000_060_000 };
const QUESTION: LogLinesQuestion = { about: 'logLines', where: [], lines: [], limit: 5000, order: 'newest' };

interface Request {
  targets: LokiQuery[];
  liveStreaming?: boolean;
}

function linesFrame(refId: string, lines: Array<[nanoseconds: string, body: string]>): DataFrame {
  const field = (name: string, type: FieldType, values: unknown[]) => ({ name, type, config: {}, values });
  return {
    refId,
    length: lines.length,
    fields: [
      field(
        'labels',
        FieldType.other,
        lines.map(() => ({ service_name: 'cart', detected_level: 'info' }))
      ),
      field(
        'Time',
        FieldType.time,
        lines.map(([time]) => Number(time.slice(0, -6)))
      ),
      field(
        'Line',
        FieldType.string,
        lines.map(([, body]) => body)
      ),
      field(
        'tsNs',
        FieldType.string,
        lines.map(([time]) => time)
      ),
      field(
        'labelTypes',
        FieldType.other,
        lines.map(() => ({ service_name: 'I', detected_level: 'S' }))
      ),
    ],
  };
}

let opened = 0;

/** Opens a source on a data source that answers so. */
async function open(
  query: (request: Request) => Observable<unknown>,
  getResource: (path: string) => Promise<unknown> = resources
) {
  // What was found out about a data source is remembered by its uid.
  const uid = `logs-${++opened}`;
  setDataSourceSrv({
    get: () => Promise.resolve({ uid, query, getResource }),
  } as unknown as Parameters<typeof setDataSourceSrv>[0]);
  return openLoki(settings, []);
}

function resources(path: string): Promise<unknown> {
  const answers: Record<string, unknown> = {
    labels: { data: ['service_name'] },
    'index/volume': { data: { result: [{ metric: { service_name: 'cart' }, value: [0, '1'] }] } },
    detected_fields: { fields: [{ label: 'detected_level', parsers: null }] },
  };
  return Promise.resolve(answers[path] ?? {});
}

const done = (data: DataFrame[]) => of({ data, state: LoadingState.Done });

async function failureOf(answer: Promise<unknown>) {
  const error: unknown = await answer.then(
    () => undefined,
    (thrown: unknown) => thrown
  );
  expect(error).toBeInstanceOf(TelemetryError);
  return (error as TelemetryError).failure;
}

describe('a Loki', () => {
  it('is asked with documented fields only', async () => {
    const asked: Request[] = [];
    const source = await open((request) => {
      asked.push(request);
      return done([linesFrame('Lines0', [])]);
    });
    await source.lines({ ...QUESTION, limit: 100, order: 'oldest' }, SPAN);
    expect(asked.flatMap(({ targets }) => targets)).toEqual([
      { refId: 'Lines0', expr: '{service_name=~".+"}', queryType: 'range', maxLines: 101, direction: 'forward' },
    ]);
  });

  it('that allows fewer lines is asked for as many as it allows', async () => {
    const limits: Array<number | undefined> = [];
    const source = await open(({ targets: [target] }) => {
      limits.push(target?.maxLines);
      return (target?.maxLines ?? 0) > 1
        ? of({
            data: [],
            state: LoadingState.Error,
            errors: [
              {
                refId: 'Lines0',
                status: 400,
                message: 'max entries limit per query exceeded, limit > max_entries_limit_per_query (5000 > 1)',
              },
            ],
          })
        : done([linesFrame('Lines0', [['1700000000000000001', 'hello']])]);
    });
    const { lines, isCut } = await source.lines(QUESTION, SPAN);
    expect(limits).toEqual([5000, 1]);
    expect(lines.map(({ body, nanoseconds, time }) => [body, nanoseconds, time])).toEqual([
      ['hello', '1700000000000000001', 1700000000000.000001],
    ]);
    expect(isCut).toBe(true);
  });

  it('that refuses says so', async () => {
    const source = await open(() => of({ data: [], state: LoadingState.Error, error: { status: 403 } }));
    expect((await failureOf(source.lines(QUESTION, SPAN))).kind).toBe('forbidden');
  });

  it('whose labels cannot be had fails, and is looked at anew the next time', async () => {
    let isDown = true;
    const source = await open(
      () => done([linesFrame('Lines0', [])]),
      (path) => (isDown ? Promise.reject(new Error('connection refused')) : resources(path))
    );
    expect((await failureOf(source.lines(QUESTION, SPAN))).message).toBe('Shop logs cannot be reached');
    isDown = false;
    expect((await source.lines(QUESTION, SPAN)).lines).toEqual([]);
  });

  it('has no answer where Grafana was lost on the way, which looks like an empty one', async () => {
    let isLost = false;
    const source = await open(
      () => done([]),
      (path) => (isLost ? Promise.reject(new Error('Failed to fetch')) : resources(path))
    );
    expect((await failureOf(source.lines(QUESTION, SPAN))).message).toBe('Grafana did not respond');
    const count = () => source.count({ ...QUESTION, about: 'logCount', by: [], shape: 'total' }, SPAN);
    expect((await count()).counts).toEqual([]);
    isLost = true;
    expect((await failureOf(count())).message).toBe('Grafana did not respond');
  });

  it('is no longer asked when nobody wants to know', async () => {
    let isCancelled = false;
    const controller = new AbortController();
    const source = await open(
      () =>
        new Observable(() => {
          controller.abort();
          return () => {
            isCancelled = true;
          };
        })
    );
    await expect(source.lines(QUESTION, SPAN, controller.signal)).rejects.toHaveProperty('name', 'AbortError');
    expect(isCancelled).toBe(true);
  });

  it('says what it cannot be asked', async () => {
    const source = await open(() => done([]));
    const failure = await failureOf(
      source.lines({ ...QUESTION, where: [{ field: 'label:a-b', op: 'in', values: ['x'] }] }, SPAN)
    );
    expect(failure.kind).toBe('absent');
    expect(failure.message).toContain('a-b');
  });
});

describe('new lines', () => {
  const NOW = 1_700_000_000_000;
  const separator = '\u001f';

  beforeEach(() => {
    jest.spyOn(Date, 'now').mockReturnValue(NOW);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  /** Follows a selection, and plays Grafana's part. */
  async function follow(where: LogCondition[]) {
    const frames = new Subject<unknown>();
    const asked: Request[] = [];
    const source = await open((request) => {
      asked.push(request);
      return frames;
    });
    const lines: LogLine[] = [];
    const states: string[] = [];
    const controller = new AbortController();
    source.tail(
      { where, lines: [] },
      (more) => lines.push(...more),
      (state) => states.push(state),
      controller.signal
    );
    await new Promise((resolve) => setTimeout(resolve, 20));
    const [target] = asked[0]?.targets ?? [];
    const names = [...(target?.expr.matchAll(/\{\{\.(\w+)\}\}/g) ?? [])].map(([, name]) => name);
    const line = (milliseconds: number, body: string) =>
      [
        `${milliseconds}000001`,
        ...names.map((name) => (name === 'service_name' ? 'cart' : name === 'detected_level' ? 'error' : '')),
        body,
      ].join(separator);
    const send = (texts: string[]) =>
      frames.next({
        state: LoadingState.Streaming,
        data: [
          {
            refId: 'Tail0',
            length: texts.length,
            fields: [
              { name: 'Line', type: FieldType.string, config: {}, values: texts },
              { name: 'id', type: FieldType.string, config: {}, values: texts.map((text) => `Tail0_${text}`) },
            ],
          },
        ],
      });
    return { lines, states, names, isStreaming: asked[0]?.liveStreaming, line, send, frames, controller };
  }

  it('come once each, with the labels that Grafana leaves out', async () => {
    const { lines, states, names, isStreaming, line, send, frames, controller } = await follow([]);
    expect(isStreaming).toBe(true);
    expect(names.slice(0, 2)).toEqual(['service_name', 'detected_level']);
    const [old, first, second] = [line(NOW - 3_600_000, 'old'), line(NOW, 'first'), line(NOW + 5, `a${separator}b`)];
    send([old]);
    send([old, first]);
    send([old, first, second]);
    expect(lines.map(({ body, nanoseconds }) => [body, nanoseconds])).toEqual([
      ['first', `${NOW}000001`],
      [`a${separator}b`, `${NOW + 5}000001`],
    ]);
    expect(lines[0]).toMatchObject({ labels: { service_name: 'cart' }, metadata: { detected_level: 'error' } });
    expect(lines[0]?.reading).toMatchObject({ service: 'cart', level: 'error' });
    controller.abort();
    expect(frames.observed).toBe(false);
    expect(states).toEqual(['open', 'closed']);
  });

  it('are those of the trace that was asked for, not those that mention it', async () => {
    const [id, other] = ['0af7651916cd43dd8448eb211c80319c', '1bf7651916cd43dd8448eb211c80319d'];
    const { lines, line, send } = await follow([{ field: 'traceId', op: 'in', values: [id] }]);
    send([
      line(NOW, JSON.stringify({ msg: 'own', trace_id: id })),
      line(NOW + 1, JSON.stringify({ msg: `retry of ${id}`, trace_id: other })),
    ]);
    expect(lines.map(({ reading }) => reading.message)).toEqual(['own']);
  });
});
