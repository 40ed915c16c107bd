import { truthBetween } from '../../sample/truth';
import { SampleMode } from '../client/sampleMode';
import { fakeClient } from '../testing/fakeClient';
import { askWhatChanged } from './askWhatChanged';
import { type ChangesAnswer } from './question';

/*
 * The sample shop through the same ports as any data source: each kind of incident of every day, once, at a time after
 * all was calm. How often it is right altogether is what bench/causes.ts measures.
 */

const MINUTE = 60_000;
const LENGTH = 30 * MINUTE;
const START = Date.UTC(2026, 9, 5);
const TRUTHS = truthBetween(START, START + 10 * 24 * 60 * MINUTE);
const AFTER_CALM = TRUTHS.filter(({ from }, i) => from - (TRUTHS[i - 1]?.to ?? from) >= 45 * MINUTE);
const KINDS = [...new Set(TRUTHS.map(({ scenario }) => scenario))];

async function ask(from: number): Promise<ChangesAnswer[]> {
  const client = fakeClient({ settings: { load: async () => ({}) } }, { sampleMode: new SampleMode(true) });
  const answers: ChangesAnswer[] = [];
  await askWhatChanged(
    client,
    { before: { from: from - LENGTH, to: from }, during: { from, to: from + LENGTH } },
    {
      context: { metrics: '', logs: '', traces: '', environments: [] },
      onAnswer: (answer) => answers.push(answer),
    }
  );
  return answers;
}

it.each(KINDS)('names the cause first: %s', async (kind) => {
  const truth = AFTER_CALM.find(({ scenario }) => scenario === kind)!;
  const last = (await ask(truth.from - 5 * MINUTE)).at(-1)!;
  expect(Object.values(last.signals).map(({ state }) => state)).toEqual(['read', 'read', 'read']);
  expect(last.changed.verdict).toBe('causes');
  const [cause] = last.changed.causes;
  // What is outside is as right as who calls it.
  expect(cause?.isOutside ? cause.calledBy : cause?.service).toBe(truth.culprit.service);
});

it('says nothing of a quiet half hour', async () => {
  const { from } = AFTER_CALM.find((truth, i) => truth.from - (AFTER_CALM[i - 1]?.to ?? 0) >= 75 * MINUTE)!;
  const calm = TRUTHS.filter(({ to }) => to <= from).at(-1)?.to ?? START;
  const answers = await ask(Math.max(calm + LENGTH + MINUTE, from - LENGTH - MINUTE));
  expect(answers.map(({ changed, signals }) => [changed.verdict, signals.traces.state])).toEqual([
    ['nothing', 'unasked'],
  ]);
});
