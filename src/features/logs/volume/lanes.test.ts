import fc from 'fast-check';
import { type Level, LEVELS, type LogCount } from '../../../telemetry/questions/logs';
import { volumeOf } from './bars';
import { type Lane, LANE_GAP, volumeLanes } from './lanes';
import { peaksInWords } from './words';

const MINUTE = 60_000;
const count = (level: Level, ...values: number[]): LogCount => ({
  labels: { level },
  times: values.map((_, index) => index * MINUTE),
  values,
});
const lanesOf = (...counts: LogCount[]) => volumeLanes(volumeOf(counts), 100);
const heights = (lane: Lane | undefined, level: Level) =>
  lane?.boxes.filter((box) => box.level === level).map(({ height }) => Math.round(height * 10) / 10);

it.each<[what: string, counts: LogCount[], lanes: string[]]>([
  ['nothing', [], ['all']],
  ['calm lines', [count('info', 3)], ['all']],
  ['errors alone: their lane would say the same again', [count('error', 3)], ['all']],
  ['warnings alone', [count('warn', 3)], ['all']],
  ['errors and fatal ones alone', [count('error', 3), count('fatal', 1)], ['all']],
  ['errors among others', [count('error', 1), count('info', 3)], ['all', 'errors']],
  ['fatal ones among others', [count('fatal', 1), count('unknown', 3)], ['all', 'errors']],
  ['warnings among others', [count('warn', 1), count('debug', 3)], ['all', 'warnings']],
  ['errors and warnings', [count('error', 1), count('warn', 3)], ['all', 'errors', 'warnings']],
])('%s', (_, counts, lanes) => {
  expect(lanesOf(...counts).map(({ id }) => id)).toEqual(lanes);
});

it('lets an incident be seen among a thousand times as many lines', () => {
  const [all, errors] = lanesOf(count('info', 60_000, 60_000, 60_000), count('error', 2, 60, 2));
  // On the scale of all lines it is less than a pixel.
  expect(heights(all, 'error')).toEqual([0, 0.1, 0]);
  expect(errors?.highest).toBe(60);
  expect(heights(errors, 'error')).toEqual([2, 22, 2]);
});

it('shows few errors in proportion as soon as they are tall enough', () => {
  const [, errors] = lanesOf(count('info', 100, 100, 100), count('error', 5, 10, 0));
  expect(heights(errors, 'error')).toEqual([11, 22]);
});

it('stacks the gravest on the ground of each lane', () => {
  const [all, errors] = lanesOf(count('info', 5), count('error', 3), count('fatal', 2));
  expect(all?.boxes.map(({ level }) => level)).toEqual(['fatal', 'error', 'info']);
  expect(errors?.boxes.map(({ level }) => level)).toEqual(['fatal', 'error']);
  expect(errors?.boxes[0]?.top).toBeCloseTo(100 - (22 * 2) / 5);
  expect(errors?.boxes[1]?.top).toBeCloseTo(100 - 22);
});

it('keeps every lane to itself, whatever the counts are', () => {
  const counts = fc.array(fc.tuple(fc.constantFrom(...LEVELS), fc.array(fc.nat(1_000_000), { maxLength: 5 })));
  fc.assert(
    fc.property(counts, (all) => {
      const lanes = lanesOf(...all.map(([level, values]) => count(level, ...values)));
      const bottoms = lanes.map(({ top, height }) => top + height);
      expect(bottoms.at(-1)).toBe(100);
      expect(lanes.slice(1).every(({ top }, index) => top === (bottoms[index] ?? NaN) + LANE_GAP)).toBe(true);
      for (const { top, height, boxes } of lanes) {
        for (const box of boxes) {
          expect(box.top).toBeGreaterThanOrEqual(top - 0.001);
          expect(box.top + box.height).toBeLessThanOrEqual(top + height + 0.001);
        }
      }
    })
  );
});

it('says what each scale goes up to', () => {
  const lanes = lanesOf(count('info', 1200), count('error', 4), count('warn', 0, 12));
  expect(peaksInWords(lanes, MINUTE)).toBe('Lines per 1 min (peak 1,204) · errors (peak 4) · warnings (peak 12)');
  expect(peaksInWords(lanesOf(count('info', 20)), 500)).toBe('Lines per 500 ms (peak 20)');
});
