import { TelemetryError } from '../failure';
import { type AskChangesOptions, askWhatChanged } from './askWhatChanged';
import { type ChangesAnswer, type ChangesQuestion, type ChangesSignal } from './question';
import { BEFORE, DURING, type Fates, FakeWorld } from './testing/fakeWorld';

const QUESTION: ChangesQuestion = { before: BEFORE, during: DURING };
const CONTEXT = { metrics: '', logs: '', traces: '', environments: [] };
const SIGNALS: readonly ChangesSignal[] = ['metrics', 'traces', 'logs'];

const failed = { kind: 'failed' as const, message: 'It timed out', advice: 'Wait' };
const absent = { kind: 'absent' as const, message: 'No data source', advice: 'Add one' };
const throwing = (failure: typeof failed | typeof absent) => async () => {
  throw new TelemetryError(failure);
};

async function ask(
  world: FakeWorld,
  question: ChangesQuestion = QUESTION,
  options: Partial<AskChangesOptions> = {}
): Promise<ChangesAnswer[]> {
  const answers: ChangesAnswer[] = [];
  const onAnswer = (answer: ChangesAnswer) => answers.push(answer);
  await askWhatChanged(world.client(), question, { context: CONTEXT, onAnswer, ...options });
  return answers;
}

const statesOf = ({ signals }: ChangesAnswer) => SIGNALS.map((signal) => signals[signal].state).join(' ');
const causesOf = ({ changed }: ChangesAnswer) => changed.causes.map(({ service }) => service);

it('answers as soon as metrics are read, then with what traces and logs add, by four requests', async () => {
  const world = new FakeWorld();
  const answers = await ask(world);
  expect(statesOf(answers[0]!)).toBe('read waiting waiting');
  expect(statesOf(answers.at(-1)!)).toBe('read read read');
  expect(new Set(answers.map(statesOf)).size).toBe(answers.length);
  expect([...world.asked].sort()).toEqual(['logs', 'metrics', 'traces', 'traces']);
  // Who called whom is in traces alone: without, both are as bad.
  expect(causesOf(answers.at(-1)!)[0]).toBe('pay');
  expect(answers.at(-1)?.changed.causes[0]?.victims).toEqual(['shop']);
  expect(answers.at(-1)?.changed.changes.patterns.map(({ template }) => template)).toEqual(['no answer from bank <*>']);
  expect(answers.at(-1)?.one.times).toHaveLength(60);
});

it('looks at traces of when something was worse', async () => {
  const world = new FakeWorld();
  await ask(world);
  const [before, later] = world.spans;
  expect(before).toEqual(BEFORE);
  expect(later?.from).toBe(40 * 60_000);
  expect(later?.to).toBe(DURING.to);
});

describe('in a shop that was just set up', () => {
  const M = 60_000;

  it.each<[string, number, Pick<ChangesQuestion, 'before' | 'during'>]>([
    ['what there is of the earlier time', 20 * M, { before: { from: 20 * M, to: 30 * M }, during: DURING }],
    [
      'the first third of all, where there is nothing of the earlier time',
      31 * M,
      { before: { from: 31 * M, to: 40 * M }, during: { from: 40 * M, to: 60 * M } },
    ],
  ])('compares with %s', async (_, since, times) => {
    for (const depth of ['metrics', 'all'] as const) {
      const world = new FakeWorld(false, {}, since);
      const last = (await ask(world, QUESTION, { depth })).at(-1)!;
      expect(last.question).toEqual(times);
      expect(last.dataSince).toBe(since);
      expect(world.spans[0]).toEqual(times.before);
      // The shorter later time is looked at in shorter steps.
      expect(world.asked).toHaveLength(times.during === DURING ? 4 : 5);
      expect(causesOf(last)[0]).toBe('pay');
      expect(last.changed.changes.patterns).toMatchObject([{ before: 0, during: 60 }]);
    }
  });

  it('takes nothing for new while there is no past', async () => {
    const last = (await ask(new FakeWorld(false, {}, 55 * M), QUESTION, { depth: 'all' })).at(-1)!;
    expect(last.changed).toMatchObject({ verdict: 'no-past', causes: [] });
    expect(last.dataSince).toBeUndefined();
  });
});

it('costs one request where nothing changed', async () => {
  const world = new FakeWorld(true);
  const answers = await ask(world);
  expect(answers.map(statesOf)).toEqual(['read unasked unasked']);
  expect(answers[0]?.changed.verdict).toBe('nothing');
  expect(world.asked).toEqual(['metrics']);
});

