import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { installedLoki, LokiEngine } from '../../src/telemetry/testing/loki';
import { send } from '../../src/telemetry/testing/programs';
import { installedTempo, TempoEngine } from '../../src/telemetry/testing/tempo';
import { blocksIn } from './training/modules';

// Grammars know the language; that types fit and functions are there, only the servers know.

const RANGE = { start: `${Math.floor(Date.now() / 1000) - 600}`, end: `${Math.floor(Date.now() / 1000)}` };

/** How a server answers a query: with 200, or else with its complaint. */
async function answer(url: string, parameters: Record<string, string>): Promise<string> {
  const { status, text } = await send(`${url}?${new URLSearchParams({ ...RANGE, ...parameters })}`);
  return status === 200 ? 'OK' : `${Object.values(parameters)[0]}: ${status} ${text}`;
}

const LOKI = installedLoki();
describe('queries of the training, on a real Loki', { skip: LOKI ? false : 'loki is not on the PATH' }, () => {
  let engine: LokiEngine;
  before(async () => {
    engine = await LokiEngine.start(LOKI ?? '');
  });
  after(() => engine.stop());

  const ask = (query: string) => answer(`${engine.url}/loki/api/v1/query_range`, { query, step: '60' });

  test('are answered', async () => {
    const answers = await Promise.all(blocksIn('logql').map(({ text }) => ask(text)));
    assert.deepEqual(new Set(answers), new Set(['OK']));
  });

  test('would be refused if they were wrong', async () => {
    assert.match(await ask('sum_over_time({job="payments"} | json [5m])'), /: 400 /);
  });
});

const TEMPO = installedTempo();
describe('queries of the training, on a real Tempo', { skip: TEMPO ? false : 'tempo is not on the PATH' }, () => {
  let engine: TempoEngine;
  before(async () => {
    engine = await TempoEngine.start(TEMPO ?? '');
  });
  after(() => engine.stop());

  const ask = (q: string) =>
    /\| (?:rate|\w+_over_time|compare)\(/.test(q)
      ? answer(`${engine.url}/api/metrics/query_range`, { q, step: '60s' })
      : answer(`${engine.url}/api/search`, { q });

  test('are answered', async () => {
    const answers = await Promise.all(blocksIn('traceql').map(({ text }) => ask(text)));
    assert.deepEqual(new Set(answers), new Set(['OK']));
  });

  test('would be refused if they were wrong', async () => {
    assert.match(await ask('{ status = "error" }'), /: 400 /);
    assert.match(await ask('{ status = error } | rate() by (duration > )'), /: 400 /);
  });
});
