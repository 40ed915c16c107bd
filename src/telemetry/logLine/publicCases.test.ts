import { minePatterns } from '../../analysis/patterns/miner';
import { groupErrors } from '../../analysis/errors/errorGroups';
import { type LogLine } from '../questions/logs';
import { KINDS } from './corpus/kinds.data';
import { parseLogLine } from './parseLogLine';

describe.each(Object.entries(KINDS))('%s', (_, lines) => {
  it.each(lines.map((line) => [line.from, line] as const))('%s', (__, { body, metadata, reading, without = [] }) => {
    const found = parseLogLine(body, {}, metadata ?? {});
    expect(found).toMatchObject(reading);
    expect(without.filter((name) => found[name] !== undefined)).toEqual([]);
  });
});

it('has neighbours for every kind', () => {
  expect(Object.entries(KINDS).filter(([, lines]) => lines.length < 4)).toEqual([]);
});

const lineOf = (body: string, time: number): LogLine => ({
  id: String(time),
  time,
  nanoseconds: `${time}000000`,
  body,
  labels: {},
  metadata: {},
  reading: parseLogLine(body, {}, {}),
});

it('finds as many patterns in access lines of JSON as there are kinds of requests', () => {
  const requests = ['GET /cart HTTP/2.0', 'POST /api/ds/query?ds_type=loki HTTP/2.0', 'DELETE /cart/17 HTTP/1.1'];
  const lines = Array.from({ length: 200 }, (_, i) =>
    lineOf(JSON.stringify({ req_id: `af2d87f86957d${i}`, request: requests[i % 3], request_time: i / 1000 }), i)
  );
  const patterns = minePatterns(
    lines.map(({ body, time, reading }) => ({ body, time, message: reading.message, level: reading.level })),
    { buckets: 10 }
  );
  expect(patterns).toHaveLength(3);
});

it('groups what PHP threw by its type, under what it says', () => {
  const thrown = (type: string, message: string, file: string) =>
    `[06-Dec-2024 10:30:15 UTC] PHP Fatal error:  Uncaught ${type}: ${message} in /app/${file}.php:3\nStack trace:\n#0 /app/${file}.php(7): ${file}()\n#1 {main}\n  thrown in /app/${file}.php on line 3`;
  const lines = [thrown('Exception', 'no stock', 'cart'), thrown('TypeError', 'must be int', 'pay')];
  const groups = groupErrors(lines.map(lineOf), { from: 0, to: 10 }, 1);
  expect(groups.map(({ type, title }) => ({ type, title }))).toEqual(
    expect.arrayContaining([
      { type: 'Exception', title: 'no stock' },
      { type: 'TypeError', title: 'must be int' },
    ])
  );
  expect(groups).toHaveLength(2);
});
