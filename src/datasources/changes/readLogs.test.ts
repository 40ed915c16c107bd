import fc from 'fast-check';
import { minePatterns } from '../../analysis/patterns/miner';
import { type Level, type LogLine } from '../../telemetry/questions/logs';
import { BUCKETS, inBuckets, linesByService, linesReadOf, patternsOf } from './readLogs';

const TIMES = { before: { from: 0, to: 100 }, during: { from: 100, to: 200 } };

function line(time: number, message: string, service?: string, level: Level = 'error'): LogLine {
  return {
    id: `${time} ${message}`,
    time,
    nanoseconds: `${time}000000`,
    body: message,
    labels: {},
    metadata: {},
    reading: { format: 'text', level, message, service, fields: {} },
  };
}

const ends = (lines: LogLine[], isCut = false) => ({
  oldest: [...lines].sort((a, b) => a.time - b.time),
  newest: [...lines].sort((a, b) => b.time - a.time),
  isCut,
  sent: [],
});

it('sorts lines by service and time, each once; of nobody are those of no service', () => {
  const lines = [line(10, 'x', 'a'), line(150, 'y', 'a'), line(99, 'z', 'b'), line(250, 'w', 'b'), line(20, 'v')];
  const sorted = linesByService(ends(lines), TIMES);
  expect(
    sorted.map(({ service, before, during }) => [
      service,
      before.map(({ body }) => body),
      during.map(({ body }) => body),
    ])
  ).toEqual([
    ['a', ['x'], ['y']],
    ['b', ['z'], []],
  ]);
});

it('counts a pattern at both times, whatever the times are', () => {
  const at = (time: number, count: number, level: Level) =>
    Array.from({ length: count }, (_, i) => line(time + i, `no answer from 10.0.0.${i + time}`, 'pay', level));
  const [pay] = linesByService(ends([...at(5, 3, 'warn'), ...at(120, 7, 'fatal')]), TIMES);
  expect(pay && patternsOf('payments', minePatterns(inBuckets(pay), BUCKETS))).toEqual([
    { service: 'payments', template: expect.stringContaining('no answer from'), level: 'error', before: 3, during: 7 },
  ]);
});

it('says how much of each time was read where lines are cut', () => {
  const [early, late] = [
    [line(1, 'a', 's'), line(40, 'b', 's')],
    [line(199, 'c', 's'), line(170, 'd', 's')],
  ];
  expect(linesReadOf({ oldest: early, newest: late, isCut: false, sent: [] }, TIMES)).toBeUndefined();
  expect(linesReadOf({ oldest: early, newest: late, isCut: true, sent: [] }, TIMES)).toEqual({
    before: 40,
    during: 30,
  });
  const reaching = [line(199, 'c', 's'), line(60, 'd', 's')];
  expect(linesReadOf({ oldest: early, newest: reaching, isCut: true, sent: [] }, TIMES)).toEqual({
    before: 80,
    during: 100,
  });
  expect(linesReadOf({ oldest: [], newest: [], isCut: true, sent: [] }, TIMES)).toEqual({ before: 0, during: 0 });
});

it('never says that more was read than there is', () => {
  const times = fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 8 });
  fc.assert(
    fc.property(times, times, (first, last) => {
      const [oldest, newest] = [first, last].map((some) => some.map((time) => line(time, 'x', 's')));
      const read = linesReadOf(
        {
          oldest: (oldest ?? []).sort((a, b) => a.time - b.time),
          newest: (newest ?? []).sort((a, b) => b.time - a.time),
          isCut: true,
          sent: [],
        },
        TIMES
      );
      expect(read?.before).toBeLessThanOrEqual(100);
      expect(read?.during).toBeLessThanOrEqual(100);
      expect(Math.min(read?.before ?? -1, read?.during ?? -1)).toBeGreaterThanOrEqual(0);
    })
  );
});
