import fc from 'fast-check';
import { type SpanExemplar } from '../../../telemetry/questions/traces';
import { type DurationGrid } from './grid';
import { pointsApart } from './points';

const ROW_BOUNDS = [0.1, 0.2, 0.4, 0.8];
/** Ten columns of a second, and three rows that are equally high on the logarithmic scale. */
const grid: DurationGrid = {
  columns: Array.from({ length: 10 }, (_, i) => ({ from: i * 1000, to: (i + 1) * 1000 })),
  rows: ROW_BOUNDS.slice(1).map((to, i) => ({ from: ROW_BOUNDS[i] ?? 0, to })),
  counts: [],
  failed: [],
  total: 0,
  totalFailed: 0,
  most: 0,
};
const exemplar = (traceId: string, time: number, duration: number): SpanExemplar => ({
  traceId,
  time,
  duration,
  labels: {},
});
const idsOf = (exemplars: SpanExemplar[]) => pointsApart(grid, exemplars).map((point) => point.exemplar.traceId);

it.each<[string, SpanExemplar[], string[]]>([
  ['nothing of nothing', [], []],
  ['the longer of two in one place', [exemplar('a', 500, 0.3), exemplar('b', 600, 0.35)], ['b']],
  ['both where they are a column apart', [exemplar('a', 500, 0.3), exemplar('b', 1501, 0.3)], ['a', 'b']],
  ['both where they are a row apart', [exemplar('a', 500, 0.15), exemplar('b', 500, 0.31)], ['b', 'a']],
  ['what is in time and durations of the grid', [exemplar('a', 500, 3), exemplar('b', -1, 0.3)], []],
])('shows %s', (_, exemplars, shown) => {
  expect(idsOf(exemplars)).toEqual(shown);
});

it('leaves no two over each other, and leaves out only what a longer one covers', () => {
  const near = (one: SpanExemplar, other: SpanExemplar) =>
    Math.abs(one.time - other.time) < 999.99 && Math.abs(Math.log2(one.duration / other.duration)) < 0.999;
  const duration = fc.double({ min: 0.1, max: 0.8, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 10_000 }), duration), { maxLength: 40 }), (places) => {
      const exemplars = places.map(([time, seconds], i) => exemplar(String(i), time, seconds));
      const shown = pointsApart(grid, exemplars).map((point) => point.exemplar);
      for (const one of shown) {
        expect(shown.filter((other) => other !== one && near(one, other))).toEqual([]);
      }
      for (const one of exemplars.filter(({ duration: seconds }) => seconds > 0.1 && seconds < 0.8)) {
        const isCovered = shown.some(
          (other) =>
            other.duration >= one.duration &&
            Math.abs(one.time - other.time) <= 1000.01 &&
            Math.abs(Math.log2(one.duration / other.duration)) <= 1.001
        );
        expect(isCovered).toBe(true);
      }
    })
  );
});
