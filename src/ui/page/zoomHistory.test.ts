import { dateTime, type RawTimeRange, type TimeRange } from '@grafana/data';
import { rangeName, zoomHistory } from './zoomHistory';

const NOW = dateTime('2026-03-02T12:00:00Z');
const at = (time: string) => dateTime(`2026-03-02T${time}Z`);

function fixed(from: string, to: string): TimeRange {
  const raw = { from: at(from), to: at(to) };
  return { ...raw, raw };
}

function lasting(minutes: number): TimeRange {
  const from = dateTime(NOW).subtract(minutes, 'minutes');
  return { from, to: NOW, raw: { from: `now-${minutes}m`, to: 'now' } };
}

function asText({ from, to }: TimeRange): TimeRange {
  return { from, to, raw: { from: from.toISOString(), to: to.toISOString() } };
}

const OTHER: RawTimeRange = { from: 'now-6h', to: 'now' };
const HOUR = lasting(60);
const PART = fixed('11:20:00', '11:40:00');
const SMALLER = fixed('11:25:00', '11:30:00');

it.each<[string, readonly RawTimeRange[], TimeRange, TimeRange, readonly RawTimeRange[]]>([
  ['a zoom remembers what it came from', [], HOUR, PART, [HOUR.raw]],
  ['a zoom within a zoom remembers both', [HOUR.raw], PART, SMALLER, [HOUR.raw, PART.raw]],
  ['one end may stay', [], PART, fixed('11:20:00', '11:30:00'), [PART.raw]],
  ['going back forgets the last', [HOUR.raw, PART.raw], SMALLER, PART, [HOUR.raw]],
  ['and the first', [HOUR.raw], PART, { ...lasting(60), to: at('12:00:10') }, []],
  ['a fixed range may be text', [], HOUR, asText(PART), [HOUR.raw]],
  ['and is the same as one that is none', [HOUR.raw, asText(PART).raw], SMALLER, PART, [HOUR.raw]],
  ['a refresh changes nothing', [HOUR.raw], HOUR, { ...HOUR, to: at('12:00:10') }, [HOUR.raw]],
  ['a shift is no zoom', [HOUR.raw], PART, fixed('11:10:00', '11:30:00'), []],
  ['a wider range is none', [OTHER], PART, fixed('11:10:00', '11:50:00'), []],
  ['a shorter range that goes along with the time is none', [], HOUR, lasting(5), []],
])('%s', (_, wider, before, after, expected) => {
  expect(zoomHistory(wider, before, after)).toEqual(expected);
});

it('keeps what it had where nothing changes', () => {
  const wider = [HOUR.raw];
  expect(zoomHistory(wider, PART, PART)).toBe(wider);
});

it('keeps twenty steps at the most', () => {
  const steps = Array.from({ length: 30 }, (_, minute) => fixed(`10:${minute + 10}:00`, '11:00:00'));
  const wider = steps
    .slice(1)
    .reduce<readonly RawTimeRange[]>((known, after, index) => zoomHistory(known, steps[index] ?? after, after), []);
  expect(wider).toEqual(steps.slice(9, 29).map(({ raw }) => raw));
});

it.each<[RawTimeRange, string, string]>([
  [{ from: 'now-1h', to: 'now' }, 'utc', 'Last 1 hour'],
  [PART.raw, 'utc', '11:20 – 11:40'],
  [PART.raw, 'Asia/Tokyo', '20:20 – 20:40'],
  [asText(PART).raw, 'utc', '11:20 – 11:40'],
  [fixed('14:30:00', '15:30:00').raw, 'Asia/Tokyo', '2026-03-02 23:30:00 to 2026-03-03 00:30:00'],
])('names a range: %j in %s', (range, timeZone, name) => {
  expect(rangeName(range, timeZone)).toBe(name);
});
