/**
 * `@grafana/data` needs a window.
 * @jest-environment jsdom
 */
import fc from 'fast-check';
import {
  baselineName,
  baselineWhen,
  COMPARISON_PERIODS,
  comparedTimeSpan,
  type ComparisonPeriod,
  isComparisonPeriod,
  relativeChange,
} from './comparison';
import { propertyRuns } from '../telemetry/testing/propertyRuns';

const HOUR = 3600_000;

/** A moment by the wall clock of a place, whose distance from UTC is written out. */
const at = (text: string) => Date.parse(text);

describe('the compared span', () => {
  it('is none when there is no comparison', () => {
    expect(comparedTimeSpan({ from: 0, to: HOUR }, 'off', 'utc')).toBeUndefined();
  });

  it('of the previous period ends where the period begins', () => {
    const span = comparedTimeSpan({ from: 10 * HOUR, to: 13 * HOUR }, 'previous', 'Europe/Berlin');
    expect([span?.from, span?.to]).toEqual([7 * HOUR, 10 * HOUR]);
    expect(span?.toPresent(8 * HOUR)).toBe(11 * HOUR);
  });

  it.each([
    // Where nothing changes, a day is a day and a week is a week.
    ['UTC', 'yesterday', '2026-06-15T12:00Z', '2026-06-14T12:00Z'],
    ['UTC', 'last-week', '2026-06-15T12:00Z', '2026-06-08T12:00Z'],
    ['utc', 'yesterday', '2026-03-29T12:00Z', '2026-03-28T12:00Z'],
    // Spring in Berlin: 2:00 became 3:00 on 29 March.
    ['Europe/Berlin', 'yesterday', '2026-03-29T12:00+02:00', '2026-03-28T12:00+01:00'],
    ['Europe/Berlin', 'yesterday', '2026-03-30T12:00+02:00', '2026-03-29T12:00+02:00'],
    ['Europe/Berlin', 'last-week', '2026-04-04T12:00+02:00', '2026-03-28T12:00+01:00'],
    ['Europe/Berlin', 'yesterday', '2026-03-29T01:30+01:00', '2026-03-28T01:30+01:00'],
    // Autumn in Berlin: 3:00 became 2:00 on 25 October.
    ['Europe/Berlin', 'yesterday', '2026-10-25T12:00+01:00', '2026-10-24T12:00+02:00'],
    ['Europe/Berlin', 'last-week', '2026-10-31T12:00+01:00', '2026-10-24T12:00+02:00'],
    ['Europe/Berlin', 'yesterday', '2026-10-26T12:00+01:00', '2026-10-25T12:00+01:00'],
    // New York: 8 March and 1 November.
    ['America/New_York', 'yesterday', '2026-03-08T12:00-04:00', '2026-03-07T12:00-05:00'],
    ['America/New_York', 'last-week', '2026-03-09T09:00-04:00', '2026-03-02T09:00-05:00'],
    ['America/New_York', 'yesterday', '2026-11-01T12:00-05:00', '2026-10-31T12:00-04:00'],
    // Lord Howe Island moves its clocks by half an hour: 5 April and 4 October.
    ['Australia/Lord_Howe', 'yesterday', '2026-04-05T12:00+10:30', '2026-04-04T12:00+11:00'],
    ['Australia/Lord_Howe', 'yesterday', '2026-10-04T12:00+11:00', '2026-10-03T12:00+10:30'],
    ['Australia/Lord_Howe', 'last-week', '2026-10-06T08:15+11:00', '2026-09-29T08:15+10:30'],
  ] as const)('in %s, %s of %s, is %s', (zone, comparison, to, expected) => {
    const present = { from: at(to) - HOUR, to: at(to) };
    const compared = comparedTimeSpan(present, comparison, zone);
    expect(new Date(compared?.to ?? NaN).toISOString()).toBe(new Date(at(expected)).toISOString());
    expect(compared?.toPresent(compared.to)).toBe(present.to);
  });

  it('may be an hour longer or shorter than the period itself', () => {
    const lengthOf = (from: string, to: string) => {
      const compared = comparedTimeSpan({ from: at(from), to: at(to) }, 'yesterday', 'Europe/Berlin');
      return ((compared?.to ?? NaN) - (compared?.from ?? NaN)) / HOUR;
    };
    expect(lengthOf('2026-03-30T00:00+02:00', '2026-03-31T00:00+02:00')).toBe(23);
    expect(lengthOf('2026-10-26T00:00+01:00', '2026-10-27T00:00+01:00')).toBe(25);
    expect(lengthOf('2026-06-15T00:00+02:00', '2026-06-16T00:00+02:00')).toBe(24);
  });

  it('leads back to the present for every moment, unless the clock had it twice or never', () => {
    const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata');
    const moment = fc.integer({ min: at('2026-01-01T00:00Z'), max: at('2026-12-31T00:00Z') });
    const comparison = fc.constantFrom('previous', 'yesterday', 'last-week');
    fc.assert(
      fc.property(zone, moment, comparison, (place, to, chosen) => {
        const compared = comparedTimeSpan({ from: to - HOUR, to }, chosen, place);
        const back = compared?.toPresent(compared.to) ?? NaN;
        // Within such an hour it is off by what the clock was moved.
        const allowed = isNearClockChange(place, compared?.to ?? NaN) || isNearClockChange(place, to) ? HOUR : 0;
        expect(Math.abs(back - to)).toBeLessThanOrEqual(allowed);
      }),
      { numRuns: propertyRuns(500) }
    );
  });

  it('knows its names', () => {
    expect(COMPARISON_PERIODS.every(isComparisonPeriod)).toBe(true);
    expect(['', 'tomorrow', '${compare}'].some(isComparisonPeriod)).toBe(false);
  });
});

