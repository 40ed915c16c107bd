import { type FoundTrace, type TraceSearchQuestion } from '../../../telemetry/questions/traces';
import { askSlowest } from './askSlowest';

const SPAN = { from: 0, to: 3_600_000 };

/** A source that holds requests by their duration in milliseconds, the latest last, and finds the latest first. */
function holding(durations: readonly number[]) {
  const asked: TraceSearchQuestion[] = [];
  const all = durations.map((duration, index): FoundTrace => ({
    traceId: String(index),
    rootService: 'payments',
    rootName: 'POST /charges',
    start: index,
    duration,
  }));
  const search = (question: TraceSearchQuestion) => {
    asked.push(question);
    const from = question.where.flatMap((one) => (one.op === 'between' ? [one.from ?? 0] : []))[0] ?? 0;
    const meant = all.filter(({ duration }) => duration / 1000 >= from).reverse();
    const { limit } = question;
    return Promise.resolve({ traces: meant.slice(0, limit), isCut: meant.length >= limit, sent: [] });
  };
  return { asked, search };
}

const shown = async (source: ReturnType<typeof holding>) => {
  const { traces, isPartial } = await askSlowest(source, 'payments', SPAN);
  return { durations: traces.map(({ duration }) => duration), isPartial };
};

it('asks once where one search finds all there are', async () => {
  const source = holding([30, 10, 50, 20, 40, 60]);
  expect(await shown(source)).toEqual({ durations: [60, 50, 40, 30, 20], isPartial: false });
  expect(source.asked).toHaveLength(1);
  expect(source.asked[0]).toMatchObject({ spans: 'requests', where: [{ field: 'service', values: ['payments'] }] });
});

it('finds the slowest of all though the latest are others', async () => {
  const old = [900, 800, 700, 600, 500];
  const source = holding([...old, ...Array.from({ length: 5000 }, (_, index) => index % 90)]);
  expect(await shown(source)).toEqual({ durations: old, isPartial: false });
  expect(source.asked.map(({ limit }) => limit)).toEqual([200, 500]);
});

it('looks a third time where even the slow ones are many', async () => {
  const old = [900, 800, 700, 600, 500];
  const source = holding([...old, ...Array.from({ length: 90_000 }, (_, index) => (index * 7919) % 499)]);
  expect(await shown(source)).toEqual({ durations: old, isPartial: false });
  expect(source.asked).toHaveLength(3);
});

it('says so where a slower one may be among those that were not looked at', async () => {
  const source = holding([900, ...new Array<number>(1000).fill(70)]);
  expect(await shown(source)).toEqual({ durations: [70, 70, 70, 70, 70], isPartial: true });
});

it.each([[[]], [new Array<number>(300).fill(0)]])('fails on nothing that takes no time', async (durations) => {
  expect((await shown(holding(durations))).durations).toEqual(durations.slice(0, 5));
});
