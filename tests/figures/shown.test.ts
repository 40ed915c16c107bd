import assert from 'node:assert/strict';
import { test } from 'node:test';
import { difference, parseShown } from './shown.ts';

const close = (actual: number | undefined, expected: number) =>
  assert.ok(Math.abs((actual ?? NaN) - expected) < 1e-12, `${actual} is not ${expected}`);

for (const [text, value, halfStep] of [
  ['12.4 req/s', 12.4, 0.05],
  ['1.23 K req/s', 1230, 5],
  ['14%', 0.14, 0.005],
  ['0.03%', 0.0003, 0.00005],
  ['41.2 ms', 0.0412, 0.00005],
  ['1.90 s', 1.9, 0.005],
  ['500 µs', 0.0005, 0.0000005],
  ['1,204', 1204, 0.5],
  ['30/min', 0.5, 1 / 120],
  ['12.4 K', 12400, 50],
  ['< 0.01%', 0.00005, 0.00005],
] as const) {
  test(`reads ${text}`, () => {
    const shown = parseShown(text);
    close(shown?.value, value);
    close(shown?.halfStep, halfStep);
  });
}

test('nothing known is no number, and nonsense is an error', () => {
  assert.equal(parseShown('unknown'), undefined);
  assert.equal(parseShown('–'), undefined);
  assert.throws(() => parseShown('12 parsecs'));
  assert.throws(() => parseShown('NaN req/s'));
});

test('rounding explains half a digit and no more', () => {
  assert.equal(difference({ value: 0.14, halfStep: 0.005 }, 0.1449), 0);
  assert.ok(difference({ value: 0.14, halfStep: 0.005 }, 0.155) > 0.05);
  assert.ok(difference({ value: 1, halfStep: 0.5 }, 0) > 1);
});
