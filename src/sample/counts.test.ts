import fc from 'fast-check';
import { propertyRuns } from '../telemetry/testing/propertyRuns';
import { Counts } from './counts';
import { SampleShop } from './shop';
import { type Stream } from './streams';
import { toBucket } from './time';

const shop = new SampleShop();
const EPOCH = toBucket(Date.UTC(2026, 10, 16));
const WEEK = 40_320;

const aStream = fc.nat(shop.streams.length - 1).map((id) => shop.streams[id] as Stream);
/** Anywhere in half a year, up to two weeks long. */
const aRange = fc
  .tuple(fc.integer({ min: -WEEK * 12, max: WEEK * 12 }), fc.integer({ min: 1, max: WEEK * 2 }))
  .map(([late, length]) => ({ from: EPOCH + late, to: EPOCH + late + length }));

const sum = (numbers: Iterable<number>) => [...numbers].reduce((a, b) => a + b, 0);
const inAll = (stream: Stream, { from, to }: { from: number; to: number }) =>
  sum(shop.counts.over({ from, to, step: to - from })(stream));

it('adds up to the whole, however a range is cut', () => {
  fc.assert(
    fc.property(
      aStream,
      aRange,
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 }),
      (stream, range, at) => {
        const length = range.to - range.from;
        const cuts = [...new Set([0, ...at.map((part) => Math.floor(part * length)), length])].sort((a, b) => a - b);
        const parts = cuts
          .slice(1)
          .map((cut, i) => inAll(stream, { from: range.from + cuts[i]!, to: range.from + cut }));
        expect(sum(parts)).toBe(inAll(stream, range));
      }
    ),
    { numRuns: propertyRuns(150) }
  );
});

it('has in each step what that step has by itself', () => {
  fc.assert(
    fc.property(aStream, aRange, fc.integer({ min: 1, max: 3000 }), (stream, { from, to }, step) => {
      const counts = shop.counts.over({ from, to, step })(stream);
      const picked = Math.floor(counts.length / 2);
      const start = from + picked * step;
      expect(counts[picked]).toBe(inAll(stream, { from: start, to: Math.min(start + step, to) }));
      expect(sum(counts)).toBe(inAll(stream, { from, to }));
    }),
    { numRuns: 100 }
  );
});

it('looks at a part of a range in the steps of the whole', () => {
  fc.assert(
    fc.property(aStream, fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 400 }), (stream, step, cut) => {
      const range = { from: EPOCH, to: EPOCH + 400, step };
      const left = shop.counts.over({ ...range, part: { from: EPOCH, to: EPOCH + cut } })(stream);
      const right = shop.counts.over({ ...range, part: { from: EPOCH + cut, to: EPOCH + 400 } })(stream);
      const whole = shop.counts.over(range)(stream);
      expect(whole.map((_, i) => left[i]! + right[i]!)).toEqual(whole);
    }),
    { numRuns: 60 }
  );
});

it('is the same shop for everybody, in whatever order one looks', () => {
  const range = { from: EPOCH, to: EPOCH + 240, step: 4 };
  const other = new SampleShop(shop.seed);
  other.counts.over({ from: EPOCH - WEEK, to: EPOCH, step: 720 })(other.streams[5] as Stream);
  for (const stream of [...other.streams].reverse()) {
    expect(other.counts.over(range)(stream)).toEqual(shop.counts.over(range)(shop.streams[stream.id] as Stream));
  }
});

it('is another shop with another seed', () => {
  const range = { from: EPOCH, to: EPOCH + 240, step: 240 };
  const other = new SampleShop(shop.seed + 1);
  const all = (one: SampleShop) => one.streams.map((stream) => one.counts.over(range)(stream)[0]);
  expect(all(other)).not.toEqual(all(shop));
});

it('forgets ranges that nobody has looked at for long, and finds the same again', () => {
  const counts = new Counts();
  const stream = shop.streams[0] as Stream;
  const look = (from: number) => counts.over({ from, to: from + 100, step: 10 })(stream);
  const first = look(EPOCH);
  for (let i = 1; i <= 20; i++) {
    look(EPOCH + i);
  }
  const again = look(EPOCH);
  expect(again).not.toBe(first);
  expect(again).toEqual(first);
  expect(look(EPOCH)).toBe(again);
});

it('has as many requests as its rates say, by evening more than by night', () => {
  const prod = shop.streams.filter(({ site }) => site.environment === 'production');
  const count = (from: number, hours: number) =>
    prod.reduce((all, stream) => all + inAll(stream, { from, to: from + hours * 240 }), 0);
  const rate = new Set(prod.map(({ journey }) => journey));
  const expected = sum([...rate].map((journey) => journey.rate)) * 7 * 86_400;
  expect(count(EPOCH, 168) / expected).toBeCloseTo(1, 1);
  expect(count(EPOCH + 19 * 240, 1)).toBeGreaterThan(2 * count(EPOCH + 6 * 240, 1));
});