it.each<[string, ChangesQuestion, Partial<AskChangesOptions>]>([
  ['everything is wanted', QUESTION, { depth: 'all' }],
  ['a symptom is asked about', { ...QUESTION, about: { service: 'shop', trouble: 'failures' } }, {}],
])('asks all of a quiet time where %s', async (_, question, options) => {
  const world = new FakeWorld(true);
  const answers = await ask(world, question, options);
  expect(statesOf(answers.at(-1)!)).toBe('read read read');
  expect(world.asked).toHaveLength(4);
});

describe.each<[string, typeof failed | typeof absent, unknown]>([
  ['is missing', absent, { state: 'missing' }],
  ['fails', failed, { state: 'failed', failure: failed }],
])('where a back end %s', (_, failure, state) => {
  it.each(SIGNALS)('the others answer without %s', async (signal) => {
    const answers = await ask(new FakeWorld(false, { [signal]: throwing(failure) }));
    const last = answers.at(-1)!;
    expect(last.signals[signal]).toEqual(state);
    expect(SIGNALS.filter((one) => last.signals[one].state === 'read')).toHaveLength(2);
    expect(new Set(answers.map(statesOf)).size).toBe(answers.length);
    expect(last.changed.verdict).not.toBe('nothing');
  });

  it.each(SIGNALS)('a quiet time is quiet by what there is without %s', async (signal) => {
    const last = (await ask(new FakeWorld(true, { [signal]: throwing(failure) }))).at(-1)!;
    expect(last.changed.verdict).toBe('nothing');
  });
});

it('says of all that failed that it did', async () => {
  const fates: Fates = { metrics: throwing(failed), traces: throwing(failed), logs: throwing(absent) };
  const answers = await ask(new FakeWorld(false, fates));
  expect(statesOf(answers.at(-1)!)).toBe('failed failed missing');
  expect(answers.at(-1)?.changed.verdict).toBe('nothing');
});

it('does not wait for metrics that take long', async () => {
  jest.useFakeTimers();
  let finish: () => void = () => undefined;
  const world = new FakeWorld(false, { metrics: () => new Promise((resolve) => (finish = resolve)) });
  const answers: ChangesAnswer[] = [];
  const onAnswer = (answer: ChangesAnswer) => answers.push(answer);
  const asking = askWhatChanged(world.client(), QUESTION, { context: CONTEXT, onAnswer });
  await jest.advanceTimersByTimeAsync(4000);
  expect(world.asked).toEqual(['metrics']);
  await jest.advanceTimersByTimeAsync(10_000);
  jest.useRealTimers();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(answers.map(statesOf).at(-1)).toBe('waiting read read');
  expect(world.spans.at(-1)).toEqual(DURING);
  finish();
  await asking;
  expect(answers.map(statesOf).at(-1)).toBe('read read read');
  expect(world.asked).toHaveLength(4);
});

it.each(SIGNALS)('answers nothing more once it is aborted while %s are asked', async (signal) => {
  const aborted = new AbortController();
  const world = new FakeWorld(false, {
    [signal]: () =>
      new Promise((_, reject) => aborted.signal.addEventListener('abort', () => reject(new Error('cancelled')))),
  });
  const answers: ChangesAnswer[] = [];
  const onAnswer = (answer: ChangesAnswer) => answers.push(answer);
  const asking = askWhatChanged(world.client(), QUESTION, { context: CONTEXT, onAnswer, signal: aborted.signal });
  const outcome = asking.catch((error: unknown) => error);
  await new Promise((resolve) => setTimeout(resolve, 500));
  const before = answers.length;
  aborted.abort('gone');
  await expect(outcome).resolves.toBe('gone');
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(answers).toHaveLength(before);
  expect(answers.every(({ signals }) => signals[signal].state === 'waiting')).toBe(true);
});

it('tells of a service and whom it calls, as far as that is known', async () => {
  const answers = await ask(new FakeWorld(), { ...QUESTION, service: 'pay' });
  const told = answers.flatMap(({ changed }) => changed.changes.series.map(({ entity }) => entity.service));
  expect(new Set(told)).toEqual(new Set(['pay']));
  const ofCaller = await ask(new FakeWorld(), { ...QUESTION, service: 'shop' });
  expect(causesOf(ofCaller[0]!)).toEqual(['shop']);
  expect(causesOf(ofCaller.at(-1)!)[0]).toBe('pay');
});
