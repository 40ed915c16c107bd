import fc from 'fast-check';
import { doMeet, stepFor, together, wholeSteps } from './steps';

const MINUTE = 60_000;
const span = (from: number, minutes: number) => ({ from, to: from + minutes * MINUTE });

it.each([
  ['half an hour against the one before', 30, 30, 60],
  ['an hour', 60, 60, 120],
  ['a quarter of an hour', 15, 15, 30],
  ['a few minutes, of which there are too few steps anyway', 3, 3, 15],
  ['a day', 1440, 1440, 1800],
  ['half an hour against a day: no more than 600 steps', 1440, 30, 240],
])('the step for %s', (_, earlier, later, seconds) => {
  expect(stepFor(span(0, earlier), span(earlier * MINUTE, later))).toBe(seconds * 1000);
});

it('has 30 to 60 steps of the later time, whatever is compared with it', () => {
  const minutes = fc.integer({ min: 8, max: 7 * 1440 });
  fc.assert(
    fc.property(minutes, (length) => {
      const steps = (length * MINUTE) / stepFor(span(0, length), span(0, length));
      expect(steps).toBeGreaterThanOrEqual(30);
      expect(steps).toBeLessThanOrEqual(64);
    })
  );
});

it('never has more than 600 steps', () => {
  const minutes = fc.integer({ min: 1, max: 1_000_000 });
  fc.assert(
    fc.property(minutes, minutes, (earlier, later) => {
      const step = stepFor(span(0, earlier), span(0, later));
      expect(((earlier + later) * MINUTE) / step).toBeLessThanOrEqual(601);
    })
  );
});

it('leaves out steps that are of both times, or of none', () => {
  const [before, during] = [
    { from: 10, to: 40 },
    { from: 40, to: 75 },
  ];
  // Ends of steps of 20: 0 to 20 begins before, 20 to 40 fits, 60 to 80 goes on after.
  expect(wholeSteps([80, 20, 40, 60, 60], 20, [before, during])).toEqual([20, 40]);
  expect(wholeSteps([45, 65], 20, [before, during])).toEqual([45]);
});

it('knows whether times meet', () => {
  expect(doMeet({ from: 0, to: 10 }, { from: 10, to: 20 })).toBe(true);
  expect(doMeet({ from: 10, to: 20 }, { from: 0, to: 10 })).toBe(true);
  expect(doMeet({ from: 0, to: 9 }, { from: 10, to: 20 })).toBe(false);
  expect(together({ from: 10, to: 20 }, { from: 0, to: 12 })).toEqual({ from: 0, to: 20 });
});
