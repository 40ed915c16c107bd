import { type TimeSpan } from '../../telemetry/timeSpan';
import { chartSpan, comparedTimes } from './comparedTimes';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOON = Date.parse('2026-03-10T12:00:00Z');
const range = { from: NOON, to: NOON + HOUR };
const CHOSEN = { from: NOON - 5 * HOUR, to: NOON - 4 * HOUR };

it.each([
  ['previous', { from: NOON - HOUR, to: NOON }],
  ['yesterday', { from: NOON - DAY, to: NOON - DAY + HOUR }],
  ['last-week', { from: NOON - 7 * DAY, to: NOON - 7 * DAY + HOUR }],
] as const)('compares the time range with %s', (baseline, before) => {
  expect(comparedTimes({ baseline }, range, 'utc')).toEqual({ during: range, before, fit: 'whole' });
});

it('keeps the clock across a change of summer time', () => {
  const monday = Date.parse('2026-03-30T10:00:00Z');
  const { before } = comparedTimes({ baseline: 'yesterday' }, { from: monday, to: monday + HOUR }, 'Europe/Berlin');
  expect(before.from).toBe(monday - DAY);
  const sunday = Date.parse('2026-03-29T10:00:00Z');
  const later = comparedTimes({ baseline: 'yesterday' }, { from: sunday, to: sunday + HOUR }, 'Europe/Berlin');
  expect(later.before.from).toBe(sunday - DAY + HOUR);
});

it('takes times that were chosen, however long the range is', () => {
  const { before, during } = comparedTimes(
    { baseline: 'yesterday', before: CHOSEN, during: range },
    { from: NOON - DAY, to: NOON + DAY },
    'utc'
  );
  expect([before, during]).toEqual([CHOSEN, range]);
  expect(comparedTimes({ baseline: 'previous' }, { from: NOON, to: NOON + DAY }, 'utc').during).toEqual({
    from: NOON,
    to: NOON + DAY,
  });
});

it('draws the time range with as long before it, and both times where they are close', () => {
  const base = { from: NOON - HOUR, to: NOON + HOUR };
  const chart = (before: TimeSpan, during = range) => chartSpan({ before, during }, range);
  expect(chart({ from: NOON - HOUR, to: NOON })).toEqual(base);
  expect(chart({ from: NOON, to: NOON + HOUR / 4 }, { from: NOON + HOUR / 2, to: NOON + HOUR })).toEqual(base);
  expect(chart({ from: NOON - 2 * HOUR, to: NOON - HOUR })).toEqual({ from: NOON - 2 * HOUR, to: NOON + HOUR });
  expect(chart({ from: NOON - DAY, to: NOON - DAY + HOUR })).toEqual(base);
});
