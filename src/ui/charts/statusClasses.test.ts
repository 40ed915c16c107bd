import { NOW, seriesFrame } from '../testing/frames';
import { sumByStatusClass } from './statusClasses';

const of = (status: string, ...values: Array<number | null>) => seriesFrame('byStatus', { status }, values);
const shown = (frames: ReturnType<typeof sumByStatusClass>) =>
  frames.map(({ fields }) => [fields[1]?.labels?.status, fields[1]?.values]);

it('adds up the codes of a class, server errors last', () => {
  const frames = [of('503', 1, 0), of('200', 5, 6), of('404', 2, 2), of('204', 1, 1), of('500', 1, 1)];
  expect(shown(sumByStatusClass(frames))).toEqual([
    ['2xx', [6, 7]],
    ['4xx', [2, 2]],
    ['5xx', [2, 1]],
  ]);
});

it('takes what has no value at a moment for nothing, unless nothing has one', () => {
  const frames = [of('200', 1, null, null), of('201', 2, 3, null), of('202', 4)];
  expect(shown(sumByStatusClass(frames))).toEqual([['2xx', [3, 3, 4]]]);
  expect(shown(sumByStatusClass([of('200', null), of('201', null)]))).toEqual([['2xx', [null]]]);
});

it('keeps moments in their order where one code begins later than another', () => {
  const [sum] = sumByStatusClass([of('201', 2), of('200', 1, 1)]);
  expect(sum?.fields[0]?.values).toEqual([NOW - 60_000, NOW]);
  expect(sum).toMatchObject({ refId: 'byStatus', length: 2 });
});

it('names a class in the legend, with the unit of its codes', () => {
  const frame = of('200', 1);
  frame.fields[1]!.config = { unit: 'reqps', displayNameFromDS: '200' };
  expect(sumByStatusClass([frame])[0]?.fields[1]?.config).toEqual({ unit: 'reqps', displayNameFromDS: '2xx' });
});

it('leaves classes that are measured as such, and what is no status code, as they are', () => {
  const compared = seriesFrame('rateCompared', {}, [9]);
  const frames = [compared, of('5xx', 1), of('2xx', 2), of('cancelled', 3)];
  const sums = sumByStatusClass(frames);
  expect(shown(sums)).toEqual([
    ['cancelled', [3]],
    ['2xx', [2]],
    ['5xx', [1]],
    [undefined, [9]],
  ]);
  expect(sums.at(-1)).toBe(compared);
});
