import { type ErrorMark } from '../../analysis/errors/errorMark';
import { countByStatus, type StatusReason } from '../../analysis/errors/errorStatus';
import { type ErrorStatus } from '../../analysis/errors/statuses';
import { logLines } from '../logLines/testing/lines';
import { errorsInWords, markInWords, missingInWords, reasonInWords, urgentInWords } from './statusWords';

const AT = Date.UTC(2026, 0, 15, 12);
const HOUR = 3_600_000;
const WORDING = { timeZone: 'utc', from: AT };

it.each<[StatusReason | undefined, string]>([
  [undefined, ''],
  [{ rule: 'seen', lastSeen: AT }, ''],
  [{ rule: 'version', version: '2.48.0', fixedIn: '2.47.3' }, 'Back in 2.48.0, was fixed in 2.47.3'],
  [{ rule: 'time', fixedAt: AT }, 'Seen after it was marked as fixed at Jan 15 12:00'],
  [
    { rule: 'time', fixedAt: AT, fixedIn: '2.47.3' },
    'Seen after it was marked as fixed in 2.47.3 at Jan 15 12:00; its log lines have no version',
  ],
  [{ rule: 'notSince', fixedAt: AT, fixedIn: '2.47.3' }, 'Fixed in 2.47.3, not seen in it'],
  [{ rule: 'notSince', fixedAt: AT }, 'Not seen after it was marked as fixed at Jan 15 12:00'],
  [{ rule: 'fixedLater', fixedAt: AT }, 'Marked as fixed at Jan 15 12:00, after this time range'],
  [
    { rule: 'fixedLater', fixedAt: AT, fixedIn: '2.47.3' },
    'Marked as fixed in 2.47.3 at Jan 15 12:00, after this time range',
  ],
  [{ rule: 'ignored' }, ''],
  [{ rule: 'ignored', until: AT }, 'Ignored until Jan 15 12:00'],
  [{ rule: 'ignored', above: 1200 }, 'Ignored until more than 1,200 an hour'],
  [{ rule: 'ignored', above: 0, until: AT }, 'Ignored until Jan 15 12:00, or until more than 0 an hour'],
  [{ rule: 'notSeen', since: AT - 7 * 24 * HOUR }, 'Not seen in the 7 days before'],
  [{ rule: 'notSeen', since: AT - 47 * HOUR }, 'Not seen in the 47 hours before'],
  [{ rule: 'notSeen', since: AT - 1.99 * HOUR }, 'Not seen in the 119 minutes before'],
  [
    { rule: 'grew', from: AT + HOUR / 2, to: AT + HOUR, rate: 120.4, before: 9.6 },
    '120 an hour from Jan 15 12:30 to Jan 15 13:00, was 9.6',
  ],
  [
    { rule: 'grew', from: AT, to: AT + HOUR, rate: 0.238, before: 0 },
    '0.24 an hour from Jan 15 12:00 to Jan 15 13:00, was 0',
  ],
])('the reason %j is %j', (reason, words) => {
  expect(reasonInWords(reason, WORDING)).toBe(words);
});

it.each<[ErrorStatus | undefined, isFurtherBack: boolean, words: string]>([
  [undefined, true, 'Status not available: Loki timed out'],
  [undefined, false, 'Status not available: Loki timed out'],
  ['new', true, 'Not searched further back: Loki timed out'],
  ['new', false, ''],
  ['ongoing', true, ''],
])('of an error that is %s it says what is missing', (status, isFurtherBack, words) => {
  expect(missingInWords({ status }, { message: 'Loki timed out', isFurtherBack })).toBe(words);
  expect(missingInWords({ status }, undefined)).toBe('');
});

it('says who marked an error, where that is known', () => {
  const mark: ErrorMark = { as: 'ignored', error: 'e', service: '', title: '', at: '2026-01-15T12:00:00Z' };
  expect(markInWords(mark, WORDING)).toBe('Marked at Jan 15 12:00');
  expect(markInWords({ ...mark, by: 'otto' }, WORDING)).toBe('Marked by otto at Jan 15 12:00');
});

it('says how many are back and new', () => {
  const counts = { ...countByStatus([]), back: 1, new: 2 };
  expect(urgentInWords(counts, true)).toBe('1 back · 2 new');
  expect(urgentInWords(counts, false)).toBe('1 back');
  expect(urgentInWords(countByStatus([]), true)).toBe('0 new');
});

it('says how many errors there are, in how many lines', () => {
  expect(errorsInWords(2, { lines: logLines(3), isCut: false })).toBe(
    '2 distinct errors · 3 error and fatal log lines'
  );
  expect(errorsInWords(1, { lines: logLines(1), isCut: true })).toBe('1 error · newest 1 error and fatal log line');
});
