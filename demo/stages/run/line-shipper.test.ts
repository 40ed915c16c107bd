import assert from 'node:assert/strict';
import { it } from 'node:test';
import { FakeLoki } from '../../launch/testing/fake-loki.ts';
import { LineShipper } from './line-shipper.ts';

it('labels a line by its service and level, and keeps the time that it states', async (t) => {
  const loki = new FakeLoki();
  await loki.start();
  t.after(() => loki.stop());
  const shipper = new LineShipper(loki.url, assert.fail);
  const line = '{"level":"info","timestamp":"2026-11-30T10:00:00.123Z","message":"Rolled 3","trace_id":"0af7"}';
  shipper.add(line);
  await shipper.flush();
  assert.deepEqual(loki.lines, [
    {
      labels: { job: 'dice-roller', service: 'dice-roller', level: 'info' },
      timestamp: BigInt(Date.parse('2026-11-30T10:00:00.123Z')) * 1_000_000n,
      line,
    },
  ]);
});

it('says once that Loki is away, and sends what waited when it is back', async (t) => {
  const loki = new FakeLoki();
  await loki.start();
  t.after(() => loki.stop());
  loki.status = 503;
  const problems: string[] = [];
  const shipper = new LineShipper(loki.url, (problem) => problems.push(problem));
  shipper.add('first');
  await shipper.flush();
  shipper.add('second');
  await shipper.flush();
  assert.equal(problems.length, 1);
  assert.match(problems[0]!, /do not reach Loki at http:\S+\. Loki answered 503/);
  loki.status = 204;
  await shipper.flush();
  assert.deepEqual(
    loki.lines.map(({ line }) => line),
    ['first', 'second']
  );
});

it('gives up what Loki refuses, so that the next lines come through', async (t) => {
  const loki = new FakeLoki();
  await loki.start();
  t.after(() => loki.stop());
  loki.status = 400;
  const problems: string[] = [];
  const shipper = new LineShipper(loki.url, (problem) => problems.push(problem));
  shipper.add('refused');
  await shipper.flush();
  loki.status = 204;
  shipper.add('taken');
  await shipper.flush();
  assert.equal(problems.length, 1);
  assert.deepEqual(
    loki.lines.map(({ line }) => line),
    ['taken']
  );
});
