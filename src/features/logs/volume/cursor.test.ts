import { type Cursor, cursorSpan, type Move, moveCursor } from './cursor';

// Steps of ten: the first and the last stand out of the chart.
const SPAN = { from: 5, to: 45 };
const STEP = 10;

it.each<[what: string, before: Cursor | undefined, move: Move, isExtending: boolean, after: [number, number]]>([
  ['the first key shows the latest step', undefined, -1, false, [40, 40]],
  ['also with Shift', undefined, 1, true, [40, 40]],
  ['or the first', undefined, 'first', false, [0, 0]],
  ['one step back', { start: 40, end: 40 }, -1, false, [30, 30]],
  ['not beyond the end', { start: 40, end: 40 }, 1, false, [40, 40]],
  ['not before the beginning', { start: 0, end: 0 }, -1, false, [0, 0]],
  ['Shift keeps where it began', { start: 40, end: 40 }, -1, true, [40, 30]],
  ['to the first, with Shift', { start: 30, end: 20 }, 'first', true, [30, 0]],
  ['without Shift it begins anew', { start: 40, end: 20 }, 1, false, [30, 30]],
  ['what the chart left behind is not gone back to', { start: -70, end: -80 }, 1, true, [0, 0]],
])('%s', (_, before, move, isExtending, [start, end]) => {
  expect(moveCursor(before, move, isExtending, SPAN, STEP)).toEqual({ start, end });
});

it('has a step where the span is shorter than one', () => {
  expect(moveCursor(undefined, 'last', false, { from: 12, to: 14 }, STEP)).toEqual({ start: 10, end: 10 });
});

it.each<[what: string, cursor: Cursor, span: { from: number; to: number } | undefined]>([
  ['one step', { start: 20, end: 20 }, { from: 20, to: 30 }],
  ['steps either way', { start: 30, end: 10 }, { from: 10, to: 40 }],
  ['no more than the chart is about', { start: 0, end: 40 }, SPAN],
  ['nothing of what went out of the chart', { start: -20, end: -20 }, undefined],
])('chooses %s', (_, cursor, span) => {
  expect(cursorSpan(cursor, SPAN, STEP)).toEqual(span);
});
