import * as fc from 'fast-check';
import { propertyRuns } from '../telemetry/testing/propertyRuns';
import { firedAlerts, groupedMoments, mergedSpans, type SeenAlert } from './marks';

const STEP = 15;
const SPAN = { from: 0, to: 600 };
const seen = (times: number[], labels: Record<string, string> = {}, ruleUid?: string): SeenAlert => ({
  labels: { alertname: 'Fails', ...labels },
  times,
  ...(ruleUid !== undefined && { ruleUid }),
});
const steps = (from: number, to: number) => Array.from({ length: (to - from) / STEP }, (_, at) => from + at * STEP);
const shown = (alerts: SeenAlert[]) =>
  firedAlerts(alerts, SPAN, STEP).map(({ name, from, to, isCut, isOngoing }) => [name, from, to, isCut, isOngoing]);

it.each<[what: string, alerts: SeenAlert[], expected: unknown[]]>([
  ['an alert that began and ended', [seen(steps(150, 300))], [['Fails', 150, 300, false, false]]],
  ['one that fired already, and still does', [seen(steps(0, 615))], [['Fails', 0, 600, true, true]]],
  [
    'one that fired twice',
    [seen([...steps(60, 120), ...steps(300, 360)])],
    [
      ['Fails', 60, 120, false, false],
      ['Fails', 300, 360, false, false],
    ],
  ],
  [
    'two of the same rule, which are told apart',
    [seen(steps(60, 120), { job: 'a' }), seen(steps(90, 150), { job: 'b' })],
    [
      ['Fails', 60, 120, false, false],
      ['Fails', 90, 150, false, false],
    ],
  ],
  [
    'one whose state changed while it fired, as Grafana records it',
    [seen(steps(60, 120), {}, 'u'), seen(steps(120, 180), {}, 'u')],
    [['Fails', 60, 180, false, false]],
  ],
  ['nothing', [], []],
])('tells when alerts fired: %s', (_, alerts, expected) => {
  expect(shown(alerts)).toEqual(expected);
});

const spans = fc.array(
  fc.tuple(fc.nat(1000), fc.nat(200)).map(([from, length]) => ({ from, to: from + length })),
  { maxLength: 120 }
);

it('keeps each time in just one merged one, which do not touch, and are as many as there is room for', () => {
  fc.assert(
    fc.property(spans, fc.integer({ min: 1, max: 100 }), (all, close) => {
      const merged = mergedSpans(all, close);
      expect(merged.flatMap(({ of }) => of)).toHaveLength(all.length);
      merged.forEach(({ from, to, of }, at) => {
        expect([from, to]).toEqual([Math.min(...of.map((one) => one.from)), Math.max(...of.map((one) => one.to))]);
        expect(from - (merged[at - 1]?.to ?? -Infinity)).toBeGreaterThan(close);
      });
      expect(merged.length).toBeLessThanOrEqual(1 + 1000 / close);
    }),
    { numRuns: propertyRuns(300) }
  );
});

it('groups moments into spans that are no longer than can be told apart', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1000), { maxLength: 120 }), fc.integer({ min: 1, max: 100 }), (all, close) => {
      const groups = groupedMoments(all, (time) => time, close);
      expect(groups.flatMap(({ of }) => of)).toEqual([...all].sort((a, b) => a - b));
      expect(groups.every(({ from, to }) => to - from <= close)).toBe(true);
      expect(groups.length).toBeLessThanOrEqual(1 + 1000 / close);
    }),
    { numRuns: propertyRuns(300) }
  );
});
