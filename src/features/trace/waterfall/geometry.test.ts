import fc from 'fast-check';
import { indentOf, placeOf, shifted, ticksOf, weightOf, zoomed } from './geometry';

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

describe('the part that is shown', () => {
  it.each<[string, [number, number], number, number, [number, number] | undefined]>([
    ['half of it, around the middle', [0, 100], 0.5, 50, [25, 75]],
    ['half of it, around a moment that stays where it is', [0, 100], 0.5, 20, [10, 60]],
    ['half of it at its end', [0, 100], 0.5, 100, [50, 100]],
    ['what is around a moment that is not to be seen: the near end stays', [20, 40], 0.5, 90, [30, 40]],
    ['twice as much', [40, 50], 2, 45, [35, 55]],
    ['twice as much at an end, as far as there is any', [0, 10], 2, 5, [0, 20]],
    ['all of it, which is no part', [0, 60], 2, 30, undefined],
  ])('is, zoomed: %s', (_, [from, to], factor, around, expected) => {
    expect(zoomed({ from, to }, 100, factor, around)).toEqual(expected && { from: expected[0], to: expected[1] });
  });

  it.each<[number, [number, number]]>([
    [0.5, [30, 50]],
    [-0.5, [10, 30]],
    [9, [80, 100]],
    [-9, [0, 20]],
  ])('moves by %d of itself, and stops at the ends', (by, [from, to]) => {
    expect(shifted({ from: 20, to: 40 }, 100, by)).toEqual({ from, to });
  });

  it('never gets so small that nothing is in it, and stays within the request', () => {
    const part = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      around: fc.nat(100),
      factor: fc.constantFrom(0.1, 0.5, 2),
    });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (steps) => {
        let window = { from: 0, to: 100 };
        for (const { at, around, factor } of steps) {
          window = shifted(zoomed(window, 100, factor, around) ?? { from: 0, to: 100 }, 100, at - 0.5);
          expect(window.from).toBeGreaterThanOrEqual(0);
          expect(window.to).toBeLessThanOrEqual(100 + 1e-9);
          expect(window.to - window.from).toBeGreaterThan(0.009);
        }
      })
    );
  });
});
