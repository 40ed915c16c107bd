import fc from 'fast-check';
import { indentOf, placeOf, ticksOf, weightOf } from './geometry';

describe('the indent', () => {
  it('grows with depth, always less, and leaves names their room', () => {
    const indents = Array.from({ length: 200 }, (_, depth) => indentOf(depth, 160));
    expect(indents[0]).toBe(0);
    expect(indents[1]).toBeGreaterThan(12);
    expect(indents[100]).toBeLessThanOrEqual(160);
    indents.slice(1).forEach((indent, i) => expect(indent).toBeGreaterThanOrEqual(indents[i] ?? 0));
  });
});

describe('the place in the window', () => {
  it.each([
    [
      { from: 10, to: 20 },
      { left: 10, width: 10, isCutLeft: false, isCutRight: false },
    ],
    [
      { from: -10, to: 20 },
      { left: 0, width: 20, isCutLeft: true, isCutRight: false },
    ],
    [
      { from: 90, to: 200 },
      { left: 90, width: 10, isCutLeft: false, isCutRight: true },
    ],
    [
      { from: 50, to: 50 },
      { left: 50, width: 0, isCutLeft: false, isCutRight: false },
    ],
    [{ from: 101, to: 110 }, undefined],
    [{ from: -9, to: -1 }, undefined],
  ])('of %p in 0 to 100 is %p', (stretch, place) => {
    expect(placeOf(stretch, { from: 0, to: 100 })).toEqual(place);
  });

  it('is nowhere in a window without length', () => {
    expect(placeOf({ from: 0, to: 0 }, { from: 0, to: 0 })).toBeUndefined();
  });

  it('lies within the window', () => {
    const time = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(time, time, time, time, (a, b, c, d) => {
        const place = placeOf(
          { from: Math.min(a, b), to: Math.max(a, b) },
          { from: Math.min(c, d), to: Math.max(c, d) }
        );
        expect(place === undefined || (place.left >= 0 && place.left + place.width <= 100.0001)).toBe(true);
      })
    );
  });
});

describe('ticks', () => {
  it.each([
    [{ from: 0, to: 690 }, [0, 200, 400, 600]],
    [{ from: 12.3, to: 13.1 }, [12.4, 12.6, 12.8, 13]],
    [{ from: 0, to: 0 }, []],
  ])('of %p are round', (window, ticks) => {
    expect(ticksOf(window, 5).map((tick) => Number(tick.toFixed(6)))).toEqual(ticks);
  });
});

it('weighs spans by their self time, and leaves all of them to be seen', () => {
  expect(weightOf(0, 100)).toBe(0.25);
  expect(weightOf(25, 100)).toBe(0.625);
  expect(weightOf(100, 100)).toBe(1);
  expect(weightOf(0, 0)).toBe(0.25);
});
