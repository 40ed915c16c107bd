import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { truthSchema } from '../incidents/types.ts';
import { freePort, PATIENCE, scratchFolder, startProcess } from '../testing/processes.ts';
import { CHAOS_CASES } from './chaos-cases.ts';
import { parseDuration } from './duration.ts';
import { pickWeighted, seeded, shuffled } from './random.ts';
import { percentile, Statistics } from './statistics.ts';

describe('parseDuration', () => {
  for (const [text, milliseconds] of [
    ['90s', 90_000],
    ['10m', 600_000],
    ['1h30m', 5_400_000],
    ['250ms', 250],
    ['0.5s', 500],
  ] as const) {
    it(`reads ${text}`, () => assert.equal(parseDuration(text), milliseconds));
  }
  for (const text of ['', '10', 'm', '10 m', '-5s', '0s', '5x', '1e3s']) {
    it(`refuses "${text}"`, () => assert.throws(() => parseDuration(text)));
  }
});

describe('random numbers', () => {
  it('repeat with their seed and differ without', () => {
    const take = (seed: number) => Array.from({ length: 5 }, seeded(seed));
    assert.deepEqual(take(7), take(7));
    assert.notDeepEqual(take(7), take(8));
    assert.ok(take(7).every((number) => number >= 0 && number < 1));
  });

  it('pick by weight', () => {
    const random = seeded(1);
    const items = [
      { name: 'often', weight: 9 },
      { name: 'never', weight: 0 },
      { name: 'seldom', weight: 1 },
    ];
    const picked = Array.from({ length: 5000 }, () => pickWeighted(items, random).name);
    const share = (name: string) => picked.filter((one) => one === name).length / picked.length;
    assert.ok(Math.abs(share('often') - 0.9) < 0.02);
    assert.equal(share('never'), 0);
  });

  it('shuffle without losing anything', () => {
    const items = Array.from({ length: 50 }, (_nothing, index) => index);
    const mixed = shuffled(items, seeded(3));
    assert.notDeepEqual(mixed, items);
    assert.deepEqual(
      [...mixed].sort((a, b) => a - b),
      items
    );
  });
});

describe('Statistics', () => {
  it('takes percentiles by the nearest rank', () => {
    const sorted = Array.from({ length: 20 }, (_nothing, index) => index + 1);
    assert.deepEqual(
      [0.5, 0.95, 0.99, 1].map((share) => percentile(sorted, share)),
      [10, 19, 20, 20]
    );
    assert.equal(percentile([], 0.5), undefined);
  });

  it('reports by kind and status, and what was unexpected; what had no answer has no latency', () => {
    const statistics = new Statistics();
    statistics.add({ kind: 'GET /products', status: 200, milliseconds: 10 });
    statistics.add({ kind: 'GET /products', status: 500, milliseconds: 30, unexpected: 'status 500' });
    statistics.add({ kind: 'GET /products', status: 0, milliseconds: 9999, unexpected: 'refused' });
    const report = statistics.report();
    assert.match(report, /GET \/products +3 +2 +10\.0 +30\.0 +30\.0/);
    assert.match(report, /no answer +1 +33\.3 %/);
    assert.match(report, /1 +GET \/products: status 500/);
    assert.match(report, /1 +GET \/products: refused/);
    assert.equal(statistics.unexpected.length, 2);
  });
});

describe('the cases of chaos', () => {
  it('each have a name of their own, and fit into a hundred requests', () => {
    const kinds = new Set(CHAOS_CASES.map(({ kind }) => kind));
    assert.equal(kinds.size, CHAOS_CASES.length);
    assert.ok(CHAOS_CASES.length <= 100);
    assert.ok(CHAOS_CASES.filter(({ good }) => good).length >= 20);
    assert.ok(CHAOS_CASES.filter(({ good }) => !good).length >= 30);
  });
});

describe('the programs', PATIENCE, () => {
  const start = (program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
    const script = fileURLToPath(new URL(`./${program}.ts`, import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      env: { PATH: process.env['PATH'], ...env },
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const ended = once(child, 'close').then(([code]) => ({ code: code as number, output }));
    return { child, ended };
  };

  it('chaos fails when answers are not those of a good shop', async (t) => {
    // Payments are no shop: nearly everything is a 404.
    const { url } = await startProcess(t, 'payments', { LOG_DIR: await scratchFolder(t) });
    const { code, output } = await start('chaos', ['--target', url]).ended;
    assert.equal(code, 1);
    assert.match(output, /welcome: answered 404 instead of 200/);
  });

  it('chaos fails when nobody answers, and load says so', async () => {
    const target = `http://127.0.0.1:${await freePort()}`;
    const [chaos, load] = await Promise.all([
      start('chaos', ['--target', target, '--requests', '10']).ended,
      start('load', ['--target', target, '--duration', '2s', '--users', '1']).ended,
    ]);
    assert.equal(chaos.code, 1);
    assert.equal(load.code, 0);
    assert.match(load.output, /ECONNREFUSED/);
  });

  it('refuse arguments that make no sense', async () => {
    const runs = await Promise.all([
      start('load', ['--users', '0']).ended,
      start('load', ['--duration', 'soon']).ended,
      start('chaos', ['--requests', '1.5']).ended,
      start('incident', ['earthquake']).ended,
    ]);
    assert.deepEqual(
      runs.map(({ code }) => code),
      [1, 1, 1, 1]
    );
    assert.match(runs[3].output, /slow-database\|payment-outage\|stock-out\|memory-leak\|bad-deploy/);
  });

  it('incident writes the truth down, and Ctrl-C mends the service and corrects the truth', async (t) => {
    const INIT_CWD = await scratchFolder(t);
    const env = { LOG_DIR: await scratchFolder(t), INCIDENTS_ENABLED: '1' };
    const { url } = await startProcess(t, 'payments', env);
    const active = async () =>
      ((await (await fetch(`${url}/incidents`)).json()) as { active: unknown[] }).active.length;

    const { child, ended } = start('incident', ['payment-outage', '--duration', '5m', '--target', url], { INIT_CWD });
    await once(child.stdout, 'data');
    assert.equal(await active(), 1);
    const folder = join(INIT_CWD, '.tillwatch', 'incidents');
    const read = async () => {
      const [file, ...others] = await readdir(folder);
      assert.deepEqual(others, []);
      assert.match(String(file), /^\d{4}-\d\d-\d\dT[\d-]+Z-payment-outage\.json$/);
      return truthSchema.parse(JSON.parse(await readFile(join(folder, String(file)), 'utf8')));
    };
    const truth = await read();
    assert.equal(Date.parse(truth.to) - Date.parse(truth.from), 300_000);
    assert.deepEqual([truth.service, truth.route], ['payments', 'POST /charges']);

    child.kill('SIGINT');
    assert.equal((await ended).code, 0);
    assert.equal(await active(), 0);
    const corrected = await read();
    assert.ok(Date.parse(corrected.to) - Date.parse(corrected.from) < 60_000);
  });

  it('incident says what to do when incidents are off', async (t) => {
    const { url } = await startProcess(t, 'payments', { LOG_DIR: await scratchFolder(t) });
    const { code, output } = await start('incident', ['payment-outage', '--target', url]).ended;
    assert.equal(code, 1);
    assert.match(output, /INCIDENTS_ENABLED=1/);
  });
});
