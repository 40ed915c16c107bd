import { type FixedMark } from './errorMark';
import { isStillIgnored, regressionOf } from './regression';
import { AT, errorOf, FIXED, HOUR } from './testing/marked';

it.each<[what: string, mark: Partial<FixedMark>, versions: string[], expected: ReturnType<typeof regressionOf>]>([
  ['in an earlier version', { version: '2.47.3' }, ['2.47.2', '2.47.2'], { isBack: false }],
  ['in that version', { version: '2.47.3' }, ['v2.47.3'], back('v2.47.3', '2.47.3')],
  ['in a later one', { version: '2.47.3' }, ['2.47.2', '2.48.0', '2.49.0'], back('2.48.0', '2.47.3')],
  ['in a pre-release of it', { version: '2.48.0' }, ['2.48.0-rc.1'], { isBack: false }],
  ['in a hash that wrote it before', { version: 'c3', seenIn: ['a1', 'b2'] }, ['b2'], { isBack: false }],
  ['in a hash that came after', { version: 'c3', seenIn: ['a1', 'b2'] }, ['b2', 'd4'], back('d4', 'c3')],
  ['in the hash of the fix', { version: 'c3', seenIn: ['c3'] }, ['c3'], back('c3', 'c3')],
  ['after the time, in no version', { version: '2.47.3' }, ['', ''], { isBack: true, by: 'time' }],
  ['before the time, in no version', { version: '2.47.3' }, [''], { isBack: false }],
  ['after the time of a mark without version', {}, ['1.0', '1.0'], { isBack: true, by: 'time' }],
  ['before the time of a mark without version', {}, ['1.0'], { isBack: false }],
])('an error that is seen %s', (_, mark, versions, expected) => {
  expect(regressionOf({ ...FIXED, ...mark }, errorOf(...versions))).toEqual(expected);
});

function back(version: string, fixedIn: string) {
  return { isBack: true as const, by: 'version' as const, version, fixedIn };
}

it.each<[bounds: { until?: string; above?: number }, most: number, hours: number, is: boolean]>([
  [{}, 1e6, 1e6, true],
  [{ until: '2026-01-15T14:00:00Z' }, 1e6, 1, true],
  [{ until: '2026-01-15T14:00:00Z' }, 0, 2, false],
  [{ above: 10 }, 10, 1e6, true],
  [{ above: 10 }, 11, 0, false],
  [{ above: 10, until: '2026-01-15T14:00:00Z' }, 9, 3, false],
])('ignored by %j, with %d in an hour after %d hours: %s', (bounds, most, hours, is) => {
  const mark = { ...FIXED, as: 'ignored' as const, ...bounds };
  expect(isStillIgnored(mark, most, Date.parse(AT) + hours * HOUR)).toBe(is);
});
