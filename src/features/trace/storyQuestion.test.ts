import { hourAround, linesWindow, traceWindow } from './storyQuestion';

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 10, 18, 14);
const range = { from: NOW - 60 * MINUTE, to: NOW };
const trace = { from: NOW - 10 * MINUTE, length: 700 };

describe('where lines of a trace are looked for', () => {
  it('is wider than the trace by a quarter of an hour on each side', () => {
    expect(linesWindow({ range }, trace, false)).toEqual({
      from: trace.from - 15 * MINUTE,
      to: trace.from + 700 + 15 * MINUTE,
    });
  });

  it('is known before the trace is where a link says when it was, and stays the same when it comes', () => {
    const near = trace.from + 2000;
    const before = linesWindow({ range, near }, undefined, true);
    expect(before).toBeDefined();
    expect(linesWindow({ range, near }, trace, false)).toEqual(before);
    expect(before?.from).toBeLessThanOrEqual(trace.from - 15 * MINUTE);
    expect(before?.to).toBeGreaterThanOrEqual(trace.from + 700 + 15 * MINUTE);
  });

  it('follows the trace where the link was wrong', () => {
    expect(linesWindow({ range, near: 5 }, trace, false)?.from).toBe(trace.from - 15 * MINUTE);
  });

  it('waits for the trace where nothing is known, and is the range of the page where there is none', () => {
    expect(linesWindow({ range }, undefined, true)).toBeUndefined();
    expect(linesWindow({ range }, undefined, false)).toEqual({
      from: range.from - 15 * MINUTE,
      to: range.to + 15 * MINUTE,
    });
  });
});

it('looks for a trace near where a link says, else anywhere', () => {
  expect(traceWindow(undefined)).toBeUndefined();
  expect(traceWindow(NOW)).toEqual({ from: NOW - 30 * MINUTE, to: NOW + 30 * MINUTE });
});

it.each([
  ['long ago', NOW - 300 * MINUTE, NOW - 330 * MINUTE, NOW - 270 * MINUTE],
  ['a minute ago', NOW - MINUTE, NOW - 60 * MINUTE, NOW],
])('takes the hour around a request of %s, as far as it is over', (_, time, from, to) => {
  expect(hourAround(time, NOW)).toEqual({ from, to });
});
