import fc from 'fast-check';
import { costSpan, isCutShort } from './costSpan';

const MINUTE = 60_000;

it.each([
  ['an hour', 60, 60],
  ['a minute', 1, 5],
  ['a week', 7 * 24 * 60, 24 * 60],
])('of %s is whole minutes', (_, asked, counted) => {
  const to = Date.parse('2026-01-15T11:02:03Z');
  const span = costSpan({ from: to - asked * MINUTE, to });
  expect(new Date(span.to).toISOString()).toBe('2026-01-15T11:00:00.000Z');
  expect((span.to - span.from) / MINUTE).toBe(counted);
});

it('stays the same while the page refreshes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 299 }), (seconds) => {
      const to = Date.parse('2026-01-15T11:00:00Z') + seconds * 1000;
      expect(costSpan({ from: to - 60 * MINUTE, to })).toEqual({
        from: Date.parse('2026-01-15T10:00:00Z'),
        to: Date.parse('2026-01-15T11:00:00Z'),
      });
    })
  );
});

it('says where it is not all of the time range', () => {
  const span = (hours: number) => ({ from: 0, to: hours * 60 * MINUTE });
  expect([1, 24, 25].map((hours) => isCutShort(span(hours)))).toEqual([false, false, true]);
});
