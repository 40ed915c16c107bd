import { type DataFrame, FieldType } from '@grafana/data';
import { seriesFrame } from '../testing/frames';
import { thinExemplars } from './exemplars';

const HOUR = { from: 0, to: 3_600_000 };

/** Exemplars a second apart, the value of each by its number. */
function exemplars(count: number, valueOf: (index: number) => number, first = 0): DataFrame {
  const rows = Array.from({ length: count }, (_, index) => first + index);
  return {
    refId: 'p95',
    name: 'exemplar',
    length: count,
    fields: [
      { name: 'Time', type: FieldType.time, config: {}, values: rows.map((row) => row * 1000) },
      { name: 'Value', type: FieldType.number, config: {}, values: rows.map(valueOf) },
      { name: 'trace_id', type: FieldType.string, config: {}, values: rows.map(String) },
    ],
  };
}
const idsOf = (frames: DataFrame[]) => frames.flatMap(({ fields }) => fields[2]?.values ?? []);

it('leaves all where there are few', () => {
  const few = exemplars(30, () => 1);
  expect(thinExemplars([few], HOUR)).toEqual([few]);
});

it('leaves 30 of very many, the slowest of each part of the range', () => {
  // One in each two minutes is slower than the others: that of second 50, 170, 290 and so on.
  const many = exemplars(3600, (row) => (row % 120 === 50 ? 2 : 1));
  const [thinned] = thinExemplars([many], HOUR);
  expect(thinned?.length).toBe(30);
  expect(idsOf([thinned!])).toEqual(Array.from({ length: 30 }, (_, part) => String(part * 120 + 50)));
  expect(thinned?.fields[0]?.values[0]).toBe(50_000);
  expect(thinned?.fields[1]?.values.every((value) => value === 2)).toBe(true);
});

it('counts those of several series together, and drops one of which none is left', () => {
  const slow = exemplars(20, () => 2);
  const fast = exemplars(20, () => 1);
  const late = exemplars(1, () => 1, 3_000);
  expect(idsOf(thinExemplars([fast, slow, late], HOUR))).toEqual(['0', '3000']);
});

it('takes those just outside of the range for its first and last', () => {
  const beyond = exemplars(40, () => 1, 3_590);
  expect(idsOf(thinExemplars([beyond], HOUR))).toEqual(['3590']);
});

it('leaves alone what is no exemplar', () => {
  const other = seriesFrame('p95', {}, [1]);
  expect(thinExemplars([other, exemplars(31, () => 1)], HOUR)[0]).toBe(other);
});