/** Whether the distance from UTC changes within an hour and a half, as the platform's own calendar says. */
function isNearClockChange(zone: string, time: number): boolean {
  const offset = (moment: number) => {
    const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(
      moment
    );
    return parts.find(({ type }) => type === 'timeZoneName')?.value;
  };
  return offset(time - 1.5 * HOUR) !== offset(time + 1.5 * HOUR);
}

describe('relative change', () => {
  it.each([
    [150, 100, 0.5],
    [50, 100, -0.5],
    [0, 100, -1],
    [100, 100, 0],
    [5, 0, Infinity],
    [0, 0, 0],
    [null, 100, undefined],
    [100, null, undefined],
    [undefined, undefined, undefined],
  ])('from %s, before %s, is %s', (now, before, change) => {
    expect(relativeChange(now, before)).toBe(change);
  });
});

describe('what is compared with, in words', () => {
  it.each<[ComparisonPeriod, seconds: number, name: string, when: string]>([
    ['off', 3600, 'previous hour', 'in the previous hour'],
    ['previous', 3600.001, 'previous hour', 'in the previous hour'],
    ['previous', 6 * 3600, 'previous 6 hours', 'in the previous 6 hours'],
    ['previous', 24 * 3600, 'previous day', 'in the previous day'],
    ['previous', 7 * 24 * 3600, 'previous 7 days', 'in the previous 7 days'],
    ['previous', 60, 'previous minute', 'in the previous minute'],
    ['previous', 90 * 60, 'previous 90 minutes', 'in the previous 90 minutes'],
    // Numbers that nobody reads as a length of time.
    ['previous', 121 * 60, 'previous period', 'in the previous period'],
    ['previous', 3601, 'previous period', 'in the previous period'],
    ['previous', 0, 'previous period', 'in the previous period'],
    ['yesterday', 3600, 'yesterday', 'yesterday'],
    ['last-week', 3600, 'last week', 'last week'],
  ])('is for %s of a range of %d s: %s', (comparison, seconds, name, when) => {
    expect(baselineName({ comparison, seconds })).toBe(name);
    expect(baselineWhen({ comparison, seconds })).toBe(when);
  });
});
